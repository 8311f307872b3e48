"""An account's own security: second factor, sessions, password."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field, SecretStr

from desk.http.schemas.accounts import Role
from desk.http.schemas.base import Name, Schema

Code = Annotated[SecretStr, Field(min_length=6, max_length=32)]


class SecurityOut(Schema):
    """How an account is guarded.

    Attributes:
        totp: Whether signing in asks for a code.
        recovery_codes_left: How many are unused.
    """

    totp: bool
    recovery_codes_left: int


class TotpOut(Schema):
    """A second factor to set up; it counts once a code has confirmed it.

    Attributes:
        secret: To type into an authenticator, in base 32; shown this once.
        uri: The same for programs.
        qr_svg: The same as a picture.
    """

    secret: str
    uri: str
    qr_svg: str


class CodeIn(Schema):
    """A code of the authenticator, or a recovery code."""

    code: Code


class RecoveryCodesOut(Schema):
    """Codes for the day the telephone is lost; shown this once, and each good for one use."""

    recovery_codes: list[str]


class PasswordIn(Schema):
    """Another password of one's own."""

    old: Annotated[SecretStr, Field(min_length=1, max_length=1024)]
    new: Annotated[SecretStr, Field(min_length=10, max_length=1024)]


class NewPasswordIn(Schema):
    """A password that an administrator gives somebody."""

    password: Annotated[SecretStr, Field(min_length=10, max_length=1024)]


class SignedInOut(Schema):
    """One browser that is signed in.

    Attributes:
        device: Browser and system, as the browser says.
        address: IP address of the last use.
        current: Whether it is the one that asks.
    """

    id: str
    device: str
    address: str
    created_at: AwareDatetime
    last_seen_at: AwareDatetime
    expires_at: AwareDatetime
    current: bool


class SessionsOut(Schema):
    """Sessions, last used first."""

    items: list[SignedInOut]


class AccountIn(Schema):
    """What of an account an administrator changes.

    Attributes:
        name: For colleagues and shoppers.
        role: Another one ends the account's sessions.
        disabled: Whether it may not sign in.
    """

    name: Name
    role: Role
    disabled: bool = False
