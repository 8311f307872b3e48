"""Rasa's YAML as people write it: read by its nodes, changed by splicing, so that the rest stays as it is."""
