"""Secrets of receivers, and signatures as Standard Webhooks 1.0 lays them down.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md: what is
signed is `id.timestamp.body` with HMAC-SHA256; several signatures may stand side by side.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from uuid import UUID

from ecabinet.accounts.sealing import seal, unseal

PREFIX = "whsec_"
SECRET_BYTES = 32
PURPOSE = "webhook-secret"


def new_secret() -> str:
    """Return a new secret as a receiver keeps it: `whsec_` and 32 random bytes in base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def sealed(secret_key: str, receiver_id: UUID, secret: str) -> str:
    """Return what the database keeps of a secret: readable only with ECABINET_SECRET_KEY."""
    return seal(secret_key, PURPOSE, receiver_id, secret)


def opened(secret_key: str, receiver_id: UUID, kept: str) -> str | None:
    """Return the secret again; None when ECABINET_SECRET_KEY is another one by now."""
    return unseal(secret_key, PURPOSE, receiver_id, kept)


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """Return one signature: `v1,` and the HMAC-SHA256 in base64."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = b".".join((message_id.encode(), str(timestamp).encode(), body))
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def signed_headers(
    secrets_now: Iterable[str], message_id: str, timestamp: int, body: bytes
) -> dict[str, str]:
    """Return the three headers; while a secret is being changed there are two signatures."""
    signatures = [signature(secret, message_id, timestamp, body) for secret in secrets_now]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }
