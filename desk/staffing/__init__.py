"""The queue's parts as the desk runs them: teams, presence, the rota, transfers."""
