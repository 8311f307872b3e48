"""The brain's own code: what Rasa loads from this repository. Runs in the brain's environment only."""
