"""Whose tasks a statement asks for."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter

Ids = Collection[UUID] | BindParameter[Any]
"""Ids, or the place of ids in a statement that is made once for many (queries/made_once.py)."""


@dataclass(frozen=True)
class Reader:
    """Who reads tasks: as which person, at the desks of which units, or whether all of them.

    None is nobody, and no desk.
    """

    person: UUID | BindParameter[Any] | None
    desks: Ids | None
    follows_all: bool = False
