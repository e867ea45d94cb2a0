"""Goals: their way, the membership, verdicts, points."""
