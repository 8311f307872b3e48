"""Every error of the desk itself; each has a stable ``code``, and its docstring is its default message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class DeskError(Exception):
    """The desk could not do this."""

    code = "desk"

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip().splitlines()[0])


class NotSignedIn(DeskError):
    """Sign in first."""

    code = "not_signed_in"


class BadCredentials(DeskError):
    """The e-mail address or the password is wrong."""

    code = "bad_credentials"


class TooManyAttempts(DeskError):
    """Too many attempts.

    Args:
        retry_after: Seconds until the next attempt makes sense.
    """

    code = "too_many_attempts"

    def __init__(self, retry_after: float) -> None:
        super().__init__("Too many attempts.")
        self.retry_after = max(1, round(retry_after))


class BadCsrf(DeskError):
    """The request does not carry the session's CSRF token."""

    code = "bad_csrf"


class NotAllowed(DeskError):
    """This account may not do this."""

    code = "not_allowed"


class NotFound(DeskError):
    """There is no such thing."""

    code = "not_found"


class MethodNotAllowed(DeskError):
    """This address does not answer to this method."""

    code = "method_not_allowed"


class ChannelNotFound(DeskError):
    """There is no such channel, or it is not in use."""

    code = "channel_not_found"


class BodyTooLarge(DeskError):
    """The request is too large."""

    code = "body_too_large"


class UnsupportedContent(DeskError):
    """The request is of a type that nobody reads here."""

    code = "unsupported_content"


class InvalidRequest(DeskError):
    """Something in the request is missing or wrong."""

    code = "invalid_request"


class UploadNotFound(DeskError):
    """There is no such file, or it belongs to another conversation."""

    code = "upload_not_found"


class FileTypeNotAllowed(DeskError):
    """Files of this type cannot be sent on this channel."""

    code = "file_type_not_allowed"


class FileTooLarge(DeskError):
    """The file is larger than the channel takes.

    Args:
        max_bytes: What it takes.
    """

    code = "file_too_large"

    def __init__(self, max_bytes: int = 0) -> None:
        super().__init__()
        self.max_bytes = max_bytes

    @property
    def details(self) -> dict[str, int]:
        """The limit, for programs and for people."""
        return {"max_bytes": self.max_bytes, "megabytes": self.max_bytes // 1_000_000}


class TemplateNotFound(DeskError):
    """There is no such template, or it is no longer approved."""

    code = "template_not_found"


class TemplateVariables(DeskError):
    """What is put into a template does not fit it.

    Args:
        missing: Placeholders without a value.
        unknown: Values without a placeholder.
        refused: Values that the vendor would refuse, and why, as a code.
    """

    code = "template_variables"

    def __init__(
        self,
        missing: Sequence[str] = (),
        unknown: Sequence[str] = (),
        refused: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.details: dict[str, Any] = {
            "missing": list(missing),
            "unknown": list(unknown),
            "refused": dict(refused or {}),
        }


class UnknownColleague(DeskError):
    """A mention names nobody who may see conversations."""

    code = "unknown_colleague"


class TagTaken(DeskError):
    """There is a tag with this name already."""

    code = "tag_taken"


class ShortcutTaken(DeskError):
    """There is a canned answer with this shortcut already."""

    code = "shortcut_taken"


class UnknownPlaceholder(DeskError):
    """A text has a placeholder that nobody fills.

    Args:
        placeholder: It, with its braces.
    """

    code = "unknown_placeholder"

    def __init__(self, placeholder: str = "{…}") -> None:
        super().__init__()
        self.details = {"placeholder": placeholder}


class TooManyViews(DeskError):
    """An agent keeps at most a hundred views."""

    code = "too_many_views"


class EmailTaken(DeskError):
    """An account with this e-mail address exists already."""

    code = "email_taken"


class AgentNotFound(DeskError):
    """There is no account with this e-mail address."""

    code = "agent_not_found"


class WeakPassword(DeskError):
    """A password needs at least ten characters."""

    code = "weak_password"


class InvalidEmail(DeskError):
    """This is not an e-mail address."""

    code = "invalid_email"


class InvalidName(DeskError):
    """A name has between 1 and 120 characters."""

    code = "invalid_name"


class LastAdmin(DeskError):
    """The last administrator cannot be disabled."""

    code = "last_admin"


class SecondFactorNeeded(DeskError):
    """Signing in needs a code of the authenticator as well."""

    code = "second_factor_needed"


class BadCode(DeskError):
    """The code is wrong, or was used before."""

    code = "bad_code"


class NoSecondFactor(DeskError):
    """There is no second factor on this account."""

    code = "no_second_factor"


class SecondFactorOn(DeskError):
    """There is a second factor already: switch it off first."""

    code = "second_factor_on"


class NoSecretKey(DeskError):
    """Without SPORTELLO_SECRET_KEY, the one that it was made with, this secret cannot be kept or read."""

    code = "no_secret_key"


class TokenNotFound(DeskError):
    """There is no such token."""

    code = "token_not_found"


class WebhookNotFound(DeskError):
    """There is no such webhook, or no such delivery of it."""

    code = "webhook_not_found"


class ForbiddenAddress(DeskError):
    """Webhooks go to public https addresses only, unless SPORTELLO_WEBHOOKS_ALLOW_PRIVATE says otherwise."""

    code = "forbidden_address"


class NotConfirmed(DeskError):
    """What was typed is not what had to be typed: nothing was erased."""

    code = "not_confirmed"


class StillOpen(DeskError):
    """Somebody is still serving this person: end the case first."""

    code = "still_open"


class Unavailable(DeskError):
    """The desk cannot do this now; try again in a moment."""

    code = "unavailable"


class InternalError(DeskError):
    """Something went wrong here, and it has been noted."""

    code = "internal"
