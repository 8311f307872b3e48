"""Pictures of every screen, for the documentation: ``python -m scripts.screenshots``."""
