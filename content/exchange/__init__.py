"""What the assistant knows as tables and as Rasa's YAML, and what a shop's own page says."""
