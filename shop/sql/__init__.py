"""What the shop keeps in a database of its own."""
