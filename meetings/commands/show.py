"""A machine in the hall shows the big screen: asked for at the desk, taken by a code, ended."""

from datetime import timedelta
from uuid import UUID

from pydantic import Field
from sqlalchemy import func, select

from ecabinet.core.access import AccessEnded
from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, screen_access, states
from meetings.fields import Command, ShortText
from meetings.models import BigScreen, Meeting
from meetings.policies import MeetingPermission

CODE_LASTS = timedelta(minutes=10)
LASTS = timedelta(minutes=30)
"""How long a machine's right is good after it was last used."""
AT_MOST = timedelta(hours=24)
COARSE = timedelta(minutes=2)
AT_ONCE = 10


class ScreenWish(Command):
    """What the machine shall be called at the desk."""

    name: ShortText = Field("", examples=["Máy chiếu hội trường"])


class OpenScreen(ScreenWish):
    """The meeting, and the keyed hash of a new code."""

    meeting_id: UUID
    code_hash: str


class ScreenRef(Command):
    """A machine's right, and of which meeting."""

    id: UUID
    meeting_id: UUID


def open_screen(uow: UnitOfWork, cmd: OpenScreen) -> ScreenRef:
    """Let one machine take the big screen of a meeting by a code.

    Raises:
        Conflict: the meeting was not called or is over, or too many are open.
    """
    place = access.place(uow, uow.actor, cmd.meeting_id, MeetingPermission.SHOW, lock=True)
    if place.state not in states.GATHERING:
        raise Conflict("screen.no_session")
    living = BigScreen.ended_at.is_(None)
    good = func.coalesce(BigScreen.good_until, BigScreen.code_until) > uow.now
    count = select(func.count()).where(BigScreen.meeting_id == place.id, living, good)
    if (uow.session.scalar(count) or 0) >= AT_ONCE:
        raise Conflict("screen.too_many", limit=AT_ONCE)
    made = BigScreen(
        meeting_id=place.id,
        name=cmd.name,
        opened_by=uow.actor.real_id,
        opened_at=uow.now,
        code_hash=cmd.code_hash,
        code_until=uow.now + CODE_LASTS,
    )
    uow.session.add(made)
    uow.session.flush()  # The id is part of the answer.
    uow.audit("screen.opened", "big_screen", made.id, meeting_id=str(place.id))
    return ScreenRef(id=made.id, meeting_id=place.id)


class TakeScreen(Command):
    """The code's keyed hash, that of the machine's new secret, and whence it comes."""

    code_hash: str
    secret_hash: str
    address: str


def take_screen(uow: UnitOfWork, cmd: TakeScreen) -> ScreenRef:
    """Give the machine that knows the code the right to show the screen; the code is used up.

    Raises:
        NotFound: no machine is waited for by this code, or not any more.
    """
    found = screen_access.screen_by_code(uow, cmd.code_hash)
    found.code_hash, found.secret_hash = None, cmd.secret_hash
    found.taken_at = found.seen_at = uow.now
    found.taken_from = cmd.address
    found.good_until = uow.now + LASTS
    uow.audit("screen.taken", "big_screen", found.id, meeting_id=str(found.meeting_id))
    return ScreenRef(id=found.id, meeting_id=found.meeting_id)


class NoteScreen(Command):
    """Which machine has just asked for its screen."""

    screen_id: UUID


def note_screen(uow: UnitOfWork, cmd: NoteScreen) -> None:
    """Let the right go on for a while, as long as the meeting does; not beyond a day."""
    found = uow.session.get(BigScreen, cmd.screen_id)
    if found is None or not found.is_open(uow.now) or found.good_until is None:
        return
    found.seen_at = uow.now
    meeting = uow.session.get_one(Meeting, found.meeting_id)
    if meeting.state in states.GATHERING:
        found.good_until = max(found.good_until, min(uow.now + LASTS, found.opened_at + AT_MOST))


class CloseScreen(Command):
    """Which machine shows nothing from now on."""

    meeting_id: UUID
    screen_id: UUID


def close_screen(uow: UnitOfWork, cmd: CloseScreen) -> ScreenRef:
    """End a machine's right, or its code; at once, also where it is connected. Twice is as once."""
    found = screen_access.screen(uow, cmd.meeting_id, cmd.screen_id)
    done = ScreenRef(id=found.id, meeting_id=found.meeting_id)
    if found.ended_at is not None:
        return done
    found.ended_at, found.ended_by = uow.now, uow.actor.real_id
    found.code_hash = found.secret_hash = None
    uow.record(AccessEnded(person_id=found.id))
    uow.audit("screen.closed", "big_screen", found.id, meeting_id=str(found.meeting_id))
    return done
