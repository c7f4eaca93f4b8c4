"""A text is written: saved by itself while somebody types, joined with what others wrote."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ecabinet.accounts.models import Person
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.fields import Command
from meetings.minutes import access
from meetings.minutes.commands.steps import unlocked, version_of, write
from meetings.minutes.merging import Clash, merge, settled
from meetings.minutes.models import MinutesBlock
from meetings.minutes.policies import MinutesPermission
from meetings.minutes.states import Origin
from meetings.minutes.text import Body, TextLine, read


class BlockText(Command):
    """A text as it should be.

    `base` is the version it grew from. `since`: the words it grew from, where they differ from that
    version: somebody went on typing while an earlier save was on its way.
    """

    base: int
    body: Body
    since: Body | None = None


class WriteBlock(BlockText):
    """The text, and where it stands."""

    block_id: UUID


class TextPiece(Command):
    """A part of a text that could not be joined: common `lines`, or what each side wrote."""

    lines: tuple[TextLine, ...] = ()
    mine: tuple[TextLine, ...] = ()
    theirs: tuple[TextLine, ...] = ()
    clash: bool = False


class WrittenBlock(Command):
    """The text as it is now. Not `saved`: others changed the same lines, see `pieces`."""

    block_id: UUID
    saved: bool
    version: int
    body: tuple[TextLine, ...]
    edited_at: datetime | None
    edited_by: str
    pieces: tuple[TextPiece, ...] = ()


def write_block(uow: UnitOfWork, cmd: WriteBlock) -> WrittenBlock:
    """Write a text. What others wrote since `base` is joined line by line; nothing is overwritten.

    When both changed the same lines nothing is saved, and the answer tells both.

    Raises:
        NotFound, Denied; Conflict: the minutes are approved; Invalid: there is no such version.
    """
    place = access.block(uow.session, uow.actor, cmd.block_id, MinutesPermission.EDIT, lock=True)
    unlocked(place.at)
    block = place.block
    now = read(block.body)
    if cmd.base == block.version and cmd.since is None:
        joined: Sequence[TextLine | Clash] = cmd.body
    else:
        since = version_of(uow, block, cmd.base) if cmd.since is None else cmd.since
        joined = merge(since, cmd.body, now)
    body = settled(joined)
    if body is None:
        return _written(uow, block, pieces=_pieces(joined))
    if body != now:
        write(uow, place, body, Origin.TYPED if body == cmd.body else Origin.MERGED)
    return _written(uow, block)


def _pieces(joined: Sequence[TextLine | Clash]) -> tuple[TextPiece, ...]:
    found: list[TextPiece] = []
    for part in joined:
        if isinstance(part, Clash):
            found.append(TextPiece(mine=part.mine, theirs=part.theirs, clash=True))
        elif found and not found[-1].clash:
            found[-1] = TextPiece(lines=(*found[-1].lines, part))
        else:
            found.append(TextPiece(lines=(part,)))
    return tuple(found)


def _written(
    uow: UnitOfWork, block: MinutesBlock, pieces: tuple[TextPiece, ...] = ()
) -> WrittenBlock:
    who = uow.session.get(Person, block.edited_by) if block.edited_by else None
    return WrittenBlock(
        block_id=block.id, saved=not pieces, version=block.version, body=read(block.body),
        edited_at=block.edited_at, edited_by=who.name if who else "", pieces=pieces,
    )  # fmt: skip
