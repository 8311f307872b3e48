"""Who serves whom, and in which order: rank, teams, presence, assignment, transfers, silence."""
