"""What a supervisor reads: figures with their definitions, the live board, what was saved."""
