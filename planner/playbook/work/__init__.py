"""Work: who does what when, and whether the week holds it."""
