"""Where required things cannot fit: ``find.find_shortfalls``."""
