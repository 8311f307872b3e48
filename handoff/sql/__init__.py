"""Conversations kept in SQLite or PostgreSQL, through SQLAlchemy Core."""
