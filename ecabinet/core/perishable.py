"""Private keys that exist only while something is under way, and are destroyed afterwards.

They lie in files, not in the database: whatever was once in a database stays in its log and in its
backups. Each file is sealed with the installation's secret, so that a copy of the data folder and
of the database opens nothing without it. What a destroyed key had sealed opens for nobody.
"""

import os
import secrets
import tempfile
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
SUFFIX = ".key"


class KeyGone(Exception):
    """There is no such key, or it was made under another secret of the installation."""


class PerishableKeys(Protocol):
    """Keys by the name of what they are for."""

    def make(self, name: UUID) -> bytes:
        """Make a key, in place of one that an attempt rolled back has left; its public half."""

    def open(self, name: UUID) -> X25519PrivateKey:
        """Return the private half. Raises KeyGone."""

    def destroy(self, name: UUID) -> None:
        """Destroy the key; twice is the same as once."""


class NoKeys:
    """Where nothing is ever opened that needs a key: furnishing, benchmarks of other things."""

    def make(self, name: UUID) -> bytes:
        """Refuse."""
        raise KeyGone(str(name))

    def open(self, name: UUID) -> X25519PrivateKey:
        """Refuse."""
        raise KeyGone(str(name))

    def destroy(self, name: UUID) -> None:
        """Nothing is there."""


class KeyFiles:
    """The keys of one installation; its processes share the folder."""

    def __init__(
        self, folder: Path, secret_key: str, clock: Callable[[], float] = time.time
    ) -> None:
        self._folder, self._secret, self._clock = folder, secret_key, clock

    def make(self, name: UUID) -> bytes:
        """Write the sealed private half, synced, and return the public one (X25519, 32 bytes)."""
        key = X25519PrivateKey.generate()
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = nonce + self._cipher.encrypt(nonce, key.private_bytes_raw(), name.bytes)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Made with mode 0600; complete, or not there at all.
        handle, written = tempfile.mkstemp(dir=self._folder, prefix="incoming-")
        with os.fdopen(handle, "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        os.replace(written, self._path(name))
        self._sync()
        return key.public_key().public_bytes_raw()

    def open(self, name: UUID) -> X25519PrivateKey:
        """Return the private half. Raises KeyGone."""
        try:
            sealed = self._path(name).read_bytes()
            raw = self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], name.bytes)
        except (FileNotFoundError, InvalidTag) as error:
            raise KeyGone(str(name)) from error
        return X25519PrivateKey.from_private_bytes(raw)

    def destroy(self, name: UUID) -> None:
        """Write over the file, then take it away.

        A disk may keep the old bytes where no program reads; they are sealed, too.
        """
        path = self._path(name)
        try:
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(path.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
        except FileNotFoundError:  # Two workers were told; one of them was first.
            return
        self._sync()

    def ages(self) -> dict[UUID, float]:
        """Return how old each key is, in seconds."""
        found: dict[UUID, float] = {}
        for path in self._folder.glob(f"*{SUFFIX}"):
            try:
                found[UUID(path.stem)] = self._clock() - path.stat().st_mtime
            except FileNotFoundError:  # Destroyed meanwhile.
                continue
        return found

    @cached_property
    def _cipher(self) -> AESGCM:
        derive = HKDF(hashes.SHA256(), 32, salt=None, info=b"ecabinet/perishable keys")
        return AESGCM(derive.derive(self._secret.encode()))

    def _path(self, name: UUID) -> Path:
        return self._folder / f"{name}{SUFFIX}"

    def _sync(self) -> None:
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
