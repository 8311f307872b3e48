"""Every error of ``shop``; each has a stable ``code``, and its docstring is its default message."""

from __future__ import annotations

from datetime import datetime


class ShopError(Exception):
    """Something went wrong with the shop."""

    code = "shop"

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip().partition("\n")[0])


class BadShopSettings(ShopError):
    """The shop's settings are wrong or incomplete."""

    code = "bad_shop_settings"


class ShopUnavailable(ShopError):
    """The shop can't be seen right now; nothing is known, and it is worth trying again.

    Args:
        message: One sentence of the reason, for logs.
        retry_after: Seconds the back end asks us to wait; None if it does not say.
    """

    code = "shop_unavailable"

    def __init__(self, message: str | None = None, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unsupported(ShopError):
    """This back end can't do that; a person can.

    Args:
        ability: Which of ``shop.ports.Ability``.
    """

    code = "unsupported"

    def __init__(self, ability: str = "") -> None:
        super().__init__(f"This back end has no {ability}." if ability else None)
        self.ability = ability


class NotFound(ShopError):
    """The shop has no such thing."""

    code = "not_found"


class BadInput(ShopError):
    """What was given can't be right.

    Args:
        field: What is wrong, by the record's attribute.
        message: One sentence.
    """

    code = "bad_input"

    def __init__(self, field: str = "", message: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class ProofError(ShopError):
    """Who asks is not known to be the order's customer."""

    code = "proof"


class ProofNeeded(ProofError):
    """The e-mail address or the phone number of the order is wanted first."""

    code = "proof_needed"


class ProofRefused(ProofError):
    """There is no such order, or it is not theirs: nobody is told which.

    Args:
        attempts_left: How often they may still try within the hour.
    """

    code = "proof_refused"

    def __init__(self, attempts_left: int = 0) -> None:
        super().__init__()
        self.attempts_left = attempts_left


class TooManyAttempts(ProofError):
    """Too many wrong attempts: a person has to help.

    Args:
        until: When another attempt is taken, aware; None where that is not known.
    """

    code = "too_many_attempts"

    def __init__(self, until: datetime | None = None) -> None:
        super().__init__()
        self.until = until


class NotAllowed(ShopError):
    """The shop's rules do not allow that.

    Args:
        reason: Stable code of the rule: one of ``shop.records.Reason``, or an order's state.
    """

    code = "not_allowed"

    def __init__(self, reason: str = "", message: str | None = None) -> None:
        super().__init__(message)
        self.reason = reason


class TooLate(NotAllowed):
    """It was possible before, and no longer is."""

    code = "too_late"


class AlreadyDone(NotAllowed):
    """It was done before."""

    code = "already_done"
