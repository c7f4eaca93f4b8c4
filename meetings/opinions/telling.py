"""Who is told what of written opinions, and where it is announced that they changed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import select

from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.desks import at_desks
from ecabinet.core.clock import office_day
from ecabinet.core.events import Event
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.audience import of_item
from meetings.models import AgendaItem, Meeting
from meetings.opinions.access import Held
from meetings.opinions.models import OpinionCall
from meetings.policies import PREPARING

STREAM = "opinions"
SUBJECT = "opinions"


def path_of(item_id: UUID) -> str:
    """Return the page of the opinions on an item; a test holds it against the route."""
    return f"/agenda-items/{item_id}/opinions"


def stream_of(item_id: UUID) -> str:
    """The stream of the opinions on an item: ids and a count, for whoever may see the page."""
    return f"{STREAM}:{item_id}"


@dataclass(frozen=True, kw_only=True)
class OpinionsChanged(Event):
    """Opinions came, went, were changed, closed or answered: ask again. It names nobody."""

    type: ClassVar[str] = "opinions.changed"
    signed: ClassVar[bool] = False
    item_id: UUID


def announce(uow: UnitOfWork, item_id: UUID) -> None:
    """Announce that something changed."""
    uow.record(OpinionsChanged(stream=stream_of(item_id), item_id=item_id))


def tell_participants(uow: UnitOfWork, opened: list[Held], due_at: datetime | None) -> None:
    """Tell whoever may read the items that opinions are wanted; nobody before the call.

    One notice for each person, however many items they were asked for at once.
    """
    wanted: dict[UUID, list[Held]] = defaultdict(list)
    for at in opened:
        found = of_item(uow.session, at.item.id, 0)
        for person_id in found.people if found else ():
            wanted[person_id].append(at)
    groups: dict[tuple[UUID, ...], list[UUID]] = defaultdict(list)
    for person_id, places in wanted.items():
        groups[tuple(at.item.id for at in places)].append(person_id)
    by_item = {at.item.id: at for at in opened}
    for items, people in groups.items():
        first = by_item[items[0]]
        if len(items) == 1:
            _tell(uow, first.item, "asked", people, due_at=due_at)
        else:
            _tell_of_many(uow, first.meeting.row, len(items), people, due_at)


def _tell_of_many(
    uow: UnitOfWork, meeting: Meeting, count: int, people: list[UUID], due_at: datetime | None
) -> None:
    uow.notify(
        Notice(
            kind="opinions.asked_many",
            to=people,
            url=f"/meetings/{meeting.id}/opinions",
            params={"title": meeting.title, "count": count, "due_at": due_at},
            subject=("meeting", meeting.id),
        )
    )


def tell_unit(uow: UnitOfWork, item: AgendaItem, call: OpinionCall, count: int) -> None:
    """Tell the people of the unit that answers how many opinions wait for it."""
    if call.unit_id is None or not count:
        return
    desk = at_desks(uow.session, [call.unit_id], PREPARING, office_day(uow.now))
    people = {person for _, person in desk}
    cleared = select(Person.id).where(Person.id.in_(people), Person.clearance >= item.secrecy)
    _tell(uow, item, "to_answer", list(uow.session.scalars(cleared)), count=count)


def _tell(uow: UnitOfWork, item: AgendaItem, what: str, people: list[UUID], **params: Any) -> None:
    uow.notify(
        Notice(
            kind=f"opinions.{what}",
            to=people,
            url=path_of(item.id),
            params={"title": f"{item.number}. {item.title}", **params},
            subject=(SUBJECT, item.id),
        )
    )
