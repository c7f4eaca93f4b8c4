"""Conclusions are recorded and edited while they are drafts."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.unit_names import open_units
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid, refuse_stale
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from followup.models.enums import DeadlineKind, Period
from meetings import access, events, states
from meetings.catalogue import Function, UnitRole
from meetings.commands import hearing
from meetings.commands.conclusion_numbers import next_number
from meetings.commands.wall import put_on_wall
from meetings.conclusion_history import note
from meetings.fields import Command, LongText
from meetings.models import Conclusion, ConclusionUnit, Meeting
from meetings.policies import MeetingPermission
from meetings.queries.conclusions import conclusions_out
from meetings.states import ConclusionState


class ConclusionRef(Command):
    """The conclusion that was made or changed."""

    id: UUID


class ConclusionText(Command):
    """What is to be done, one unit leading; without a supervisor it is the chair.

    The lead may follow later: without it nothing is issued.

    It has a day, or is standing work, or comes back each `period`.

    One that gives no task is a statement ("Thống nhất chủ trương …"): it has only its words, and
    units that shall know.
    """

    text: LongText
    gives_task: bool = True
    lead_unit_id: UUID | None = None
    coordinating_unit_ids: tuple[UUID, ...] = ()
    informed_unit_ids: tuple[UUID, ...] = ()
    supervisor_id: UUID | None = None
    deadline_kind: DeadlineKind = DeadlineKind.DATED
    due_on: date | None = None
    period: Period | None = None


class RecordConclusion(Command):
    """A conclusion of an item."""

    item_id: UUID
    content: ConclusionText


def record_conclusion(uow: UnitOfWork, cmd: RecordConclusion) -> ConclusionRef:
    """Write a draft; only the desk sees it until it is issued.

    Raises:
        Conflict: the session has not begun.
        Invalid: a unit named twice, an unknown unit or person, a due date that is past; work
            in one that gives no task.
    """
    place = access.agenda_item(uow, uow.actor, cmd.item_id, MeetingPermission.CONCLUDE, lock=True)
    if place.meeting.state not in states.HELD:
        raise Conflict("conclusion.not_now")
    taken = uow.session.scalar(
        select(func.max(Conclusion.ordinal)).where(Conclusion.item_id == cmd.item_id)
    )
    conclusion = Conclusion(
        id=new_id(),
        meeting_id=place.meeting.id,
        item_id=cmd.item_id,
        ordinal=(taken or 0) + 1,
        number=next_number(uow, place.item),
        recorded_by=uow.actor.person_id,
        recorded_at=uow.now,
        state=ConclusionState.DRAFT,
    )
    write_conclusion(uow, place.meeting, conclusion, cmd.content)
    uow.session.add(conclusion)
    uow.session.flush()  # The history refers to the row.
    note(uow, conclusion, "recorded")
    return announce_conclusion(uow, conclusion, "conclusion.recorded")


class EditConclusion(Command):
    """The whole conclusion anew. `revision` is that of what the person saw."""

    conclusion_id: UUID
    revision: int | None = None
    content: ConclusionText


def edit_conclusion(uow: UnitOfWork, cmd: EditConclusion) -> ConclusionRef:
    """Change a draft.

    Raises:
        Stale: somebody changed it since `revision`.
        Conflict: it has been issued.
        Invalid: as for record_conclusion.
    """
    conclusion, meeting = access.conclusion(
        uow, uow.actor, cmd.conclusion_id, MeetingPermission.CONCLUDE
    )
    if conclusion.state != ConclusionState.DRAFT:
        raise Conflict("conclusion.issued")
    refuse_stale(cmd.revision, conclusion.revision)
    write_conclusion(uow, meeting, conclusion, cmd.content)
    # Also when only its units changed, the next editor must have seen it.
    flag_modified(conclusion, "text")
    note(uow, conclusion, "edited")
    return announce_conclusion(uow, conclusion, "conclusion.edited")


def write_conclusion(
    uow: UnitOfWork, meeting: Meeting, conclusion: Conclusion, content: ConclusionText
) -> None:
    """Let the conclusion say `content`; the chair has to confirm it anew. Raises Invalid."""
    _check_statement(content)
    _check_deadline(content, office_day(uow.now))
    others = [*content.coordinating_unit_ids, *content.informed_unit_ids]
    _check_units(uow, content.lead_unit_id, others)
    conclusion.text, conclusion.remark = content.text, ""
    conclusion.confirmed_at = conclusion.confirmed_by = None
    conclusion.gives_task = content.gives_task
    conclusion.lead_unit_id = content.lead_unit_id
    conclusion.supervisor_id = _supervisor(uow, meeting, content)
    conclusion.deadline_kind = content.deadline_kind
    conclusion.due_on, conclusion.period = content.due_on, content.period
    _link(conclusion, content)


def _check_statement(content: ConclusionText) -> None:
    if content.gives_task:
        return
    whom = content.lead_unit_id or content.coordinating_unit_ids or content.supervisor_id
    if whom or content.due_on or content.deadline_kind is not DeadlineKind.DATED:
        raise Invalid("conclusion.statement_with_work", field="gives_task")


def _check_deadline(content: ConclusionText, today: date) -> None:
    if content.due_on is not None and content.deadline_kind is not DeadlineKind.DATED:
        raise Invalid(f"task.{content.deadline_kind.value}_with_date", field="due_on")
    if (content.deadline_kind is DeadlineKind.PERIODIC) is not (content.period is not None):
        raise Invalid("task.period_missing", field="period")
    if content.due_on is not None and content.due_on < today:
        raise Invalid("conclusion.past_due", field="due_on")


def _link(conclusion: Conclusion, content: ConclusionText) -> None:
    """Let exactly the named units be linked; a unit whose part changes keeps its row."""
    wanted = dict.fromkeys(content.coordinating_unit_ids, UnitRole.COORDINATE)
    wanted |= dict.fromkeys(content.informed_unit_ids, UnitRole.INFORM)
    conclusion.units = [link for link in conclusion.units if link.unit_id in wanted]
    for link in conclusion.units:
        link.role = wanted.pop(link.unit_id)
    conclusion.units += [ConclusionUnit(unit_id=u, role=role) for u, role in wanted.items()]


def _check_units(uow: UnitOfWork, lead: UUID | None, others: Iterable[UUID]) -> None:
    named = [lead, *others] if lead else list(others)
    if len(set(named)) != len(named):
        raise Invalid("conclusion.unit_twice", field="coordinating_unit_ids")
    known = open_units(uow.session, named, office_day(uow.now), lock=True)
    if set(named) - known:
        raise Invalid("conclusion.unknown_unit", field="lead_unit_id")


def _supervisor(uow: UnitOfWork, meeting: Meeting, content: ConclusionText) -> UUID | None:
    person_id = content.supervisor_id
    if not content.gives_task:
        return None
    if person_id is None:
        chairs = [p for p in meeting.participants if p.function == Function.CHAIR]
        return next((p.person_id for p in chairs if p.removed_at is None), None)
    if uow.session.scalar(select(Person.id).where(Person.id == person_id, Person.active)) is None:
        raise Invalid("conclusion.unknown_person", field="supervisor_id")
    return person_id


def announce_conclusion(uow: UnitOfWork, conclusion: Conclusion, action: str) -> ConclusionRef:
    """Tell the desk what the draft says now, and the log what was done."""
    uow.session.flush()  # The revision that the desk will send back is counted by the flush.
    shown = conclusions_out(uow.session, [conclusion])[0].model_dump(mode="json")
    stream = events.desk(conclusion.meeting_id)
    told = events.ConclusionRecorded(stream=stream, conclusion=shown)
    meeting = uow.session.get_one(Meeting, conclusion.meeting_id)
    if meeting.shown_conclusion_id == conclusion.id:
        put_on_wall(uow, meeting, conclusion)
    secrecy = hearing.secrecy_of_item(uow, conclusion.item_id)
    hearing.announce(uow, conclusion.meeting_id, secrecy, [told])
    uow.audit(action, "conclusion", conclusion.id, number=conclusion.number)
    return ConclusionRef(id=conclusion.id)
