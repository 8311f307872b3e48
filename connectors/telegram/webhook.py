"""Our webhook as Telegram knows it."""

from __future__ import annotations

from typing import Any

from connectors.base import Finding


def compare(info: dict[str, Any], expected: str | None, wants_polling: bool) -> list[Finding]:
    """What Telegram's idea of our webhook says about our settings.

    Args:
        info: What Telegram told.
        expected: Our webhook's public address, or None without a public address.
        wants_polling: Whether we fetch messages ourselves.
    """
    findings = [_address(info, expected, wants_polling)]
    failure = info.get("last_error_message")
    if failure and not wants_polling:
        findings.append(
            Finding(
                ok=False,
                summary=f"Telegram's last call failed: {str(failure)[:200]}",
                remedy="Check that SPORTELLO_PUBLIC_URL reaches this desk from the internet, over HTTPS.",
            )
        )
    return findings


def _address(info: dict[str, Any], expected: str | None, wants_polling: bool) -> Finding:
    registered = str(info.get("url") or "")
    if wants_polling:
        return Finding(ok=True, summary="Messages are fetched by long polling (no webhook secret is set).")
    if expected is None:
        return Finding(
            ok=bool(registered),
            summary="Messages are expected by webhook, but the desk does not know its public address.",
            remedy=""
            if registered
            else "Set SPORTELLO_PUBLIC_URL, or unset SPORTELLO_TELEGRAM_WEBHOOK_SECRET to fetch messages.",
        )
    if registered == expected:
        return Finding(ok=True, summary=f"The webhook is registered at {expected}.")
    return Finding(
        ok=False,
        summary=f"The webhook is registered at {registered or 'no address'}, not at {expected}.",
        remedy="Start the desk with SPORTELLO_PUBLIC_URL set: it registers its webhook by itself.",
    )
