"""Minutes that several people write."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ecabinet.core.notices import NoticeRow
from meetings.minutes.commands.amending import (
    ProposeAmendment,
    propose_amendment,
)
from meetings.minutes.commands.opening import (
    ApproveMinutes,
    CirculateMinutes,
    OpenMinutes,
    approve_minutes,
    circulate_minutes,
    open_minutes,
)
from meetings.minutes.commands.writing import WriteBlock, WrittenBlock, write_block
from meetings.minutes.parts import put_together
from meetings.minutes.queries.detail import minutes_found
from meetings.minutes.queries.shapes import AmendmentsOut, MinutesBlockOut, MinutesOut
from meetings.minutes.queries.work import amendments
from meetings.minutes.text import typed
from tests.gatherings import Gathering

HOUR = timedelta(hours=1)


class Writing:
    """The minutes of a session that goes on or is over."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        gathering.run("thuky", open_minutes, OpenMinutes(meeting_id=gathering.id))

    def seen_by(self, username: str) -> MinutesOut:
        """What somebody sees."""
        actor = self.gathering.as_actor(username)
        with self.gathering.store.reading() as session:
            now = self.gathering.store.clock()
            found = minutes_found(session, actor, self.gathering.id, now)
        return put_together(found, found.facts)

    def block(self, index: int = 0, username: str = "thuky") -> MinutesBlockOut:
        """The text of an item."""
        item = self.gathering.items[index]
        texts = [part.text for part in self.seen_by(username).parts if part.text]
        return next(text for text in texts if text.item_id == item)

    def write(
        self, text: str, *, base: int | None = None, index: int = 0, **more: Any
    ) -> WrittenBlock:
        """Save a text, from the version that is there or from an older one."""
        block = self.block(index)
        command = WriteBlock(
            block_id=block.id, base=block.version if base is None else base, body=typed(text),
            since=more.get("since"),
        )  # fmt: skip
        made: WrittenBlock = self.gathering.run(more.get("by", "thuky"), write_block, command)
        return made

    def circulate(self, due: timedelta = HOUR) -> None:
        """Send them round until a moment from now."""
        due_at = self.gathering.store.clock() + due
        wish = CirculateMinutes(meeting_id=self.gathering.id, due_at=due_at)
        self.gathering.run("thuky", circulate_minutes, wish)

    def propose(self, username: str, text: str, index: int = 0) -> UUID:
        """Want an amendment."""
        block = self.block(index, username)
        wish = ProposeAmendment(
            block_id=block.id, base=block.version, text=text, reason="Ghi cho đủ"
        )
        made: UUID = self.gathering.run(username, propose_amendment, wish).amendment_id
        return made

    def amendments(self, username: str) -> AmendmentsOut:
        """The amendments somebody sees."""
        actor = self.gathering.as_actor(username)
        with self.gathering.store.reading() as session:
            return amendments(session, actor, self.gathering.id)

    def approve(self, **more: Any) -> None:
        """The chair approves."""
        command = ApproveMinutes(meeting_id=self.gathering.id, **more)
        self.gathering.run("chutri", approve_minutes, command)

    def told(self, kind: str) -> set[UUID]:
        """Who was told."""
        with self.gathering.store.reading() as session:
            query = select(NoticeRow.person_id).where(NoticeRow.kind == f"minutes.{kind}")
            return set(session.scalars(query))
