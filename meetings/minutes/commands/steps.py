"""What the commands of minutes share: whether they are open, writing a text, its versions."""

from uuid import UUID

from sqlalchemy import select

from ecabinet.core.errors import Conflict, Invalid, Stale
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.fields import Command
from meetings.minutes.access import Block, Held
from meetings.minutes.models import Minutes, MinutesBlock, MinutesVersion
from meetings.minutes.states import ONE_SITTING, MinutesState, Origin
from meetings.minutes.text import TextLine, kept, read


class MinutesRef(Command):
    """Whose minutes, where they stand, and their revision: any change of them raises it."""

    meeting_id: UUID
    state: MinutesState
    revision: int

    @classmethod
    def of(cls, row: Minutes) -> "MinutesRef":
        """Return that of a row that has been written."""
        return cls(meeting_id=row.meeting_id, state=MinutesState(row.state), revision=row.revision)


def opened(at: Held) -> Minutes:
    """Return the minutes. Raises Conflict: nobody has opened them."""
    if at.minutes is None:
        raise Conflict("minutes.not_opened")
    return at.minutes


def unlocked(at: Held) -> Minutes:
    """Return the minutes as long as they can be changed. Raises Conflict."""
    found = opened(at)
    if found.state == MinutesState.APPROVED:
        raise Conflict("minutes.approved")
    return found


def fresh(row: Minutes, revision: int | None) -> None:
    """Raise Stale unless `revision`, when there is one, is that of the row."""
    if revision is not None and row.revision != revision:
        raise Stale("minutes.somebody_else")


def version_of(uow: UnitOfWork, block: MinutesBlock, version: int) -> tuple[TextLine, ...]:
    """Return a text as it was in a version. Raises Invalid: there is no such version."""
    rows = None
    if 0 <= version <= block.version:  # Any number may be sent, not any is one for the database.
        query = select(MinutesVersion.body).where(
            MinutesVersion.block_id == block.id, MinutesVersion.version == version
        )
        rows = uow.session.scalar(query)
    if rows is None:
        raise Invalid("minutes.no_version", field="base")
    return read(rows)


def write(uow: UnitOfWork, place: Block, body: tuple[TextLine, ...], origin: Origin) -> None:
    """Make `body` the text, as a new version; the log tells of each sitting once."""
    block, minutes = place.block, opened(place.at)
    assert uow.actor.person_id is not None
    goes_on = block.edited_by == uow.actor.person_id and (
        block.edited_at is not None and uow.now - block.edited_at < ONE_SITTING
    )
    block.body, block.version = kept(body), block.version + 1
    block.edited_by, block.edited_at = uow.actor.person_id, uow.now
    minutes.changed_at = uow.now
    add_version(uow, block, origin)
    if not goes_on or origin is Origin.AMENDMENT:
        uow.audit("minutes.written", "meeting", block.meeting_id, item=block.item_id)


def add_version(uow: UnitOfWork, block: MinutesBlock, origin: Origin) -> None:
    """Keep the text as it is now."""
    assert uow.actor.person_id is not None
    row = MinutesVersion(
        block_id=block.id, version=block.version, body=block.body, origin=origin,
        by_id=uow.actor.person_id, at=uow.now,
    )  # fmt: skip
    uow.session.add(row)
