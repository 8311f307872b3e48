"""A day at the counter: arrivals, twenty agents and a fake clock, on the real queue."""
