"""``make test``: every suite, one after the other, and one total at the end."""
