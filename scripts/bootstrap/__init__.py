"""The set-up: from a fresh clone to both environments and the front end, with the standard library only.

It runs before there is any environment, on whichever Python the machine calls ``python3``.
"""
