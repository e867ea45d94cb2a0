"""Why: from a playbook and its reasons back to the lines of the plan."""
