"""Who is where at which hour: duty after posts, and the days of each person."""
