"""Written opinions as the minutes tell of them: what all readers of the minutes may read."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.official.minutes_facts import Person, WrittenOpinions
from documents.official.minutes_facts import WrittenOpinion as Told
from meetings.opinions.models import OpinionCall, WrittenOpinion
from meetings.opinions.states import Audience, ReplyKind, is_over
from meetings.standing_in import with_whom

# Words of an official paper, which is in Vietnamese whoever reads it.
REPLIES = {
    ReplyKind.ACCEPTED: "tiếp thu",
    ReplyKind.PARTLY: "tiếp thu một phần",
    ReplyKind.EXPLAINED: "giải trình",
}


def written_opinions(
    session: Session, meeting_id: UUID, meeting_state: str, now: datetime
) -> dict[UUID, WrittenOpinions]:
    """Return, by item, how many opinions stand and those that members may read; two queries.

    The minutes are one paper for all who read them: of opinions that are for the desk only they
    tell the number, and of those without a name nothing before no more are taken.
    """
    rows = session.scalars(select(OpinionCall).where(OpinionCall.meeting_id == meeting_id))
    calls = {row.item_id: row for row in rows}
    by_item: dict[UUID, list[WrittenOpinion]] = defaultdict(list)
    for row in session.scalars(
        select(WrittenOpinion)
        .where(WrittenOpinion.item_id.in_(calls), WrittenOpinion.withdrawn_at.is_(None))
        .order_by(WrittenOpinion.anonymous, WrittenOpinion.rank, WrittenOpinion.id)
    ):
        by_item[row.item_id].append(row)
    return {
        item_id: _of_item(calls[item_id], opinions, meeting_state, now)
        for item_id, opinions in by_item.items()
    }


def _of_item(
    call: OpinionCall, rows: list[WrittenOpinion], state: str, now: datetime
) -> WrittenOpinions:
    over = is_over(state, call.closed_at, call.due_at, now)
    shown = call.audience == Audience.AT_ONCE or (call.audience == Audience.CLOSED and over)
    told = tuple(_told(row) for row in rows if shown and (over or not row.anonymous))
    return WrittenOpinions(count=len(rows), told=told)


def _told(row: WrittenOpinion) -> Told:
    reply = ""
    if row.reply_kind is not None:
        reply = f"{row.reply_unit} {REPLIES[ReplyKind(row.reply_kind)]}: {row.reply_text}"
    return Told(speaker=_speaker(row), text=row.text, reply=reply)


def _speaker(row: WrittenOpinion) -> Person | None:
    if row.anonymous:
        return None
    return (
        Person(row.unit_name)
        if row.unit_id
        else Person(row.name, with_whom(row.title, row.stands_for))
    )
