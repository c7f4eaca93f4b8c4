"""Passwords: argon2id, computed outside the event loop."""

import functools

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ecabinet.concurrency import run_blocking
from ecabinet.core.text import nfc

_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """Return the argon2id hash of `password`, whose accents may come composed or not."""
    return str(run_blocking(_hasher.hash, nfc(password)))


def matches(password_hash: str | None, password: str) -> bool:
    """Whether `password` fits. An unknown person takes as long as a known one."""
    known = password_hash or _unknown_hash()
    return bool(run_blocking(_verify, known, nfc(password))) and password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return bool(_hasher.check_needs_rehash(password_hash))


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


@functools.cache
def _unknown_hash() -> str:
    return _hasher.hash("nobody has this password")
