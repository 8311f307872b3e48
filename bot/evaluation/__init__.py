"""How well messages are understood: our own data, other people's, a pipeline to compare with; on a page."""
