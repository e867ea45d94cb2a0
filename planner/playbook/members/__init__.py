"""Single members: arrivals, journeys, champions."""
