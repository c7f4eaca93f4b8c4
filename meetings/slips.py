"""Ballots of secret votes as they lie in the box: sealed, and all of one size. Pure.

Sealed for the public key of the vote by HPKE (RFC 9180): X25519, HKDF-SHA256, ChaCha20-Poly1305.
Who casts needs only that key; who holds the private one opens the box, once, at the close.
"""

from typing import Annotated
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from pydantic import BaseModel, ConfigDict, StringConstraints

from ecabinet.core.errors import Invalid
from meetings.ballot_forms import Ballots, Said

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
LENGTH_BYTES = 4
# Bytes of a slip before it is sealed: the longest opinion in words (2,000 characters), or a list.
ROOM_OF_WORDS, ROOM_OF_A_LIST = 8_448, 1_024

# Crockford's alphabet has no I, L, O, U: codes are read aloud and written down by hand.
CODE = r"^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$"
Code = Annotated[str, StringConstraints(pattern=CODE)]


class Slip(BaseModel):
    """What one ballot says, and the code by which its voter finds it again."""

    model_config = ConfigDict(frozen=True)
    said: Said
    code: str


def room_for(ballots: Ballots) -> int:
    """Return how many bytes every slip of such a vote takes, whatever it says."""
    return ROOM_OF_A_LIST if ballots.by_list else ROOM_OF_WORDS


def seal(slip: Slip, vote_id: UUID, public_key: bytes, room: int) -> bytes:
    """Return the slip sealed for the vote; as long as any other one of it.

    Raises:
        Invalid: it does not fit, which only a text full of strange characters can do.
    """
    words = slip.model_dump_json().encode()
    if len(words) + LENGTH_BYTES > room:
        raise Invalid("ballot.text_too_long", field="text")
    filled = (len(words).to_bytes(LENGTH_BYTES, "big") + words).ljust(room, b"\0")
    return SUITE.encrypt(filled, X25519PublicKey.from_public_bytes(public_key), _purpose(vote_id))


def unseal(sealed: bytes, vote_id: UUID, key: X25519PrivateKey) -> Slip:
    """Return the slip.

    Raises:
        InvalidTag: it was sealed for another vote, or changed since.
    """
    filled = SUITE.decrypt(sealed, key, _purpose(vote_id))
    length = int.from_bytes(filled[:LENGTH_BYTES], "big")
    return Slip.model_validate_json(filled[LENGTH_BYTES : LENGTH_BYTES + length])


def _purpose(vote_id: UUID) -> bytes:
    return b"ecabinet secret ballot 1 " + vote_id.bytes


__all__ = ["Code", "InvalidTag", "Slip", "room_for", "seal", "unseal"]
