"""Personal data shown so that its owner recognises it and nobody else learns it."""

from __future__ import annotations

DOT = "•"


def masked_email(address: str) -> str:
    """``g•••@•••.it`` for ``giulia.ferri@posta.it``: the first letter and the last part."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}{DOT * 3}@{DOT * 3}.{domain.rpartition('.')[2]}"


def masked_phone(number: str) -> str:
    """``••• 67`` for ``+393331234567``: the last two digits."""
    return f"{DOT * 3} {number[-2:]}" if len(number) > 4 else DOT * 3


def masked_code(code: str) -> str:
    """``•••• 7Q2M``: the last four signs of a long code, nothing of a short one."""
    return f"{DOT * 4} {code[-4:]}" if len(code) > 8 else DOT * 4
