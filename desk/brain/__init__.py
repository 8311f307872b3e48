"""Asking the brain, which is another process: it may be slow, restarting, or wrong."""
