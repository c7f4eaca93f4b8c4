"""The texts of minutes as official papers set them, for whoever may read them."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.official.rich import RichLine, RichRun
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from meetings.minutes.models import Minutes, MinutesBlock
from meetings.minutes.places import MinutesPlace
from meetings.minutes.policies import MinutesPermission
from meetings.minutes.text import TextLine, read
from meetings.places import Gathered, MeetingPlace


def texts_shown(
    session: Session, actor: Actor, meeting: MeetingPlace
) -> dict[str, tuple[RichLine, ...]]:
    """Return the texts by slot; nothing when they are not the actor's to read. Two queries.

    Of items the caller shows those that the actor may read: a slot is the item's id.
    """
    place = MinutesPlace(meeting, session.get(Minutes, meeting.id))
    if place.minutes is None or not allows(actor, MinutesPermission.READ, place):
        return {}
    rows = session.scalars(select(MinutesBlock).where(MinutesBlock.meeting_id == meeting.id))
    return {row.slot: rich(read(row.body)) for row in rows}


def rich(body: tuple[TextLine, ...]) -> tuple[RichLine, ...]:
    """Return a text as papers set it."""
    return tuple(
        RichLine(line.kind.value, tuple(RichRun(r.text, r.bold, r.italic) for r in line.runs))
        for line in body
    )


def may_read(session: Session, actor: Actor, meeting: Gathered) -> bool:
    """Whether the page of the minutes is the actor's to open."""
    place = MinutesPlace(meeting, session.get(Minutes, meeting.id))
    return allows(actor, MinutesPermission.READ, place)


def text_state(session: Session, meeting_id: UUID) -> str | None:
    """Return where the minutes of a meeting stand; None: nobody has opened them."""
    return session.scalar(select(Minutes.state).where(Minutes.meeting_id == meeting_id))
