"""Posts: their days, what fills them, in whose words."""
