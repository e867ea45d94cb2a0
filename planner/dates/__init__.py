"""Dates: half-open ranges, recurrences, work days and holidays, lunar days. No clock, no locale."""
