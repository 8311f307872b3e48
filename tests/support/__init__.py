"""What several tests need: databases, clocks, doubles."""
