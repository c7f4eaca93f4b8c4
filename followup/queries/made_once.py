"""Statements that are made once, with places for the ids of whoever asks.

To put one together takes Python longer than it takes a database to answer it. So what each page
asks is kept: the number on the navigation and those of the tabs.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, true

from ecabinet.core.actors import Actor
from followup.models import Task
from followup.policies import reader_of, within_reach
from followup.readers import Reader

Making = Callable[[Reader, ColumnElement[bool]], Select[Any]]
"""Puts together what is asked for a reader, within the given reach."""

PERSON = bindparam("person", type_=Task.id.type)
DESKS = bindparam("desks", type_=Task.id.type, expanding=True)


def made_for(actor: Actor, making: Making) -> tuple[Select[Any], dict[str, Any]]:
    """Return the statement for `actor`, and the ids to execute it with."""
    reader = reader_of(actor)
    if actor.deputy is not None:  # Each was given something else.
        return making(reader, within_reach(actor)), {}
    kind = (reader.person is not None, reader.desks is not None, reader.follows_all)
    return _made(making, *kind), {"person": reader.person, "desks": reader.desks}


@cache
def _made(making: Making, person: bool, desks: bool, follows_all: bool) -> Select[Any]:
    reader = Reader(PERSON if person else None, DESKS if desks else None, follows_all)
    return making(reader, true())
