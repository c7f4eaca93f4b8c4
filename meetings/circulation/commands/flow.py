"""A circulation ballot is sent, extended, closed, published, withdrawn."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, StringConstraints

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.ballot_forms import Ballots, Form, said_by
from meetings.circulation import access, telling
from meetings.circulation.commands.asking import freeze
from meetings.circulation.commands.steps import CirculationRef, act_on, note
from meetings.circulation.counting import count, terms_of
from meetings.circulation.fields import ShareOf
from meetings.circulation.models import Circulation
from meetings.circulation.policies import CirculationPermission
from meetings.circulation.states import COUNTED, CirculationAct, CirculationState
from meetings.fields import Command, Remark

Reason = Annotated[Remark, StringConstraints(min_length=3)]
RUN = CirculationPermission.RUN


class OnCirculation(Command):
    """Which one; `revision` is that of what the person saw."""

    circulation_id: UUID
    revision: int | None = None


class ExtendCirculation(OnCirculation):
    """A later deadline, and why."""

    due_at: AwareDatetime
    reason: Reason


class WithdrawCirculation(OnCirculation):
    """Why it is taken back."""

    reason: Reason


def send_circulation(uow: UnitOfWork, cmd: OnCirculation) -> CirculationRef:
    """Send it: who is asked is frozen now, and told.

    Raises:
        NotFound, Denied, Stale; Conflict: it was sent already, or withdrawn.
        Invalid: nobody is asked, or the deadline has passed meanwhile.
    """
    row = access.to_change(uow, cmd.circulation_id, RUN, cmd.revision)
    act_on(row, CirculationAct.SEND)
    if row.due_at <= uow.now:
        raise Invalid("circulation.due_in_past", field="due_at")
    parts = freeze(uow, row)
    if not parts:
        raise Invalid("circulation.nobody_asked", field="people")
    uow.session.add_all(parts)
    row.sent_at = uow.now
    note(uow, row, CirculationAct.SEND, dated=True)
    telling.tell(uow, row, "asked", [part.person_id for part in parts])
    uow.audit("circulation.sent", "circulation", row.id, title=row.title, asked=len(parts))
    return _done(uow, row)


def extend_circulation(uow: UnitOfWork, cmd: ExtendCirculation) -> CirculationRef:
    """Put the deadline later, until it closes; all who are asked are told.

    Raises:
        NotFound, Denied, Stale; Conflict: it takes no answers any more, or not yet.
        Invalid: the new deadline is not later than the old one, and than now.
    """
    row = access.to_change(uow, cmd.circulation_id, RUN, cmd.revision)
    act_on(row, CirculationAct.EXTEND)
    if cmd.due_at <= max(row.due_at, uow.now):
        raise Invalid("circulation.not_later", field="due_at")
    before, row.due_at = row.due_at, cmd.due_at
    note(uow, row, CirculationAct.EXTEND, cmd.reason, dated=True)
    everybody = [part.person_id for part in row.parts]
    telling.tell(uow, row, "extended", everybody, reason=cmd.reason)
    told = {"before": before, "due_at": row.due_at, "reason": cmd.reason}
    uow.audit("circulation.extended", "circulation", row.id, **told)
    return _done(uow, row)


def close_circulation(uow: UnitOfWork, cmd: OnCirculation) -> CirculationRef:
    """Take no more answers and freeze the outcome; closing again changes nothing.

    Before the deadline only when everybody has answered: who was given time keeps it.

    Raises:
        NotFound, Denied, Stale; Conflict: it was not sent, or there is time left for an answer.
    """
    row = access.to_change(uow, cmd.circulation_id, RUN, None)
    if row.state in COUNTED:
        return CirculationRef.of(row)
    waiting = [part for part in row.parts if part.answered_at is None]
    if row.state == CirculationState.SENT and waiting and uow.now <= row.due_at:
        raise Conflict("circulation.time_left", count=len(waiting))
    close(uow, row)
    return _done(uow, row)


def close(uow: UnitOfWork, row: Circulation) -> None:
    """Close a locked row and freeze what it led to."""
    act_on(row, CirculationAct.CLOSE)
    row.closed_at = uow.now
    ballots = Ballots(form=Form(row.form), options=len(row.options), least=row.least, most=row.most)
    terms = terms_of(
        Form(row.form), [option.words for option in row.options], ballots, row.seats,
        ShareOf(row.share_of), row.numerator, row.denominator, row.strict, len(row.parts),
    )  # fmt: skip
    answers = [part for part in row.parts if part.answered_at is not None]
    outcome = count((said_by(p.choice, p.text, p.chosen) for p in answers), terms)
    row.outcome = outcome.model_dump(mode="json")
    note(uow, row, CirculationAct.CLOSE)
    telling.tell(uow, row, "closed", telling.officers(uow.session, row, uow.now))
    told = {"carried": outcome.carried, "answers": len(answers), "asked": len(row.parts)}
    uow.audit("circulation.closed", "circulation", row.id, **told)


def publish_circulation(uow: UnitOfWork, cmd: OnCirculation) -> CirculationRef:
    """Show the result, with everybody's answer by name, to all who were asked.

    Raises:
        NotFound, Denied, Stale; Conflict: it is not closed, or published already.
    """
    row = access.to_change(uow, cmd.circulation_id, RUN, cmd.revision)
    act_on(row, CirculationAct.PUBLISH)
    row.published_at = uow.now
    note(uow, row, CirculationAct.PUBLISH)
    telling.tell(uow, row, "published", [part.person_id for part in row.parts])
    uow.audit("circulation.published", "circulation", row.id, title=row.title)
    return _done(uow, row)


def withdraw_circulation(uow: UnitOfWork, cmd: WithdrawCirculation) -> CirculationRef:
    """Take it back before it is counted; who was asked is told why.

    Raises:
        NotFound, Denied, Stale; Conflict: it is closed, or withdrawn already.
    """
    row = access.to_change(uow, cmd.circulation_id, RUN, cmd.revision)
    act_on(row, CirculationAct.WITHDRAW)
    row.reason = cmd.reason
    note(uow, row, CirculationAct.WITHDRAW, cmd.reason)
    everybody = [part.person_id for part in row.parts]
    telling.tell(uow, row, "withdrawn", everybody, reason=cmd.reason)
    uow.audit("circulation.withdrawn", "circulation", row.id, reason=cmd.reason)
    return _done(uow, row)


def _done(uow: UnitOfWork, row: Circulation) -> CirculationRef:
    uow.session.flush()  # Raises the revision, which is part of the answer.
    return CirculationRef.of(row)
