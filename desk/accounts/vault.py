"""Secrets that have to be read again are kept encrypted: whoever has only the database has nothing."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import SecretStr

from desk.errors import NoSecretKey


class Vault:
    """Encrypts with a key derived from ``SPORTELLO_SECRET_KEY``.

    Fernet (AES-128-CBC with an HMAC) through HKDF, so that this key opens nothing else that the setting
    signs. Each purpose has its own key: what is stored for one cannot be passed off as another.

    Args:
        secret: The setting; an empty one keeps nothing.
        purpose: What the key is for.
    """

    def __init__(self, secret: SecretStr, purpose: str) -> None:
        given = secret.get_secret_value()
        self._fernet = Fernet(_derive(given, purpose)) if given else None

    def close(self, plain: str) -> str:
        """What may be stored.

        Raises:
            NoSecretKey: There is no key that would still be there after a restart.
        """
        return self._key().encrypt(plain.encode()).decode()

    def open(self, stored: str) -> str:
        """The secret again.

        Raises:
            NoSecretKey: It was stored under another key, or there is none now.
        """
        try:
            return self._key().decrypt(stored.encode()).decode()
        except InvalidToken as error:
            raise NoSecretKey from error

    def _key(self) -> Fernet:
        if self._fernet is None:
            raise NoSecretKey
        return self._fernet


def _derive(secret: str, purpose: str) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=f"sportello {purpose}".encode())
    return base64.urlsafe_b64encode(derived.derive(secret.encode()))
