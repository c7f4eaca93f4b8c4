"""Identifiers: UUID version 7, so that rows of one table are stored in order of time.

Ballots of a secret vote must not use these: their order would tell who voted when.
"""

import uuid

import uuid_utils


def new_id() -> uuid.UUID:
    """Return a fresh time-ordered identifier."""
    return uuid.UUID(bytes=uuid_utils.uuid7().bytes)
