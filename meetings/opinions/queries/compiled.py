"""The opinions of a meeting, or of one item, in one table: by item, or by person and unit."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.issuing.bodies import issuer_on
from documents.official.opinions import CompiledGroup, CompiledOpinion, CompiledOpinions
from documents.queries.papers import papers_of
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Denied
from ecabinet.core.permissions import allows
from meetings.catalogue import Function
from meetings.models import Meeting, Participant
from meetings.opinions import access
from meetings.opinions.access import Held
from meetings.opinions.containers import KIND
from meetings.opinions.places import GivenPlace
from meetings.opinions.policies import OpinionsPermission, is_told
from meetings.opinions.queries.item import opinion_out, standing_rows, visible
from meetings.opinions.queries.meeting import places_of
from meetings.opinions.queries.shapes import OpinionOut
from meetings.opinions.states import ReplyKind
from meetings.queries.bodies import day_of
from meetings.standing_in import with_whom

# Words of an official paper, which is in Vietnamese whoever reads it.
REPLIES = {
    ReplyKind.ACCEPTED: "Tiếp thu",
    ReplyKind.PARTLY: "Tiếp thu một phần",
    ReplyKind.EXPLAINED: "Giải trình",
}
NAMELESS = "Không ghi tên"


class By(StrEnum):
    """How the table is arranged."""

    ITEM = "item"
    AUTHOR = "author"


@dataclass(frozen=True)
class ItemLines:
    """An item, the unit that answers, and the opinions that the actor may read, in order."""

    number: str
    title: str
    unit: str
    opinions: tuple[OpinionOut, ...]


def lines_of_meeting(session: Session, actor: Actor, meeting_id: UUID) -> list[ItemLines]:
    """Return the items of which the actor may read the opinions. Raises NotFound; Denied: none."""
    places = [one for one in places_of(session, actor, meeting_id) if one.call]
    readable = [one for one in places if allows(actor, OpinionsPermission.READ_ALL, one)]
    if places and not readable:
        raise Denied("denied", kind="agenda_item")
    return _lines(session, actor, readable)


def lines_of_item(session: Session, actor: Actor, item_id: UUID) -> list[ItemLines]:
    """Return that of one item. Raises NotFound, Denied."""
    at = access.opinions(session, actor, item_id, OpinionsPermission.READ_ALL)
    return _lines(session, actor, [at] if at.call else [])


def _lines(session: Session, actor: Actor, places: list[Held]) -> list[ItemLines]:
    """Return the lines, in a constant number of queries."""
    rows = standing_rows(session, [one.item.id for one in places])
    told = [
        (at, row)
        for at in places
        for row in visible(actor, at, [row for row in rows if row.item_id == at.item.id])
        if is_told(actor, GivenPlace(at, row))
    ]
    files = papers_of(session, actor, KIND, [row.id for _, row in told])
    return [
        ItemLines(
            number=at.item.number,
            title=at.item.title,
            unit=at.item.presenter_unit,
            opinions=tuple(
                opinion_out(row, files.get(row.id, []), own=False)
                for where, row in told
                if where is at
            ),
        )
        for at in places
    ]


def compiled(
    session: Session, meeting: Meeting, items: list[ItemLines], by: By, now: datetime
) -> CompiledOpinions:
    """Return the facts of the official table."""
    issuer = issuer_on(session, meeting.unit_id, day_of(meeting))
    return CompiledOpinions(
        rule_set=meeting.rule_set,
        issuer=issuer.name,
        superior=issuer.superior,
        place=issuer.place,
        day=office_day(now),
        meeting_title=meeting.title,
        label="Người, đơn vị góp ý" if by is By.ITEM else "Nội dung họp",
        groups=_by_item(items) if by is By.ITEM else _by_author(items),
        secretary=_secretary(session, meeting.id),
    )


def _secretary(session: Session, meeting_id: UUID) -> str:
    query = (
        select(Participant.name)
        .where(
            Participant.meeting_id == meeting_id,
            Participant.function == Function.SECRETARY,
            Participant.removed_at.is_(None),
        )
        .order_by(Participant.rank)
    )
    return session.scalars(query.limit(1)).first() or ""


def _by_item(items: list[ItemLines]) -> tuple[CompiledGroup, ...]:
    return tuple(
        CompiledGroup(
            heading=f"{item.number}. {item.title}",
            under=f"Đơn vị trình: {item.unit}." if item.unit else "",
            rows=tuple(_row(*author(one), one) for one in item.opinions),
        )
        for item in items
    )


def _by_author(items: list[ItemLines]) -> tuple[CompiledGroup, ...]:
    """People and units in the order in which they first stand; those without a name last."""
    found: dict[tuple[str, str], list[CompiledOpinion]] = {}
    for item in items:
        for one in item.opinions:
            row = _row(f"{item.number}. {item.title}", "", one)
            found.setdefault(author(one), []).append(row)
    last = found.pop((NAMELESS, ""), None)
    if last is not None:
        found[NAMELESS, ""] = last
    return tuple(CompiledGroup(who, under, tuple(rows)) for (who, under), rows in found.items())


def _row(label: str, under: str, one: OpinionOut) -> CompiledOpinion:
    return CompiledOpinion(
        label=label,
        under=under,
        text=one.text,
        files=tuple(file.title for file in one.files),
        kind=REPLIES[one.reply.kind] if one.reply else "",
        reply=one.reply.text if one.reply else "",
    )


def author(one: OpinionOut) -> tuple[str, str]:
    """Return who gave it and, below it, the office, or who wrote it for a unit."""
    if one.anonymous:
        return NAMELESS, ""
    if one.unit:
        return one.unit, f"Người gửi: {one.name}"
    return one.name, with_whom(one.title, one.stands_for)
