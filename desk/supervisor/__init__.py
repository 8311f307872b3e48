"""Starting brain and desk, keeping them running, stopping them together."""
