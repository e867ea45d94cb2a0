"""Groups in time: growth against capacity, further groups, dated procedures."""
