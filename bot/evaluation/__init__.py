"""How well messages are understood: cross-validation of our own data, other people's data, tables and pages."""
