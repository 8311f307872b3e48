"""Content that is not live, tried out: read with it, compared, grouped, before anything is published."""
