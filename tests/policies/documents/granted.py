"""Grants as they are stored."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from documents.grants import EVERYBODY
from documents.models import PaperGrant
from ecabinet.core.actors import Actor, HeldOffice, Role
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import DomainError
from ecabinet.core.store import Store
from tests.shelves import KIND, Shelf

NOW = utc_now()
AsActor = Callable[[str], Actor]


def person(*units: UUID) -> Actor:
    offices = tuple(HeldOffice(unit, Role.MEMBER, "") for unit in units)
    return Actor(person_id=uuid4(), username="x", name="X", offices=offices)


def a_window(dice: random.Random) -> tuple[datetime | None, datetime | None]:
    near = [None, -2, -1, 0, 1, 2]
    start, end = dice.choice(near), dice.choice(near)
    if start is not None and end is not None and end <= start:
        end = start + 1
    return tuple(None if h is None else NOW + timedelta(hours=h) for h in (start, end))  # type: ignore[return-value]


def lay(store: Store, shelf: Shelf, paper_id: UUID | None, **fields: object) -> None:
    """Write a grant as it is stored, without the command."""

    def work(uow: object) -> None:
        session: Session = uow.session  # type: ignore[attr-defined]
        on = ("paper", paper_id) if paper_id else (KIND, shelf.id)
        row = {"who_kind": "all", "who_id": EVERYBODY, "set_at": NOW, **fields}
        session.add(PaperGrant(place_kind=on[0], place_id=on[1], **row))

    store.execute(SYSTEM_LIKE, lambda uow, _cmd: work(uow), None)  # type: ignore[arg-type,func-returns-value]


SYSTEM_LIKE = Actor(person_id=None, username="system", name="Hệ thống")


def outcome(gate: Callable[..., object], *args: object) -> str:
    try:
        gate(*args)
    except DomainError as error:
        return type(error).__name__
    return ""
