"""``make test``: every suite, and one total at the end."""
