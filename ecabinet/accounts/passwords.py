"""Passwords: argon2id, computed outside the event loop."""

import functools

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ecabinet.concurrency import run_blocking

_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """Return the argon2id hash of `password`."""
    return str(run_blocking(_hasher.hash, password))


def matches(password_hash: str | None, password: str) -> bool:
    """Whether `password` fits. An unknown person takes as long as a known one."""
    known = password_hash or _unknown_hash()
    return bool(run_blocking(_verify, known, password)) and password_hash is not None


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


@functools.cache
def _unknown_hash() -> str:
    return _hasher.hash("nobody has this password")
