"""Keys derived from the installation's secret, one per purpose: sealing and keyed hashes.

Whoever holds the database alone can neither read a sealed secret nor try out short codes. Another
ECABINET_SECRET_KEY makes sealed secrets unreadable; people then set up their second factor anew.
"""

import base64
import functools
import hashlib
import hmac
import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12


@functools.cache
def _key(secret_key: str, purpose: str) -> bytes:
    derive = HKDF(hashes.SHA256(), 32, salt=None, info=f"ecabinet/{purpose}".encode())
    return derive.derive(secret_key.encode())


def seal(secret_key: str, purpose: str, owner: UUID, text: str) -> str:
    """Return `text` encrypted (AES-256-GCM), readable only for the same purpose and owner."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    box = AESGCM(_key(secret_key, purpose)).encrypt(nonce, text.encode(), owner.bytes)
    return base64.urlsafe_b64encode(nonce + box).decode()


def unseal(secret_key: str, purpose: str, owner: UUID, sealed: str) -> str | None:
    """Return the text; None when it was sealed with another key, for another owner, or changed."""
    raw = base64.urlsafe_b64decode(sealed)
    try:
        opened = AESGCM(_key(secret_key, purpose)).decrypt(
            raw[:NONCE_BYTES], raw[NONCE_BYTES:], owner.bytes
        )
    except InvalidTag:
        return None
    return opened.decode()


def keyed_hash(secret_key: str, purpose: str, text: str) -> str:
    """Return a hash of something short that nobody without the key can try out (HMAC-SHA256)."""
    return hmac.new(_key(secret_key, purpose), text.encode(), hashlib.sha256).hexdigest()
