"""Conclusions are issued, most as tasks: all, or those of one item, in one transaction."""

from uuid import UUID

from sqlalchemy import func, select

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from followup.commands.issue import IssueTask, issue_task
from followup.models.enums import DeadlineKind
from meetings import access, events, states
from meetings.catalogue import UnitRole
from meetings.commands import hearing
from meetings.commands.supersede import put_aside
from meetings.conclusion_history import note
from meetings.fields import Command
from meetings.models import AgendaItem, Conclusion, Meeting
from meetings.places import MeetingPlace
from meetings.policies import MeetingPermission
from meetings.queries.conclusions import conclusions_of_meeting, conclusions_out
from meetings.states import ConclusionState
from meetings.telling import members, tell

SOURCE_KIND = "conclusion"
TITLE_LENGTH = 500


class WhichDrafts(Command):
    """All drafts of the meeting, or of one item."""

    item_id: UUID | None = None


class IssueTasks(WhichDrafts):
    """The drafts and the meeting."""

    meeting_id: UUID


class Issued(Command):
    """A conclusion and the task it became."""

    conclusion_id: UUID
    number: str
    task_id: UUID
    task_code: str


class Stated(Command):
    """A conclusion that was issued and gives no task."""

    conclusion_id: UUID
    number: str


class IssuedTasks(Command):
    """What was issued, in the order of the conclusions: as tasks, and as mere statements."""

    issued: tuple[Issued, ...]
    stated: tuple[Stated, ...] = ()


def issue_tasks(uow: UnitOfWork, cmd: IssueTasks) -> IssuedTasks:
    """Issue each draft, as a task when it gives one, all or none of them.

    Raises:
        Conflict: the session has not begun, or there is no draft to issue.
            Or one corrects another whose task is reported as done.
        Invalid: nobody leads or supervises a task, or a due date has passed meanwhile.
    """
    place = access.place(uow, uow.actor, cmd.meeting_id, MeetingPermission.ISSUE, lock=True)
    meeting = place.row
    if meeting.state not in states.HELD:
        raise Conflict("conclusion.not_now")
    drafts = _drafts(uow, place, cmd)
    if not drafts:
        raise Conflict("conclusion.nothing_to_issue")
    made = [_issue(uow, meeting, draft) for draft in drafts]
    uow.session.flush()  # Revisions are counted by the flush.
    put = [draft.replaces_id for draft in drafts if draft.replaces_id]
    drafts += [uow.session.get_one(Conclusion, old) for old in put]
    shown = [c.model_dump(mode="json") for c in conclusions_out(uow.session, drafts)]
    told = events.ConclusionsIssued(stream=events.members(meeting.id), conclusions=shown)
    hearing.announce(uow, meeting.id, _highest_secrecy(uow, drafts), [told])
    uow.audit("conclusions.issued", "meeting", meeting.id, numbers=[one.number for one in made])
    tell(uow, meeting, "concluded", members(uow.session, meeting.id), merge=True)
    return IssuedTasks(
        issued=tuple(one for one in made if isinstance(one, Issued)),
        stated=tuple(one for one in made if isinstance(one, Stated)),
    )


def _drafts(uow: UnitOfWork, place: MeetingPlace, cmd: IssueTasks) -> list[Conclusion]:
    if cmd.item_id is not None:
        access.item_at(uow, uow.actor, place, cmd.item_id)
    found = conclusions_of_meeting(uow.session, place.id, uow.actor.clearance, drafts=True)
    return [
        c for c in found if c.state == ConclusionState.DRAFT and cmd.item_id in (None, c.item_id)
    ]


def _highest_secrecy(uow: UnitOfWork, drafts: list[Conclusion]) -> int:
    items = {draft.item_id for draft in drafts}
    query = select(func.max(AgendaItem.secrecy)).where(AgendaItem.id.in_(items))
    return uow.session.scalar(query) or 0


def _issue(uow: UnitOfWork, meeting: Meeting, draft: Conclusion) -> Issued | Stated:
    made = _with_task(uow, meeting, draft) if draft.gives_task else _without_task(uow, draft)
    draft.state, draft.issued_at = ConclusionState.ISSUED, uow.now
    return made


def _without_task(uow: UnitOfWork, draft: Conclusion) -> Stated:
    put_aside(uow, draft)
    note(uow, draft, "stated")
    return Stated(conclusion_id=draft.id, number=draft.number)


def _with_task(uow: UnitOfWork, meeting: Meeting, draft: Conclusion) -> Issued:
    if draft.lead_unit_id is None:
        raise Invalid("conclusion.no_lead", field="lead_unit_id", number=draft.number)
    if draft.supervisor_id is None:
        raise Invalid("conclusion.no_supervisor", field="supervisor_id", number=draft.number)
    put_aside(uow, draft)
    task = issue_task(
        uow,
        IssueTask(
            title=_title(draft.text),
            content=draft.text,
            source_kind=SOURCE_KIND,
            source_id=draft.id,
            source_title=f"Kết luận {draft.number}, {meeting.title}"[:TITLE_LENGTH],
            source_url=f"/meetings/{meeting.id}#conclusion-{draft.id}",
            source_quote=draft.text[:5000],
            lead_unit_id=draft.lead_unit_id,
            coordinating_unit_ids=draft.unit_ids(UnitRole.COORDINATE),
            informed_unit_ids=draft.unit_ids(UnitRole.INFORM),
            supervisor_id=draft.supervisor_id,
            deadline_kind=draft.deadline_kind,
            due_on=draft.due_on,
            period=draft.period,
        ),
    )
    draft.task_id = task.id
    # The task's date: set by default, or moved to a working day. Notice and task stay equal.
    if draft.deadline_kind is DeadlineKind.DATED:
        draft.due_on = task.due_on
    note(uow, draft, "issued", task.code)
    return Issued(conclusion_id=draft.id, number=draft.number, task_id=task.id, task_code=task.code)


def _title(text: str) -> str:
    """Return the first line of a conclusion as a title: no full stop, cut at a word if too long."""
    line = text.splitlines()[0].strip()
    line = line if line.endswith("..") else line.removesuffix(".")
    if len(line) <= TITLE_LENGTH:
        return line
    return line[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
