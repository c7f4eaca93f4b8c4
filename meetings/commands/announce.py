"""Changes after the call are told: once, with the secretary's line, to each what each may see."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from sqlalchemy import select

from documents.viewers import kept_from
from ecabinet.accounts.models import Person
from ecabinet.core.errors import Conflict, Stale
from ecabinet.core.ids import new_id
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events, states
from meetings.catalogue import Function
from meetings.changes import Change, differences, digest
from meetings.commands.call import call_of
from meetings.commands.plan import MeetingRef
from meetings.fields import Command
from meetings.models import Announcement, Meeting
from meetings.policies import MeetingPermission, is_secretariat
from meetings.queries.plan_state import plan_state
from meetings.telling import tell

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(nfc)]


class AnnouncementBody(Command):
    """The secretary's line, which everybody gets, and the digest of the changes that were read."""

    line: Line = ""
    digest: str = Field("", max_length=64)


class AnnounceChanges(AnnouncementBody):
    """The announcement of a meeting."""

    meeting_id: UUID


def announce_changes(uow: UnitOfWork, cmd: AnnounceChanges) -> MeetingRef:
    """Tell what changed since people were told last.

    Raises:
        Conflict: the meeting is not called or is over, or nothing is left to tell.
        Stale: what is to be told is no longer what was read.
    """
    meeting = access.meeting(uow, uow.actor, cmd.meeting_id, MeetingPermission.CALL, lock=True)
    if meeting.state not in states.GATHERING:
        raise Conflict("announcement.not_now")
    call, plan = call_of(uow, meeting), plan_state(uow.session, meeting)
    changes = differences(call.told, plan)
    if not changes:
        raise Conflict("announcement.nothing")
    if cmd.digest and cmd.digest != digest(changes):
        raise Stale("announcement.others")
    call.told, call.told_at = plan, uow.now
    uow.session.add(_kept(uow, meeting, cmd.line, changes))
    for told, people in _audiences(uow, meeting, changes).items():
        shown = [in_brief(changes[place]) for place in told]
        tell(uow, meeting, "changed", people, page="changes", changes=shown, line=cmd.line)
    uow.record(events.MeetingChanged(stream=events.everybody(meeting.id)))
    uow.audit("changes.announced", "meeting", meeting.id, count=len(changes))
    return MeetingRef(id=meeting.id)


def in_brief(change: Change) -> dict[str, Any]:
    """Return a change as a notice may carry it out of the house: no words of items and papers."""
    brief = {"what": change.what.value, "number": change.number}
    own_words = change.what.value.startswith(("item_title", "item_presenter", "person", "paper"))
    return brief if own_words else {**brief, "before": change.before, "after": change.after}


def _kept(uow: UnitOfWork, meeting: Meeting, line: str, changes: Sequence[Change]) -> Announcement:
    assert uow.actor.person_id is not None
    return Announcement(
        id=new_id(),
        meeting_id=meeting.id,
        at=uow.now,
        person_id=uow.actor.person_id,
        line=line,
        changes=[change.model_dump(mode="json") for change in changes],
    )


def _audiences(
    uow: UnitOfWork, meeting: Meeting, changes: Sequence[Change]
) -> dict[tuple[int, ...], list[UUID]]:
    """Return who is told exactly which changes; whom none concerns is not told."""
    seats = [seat for seat in meeting.participants if seat.removed_at is None]
    ids = [seat.person_id for seat in seats]
    found = uow.session.execute(select(Person.id, Person.clearance).where(Person.id.in_(ids)))
    clearance = dict(found.all())
    papers = [change.paper for change in changes if change.paper]
    kept = kept_from(uow.session, papers, ids, lambda who: is_secretariat(who, meeting))
    told: dict[tuple[int, ...], list[UUID]] = defaultdict(list)
    for seat in seats:
        guest = seat.id if seat.function == Function.GUEST else None
        level = clearance.get(seat.person_id, 0)
        not_mine = {paper for paper, people in kept.items() if seat.person_id in people}
        mine = tuple(
            place
            for place, change in enumerate(changes)
            if change.concerns(guest=guest, clearance=level, kept=not_mine)
        )
        if mine:
            told[mine].append(seat.person_id)
    return told
