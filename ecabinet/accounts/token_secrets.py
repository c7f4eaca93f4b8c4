"""The text of an API token: `ecab_`, 43 random letters and figures (256 bits), 6 of checksum.

The prefix lets scanners of source code and logs find a token that leaked; the checksum tells a
mistyped or invented one without asking the database.
"""

import hashlib
import secrets
import string
import zlib

PREFIX = "ecab_"
RANDOM, CHECK = 43, 6
HINT = 4
_LETTERS = string.digits + string.ascii_letters


def new_token() -> str:
    """Return a new token."""
    body = "".join(secrets.choice(_LETTERS) for _ in range(RANDOM))
    return PREFIX + body + _checksum(body)


def is_well_formed(token: str) -> bool:
    """Whether `token` could be one of ours: length, letters and checksum fit."""
    body, check = token[len(PREFIX) : -CHECK], token[-CHECK:]
    if not token.startswith(PREFIX) or len(body) != RANDOM or not set(body) <= set(_LETTERS):
        return False
    return secrets.compare_digest(check.encode(), _checksum(body).encode())


def hash_token(token: str) -> str:
    """Return what is kept: the token is long and random, a plain hash will do."""
    return hashlib.sha256(token.encode()).hexdigest()


def hint_of(token: str) -> str:
    """Return the letters by which its owner tells it from others: the last four before the sum."""
    return token[-CHECK - HINT : -CHECK]


def _checksum(body: str) -> str:
    number, letters = zlib.crc32((PREFIX + body).encode()), ""
    for _ in range(CHECK):
        number, place = divmod(number, len(_LETTERS))
        letters = _LETTERS[place] + letters
    return letters
