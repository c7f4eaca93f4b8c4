"""A member wants a text amended; the secretariat takes it in, or says why not."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, StringConstraints

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.fields import Command, Remark
from meetings.minutes import access, telling
from meetings.minutes.access import Amendment, Held
from meetings.minutes.commands.steps import opened, unlocked, version_of, write
from meetings.minutes.merging import merge, settled
from meetings.minutes.models import MinutesAmendment
from meetings.minutes.policies import MinutesPermission
from meetings.minutes.states import AmendmentState, MinutesState, Origin
from meetings.minutes.text import MOST_LETTERS, kept, read, typed
from meetings.models import Participant

Proposed = Annotated[str, StringConstraints(max_length=MOST_LETTERS), AfterValidator(nfc)]
Reason = Annotated[Remark, StringConstraints(min_length=3)]


class AmendmentPaper(Command):
    """What a text should say: a line for each paragraph, "- " or "1. " before lines of lists.

    `base` is the version that the person read.
    """

    base: int
    text: Proposed
    reason: Reason


class ProposeAmendment(AmendmentPaper):
    """The amendment, and of which text."""

    block_id: UUID


class AmendmentAcceptance(Command):
    """`by_hand`: the text says it already, somebody wrote it there."""

    by_hand: bool = False
    answer: Remark = ""


class AcceptAmendment(AmendmentAcceptance):
    """Which amendment."""

    amendment_id: UUID


class AmendmentRefusal(Command):
    """Why not."""

    answer: Reason


class RefuseAmendment(AmendmentRefusal):
    """Which amendment, and why not."""

    amendment_id: UUID


class AmendmentRef(Command):
    """An amendment of the minutes of which meeting, and what became of it."""

    amendment_id: UUID
    meeting_id: UUID
    state: AmendmentState
    revision: int


def propose_amendment(uow: UnitOfWork, cmd: ProposeAmendment) -> AmendmentRef:
    """Propose what a text should say instead. The secretariat is told.

    Raises:
        NotFound; Denied: the actor has no seat, or acts for another.
        Conflict: the minutes were not sent round, are approved, or the deadline has passed.
        Invalid: it says what the text says already, or there is no such version.
    """
    place = access.block(uow.session, uow.actor, cmd.block_id, MinutesPermission.AMEND, lock=True)
    _still_taken(uow, place.at)
    base = version_of(uow, place.block, cmd.base)
    body = typed(cmd.text, base)
    if body == base:
        raise Invalid("amendment.no_change", field="text")
    own = place.at.meeting.seat
    seat = uow.session.get(Participant, own.id) if own else None
    assert seat is not None
    row = MinutesAmendment(
        id=new_id(), block_id=place.block.id, base=cmd.base, body=kept(body), reason=cmd.reason,
        person_id=seat.person_id, name=seat.name, title=seat.title, made_at=uow.now,
    )  # fmt: skip
    uow.session.add(row)
    uow.session.flush()  # Its revision is part of the answer.
    uow.audit("amendment.proposed", "meeting", place.block.meeting_id, item=place.block.item_id)
    telling.tell_secretariat(uow, place.at.meeting.row, row)
    return _ref(row, place.block.meeting_id)


def _still_taken(uow: UnitOfWork, at: Held) -> None:
    row = unlocked(at)
    if row.state != MinutesState.CIRCULATED or row.due_at is None:
        raise Conflict("minutes.not_circulated")
    if uow.now > row.due_at:
        raise Conflict("amendment.too_late")


def accept_amendment(uow: UnitOfWork, cmd: AcceptAmendment) -> AmendmentRef:
    """Take an amendment into the text, joined with what was written since. Its author is told.

    Raises:
        NotFound, Denied.
        Conflict: it was answered, the minutes are approved, or the same lines were changed since:
            then it is written by hand, and accepted with `by_hand`.
    """
    one = _pending(uow, cmd.amendment_id)
    row, place = one.amendment, one.of
    if not cmd.by_hand:
        now = read(place.block.body)
        body = settled(merge(version_of(uow, place.block, row.base), read(row.body), now))
        if body is None:
            raise Conflict("amendment.clashes")
        if body != now:
            write(uow, place, body, Origin.AMENDMENT)
    uow.audit("amendment.accepted", "meeting", one.of.at.meeting.id, item=place.block.item_id)
    return _answered(uow, one, AmendmentState.ACCEPTED, cmd.answer)


def refuse_amendment(uow: UnitOfWork, cmd: RefuseAmendment) -> AmendmentRef:
    """Say why the text stays as it is. The author is told.

    Raises:
        NotFound, Denied; Conflict: it was answered, or the minutes are approved.
    """
    one = _pending(uow, cmd.amendment_id)
    uow.audit("amendment.refused", "meeting", one.of.at.meeting.id, item=one.of.block.item_id)
    return _answered(uow, one, AmendmentState.REFUSED, cmd.answer)


def _pending(uow: UnitOfWork, amendment_id: UUID) -> Amendment:
    one = access.amendment(uow.session, uow.actor, amendment_id, MinutesPermission.EDIT, lock=True)
    unlocked(one.of.at)
    if one.amendment.state != AmendmentState.PENDING:
        raise Conflict("amendment.answered")
    return one


def _answered(uow: UnitOfWork, one: Amendment, state: AmendmentState, answer: str) -> AmendmentRef:
    row, meeting = one.amendment, one.of.at.meeting.row
    row.state, row.answer = state, answer
    row.answered_by, row.answered_at = uow.actor.person_id, uow.now
    # What the chair read before is not what would be approved now.
    opened(one.of.at).changed_at = uow.now
    telling.tell_author(uow, meeting, row)
    uow.session.flush()
    return _ref(row, meeting.id)


def _ref(row: MinutesAmendment, meeting_id: UUID) -> AmendmentRef:
    return AmendmentRef(
        amendment_id=row.id, meeting_id=meeting_id, state=AmendmentState(row.state),
        revision=row.revision,
    )  # fmt: skip
