"""A week in which one question is not known on Monday; ``docs/learning.md`` says what it shows."""
