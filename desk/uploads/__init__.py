"""Files that agents send: checked, kept, and found again by whoever sends or shows them."""
