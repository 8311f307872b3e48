"""Graph components for anyone's ``config.yml``; name them by their full module path."""
