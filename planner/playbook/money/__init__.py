"""Money: payments and cash."""
