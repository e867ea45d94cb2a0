"""Community operations planning as code: one YAML plan in, a checked and complete playbook out."""

__version__ = "0.1.0"
