"""What becomes of each task of the benchmark's office, from its issue until today or its end."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from benchmarks.office import Filled, Rows, at_noon, subject
from followup.exchange.models import TaskMessage
from followup.models import (
    Decision,
    EntryKind,
    ExtensionState,
    Period,
    ProgressReport,
    ReminderKind,
    TaskChase,
    TaskChaseItem,
    TaskConsult,
    TaskEntry,
    TaskExtension,
    TaskPeriod,
    TaskReminder,
    UnitPart,
)
from followup.states import TaskState


@dataclass
class Life:
    """What becomes of one task. `lead`: its unit; `ends`: the day on which the last thing was."""

    key: UUID
    number: int
    issued: date
    due: date | None
    original: date | None
    lead: UUID
    parent: UUID | None
    supervisor: UUID
    issuer: UUID
    assignee: UUID | None = None
    state: TaskState = TaskState.ASSIGNED
    received: date | None = None
    done: date | None = None
    percent: int = 0
    period: Period | None = None
    others: list[tuple[UUID, UnitPart]] = field(default_factory=list)


def live_through(made: Filled, rows: Rows, life: Life) -> None:
    """Nine of ten that are due are done; some were put aside; the young are under way."""
    dice, age = made.dice, (made.today - life.issued).days
    _tell(made, rows, life, EntryKind.ISSUED, life.issued, life.issuer)
    if age < 2 and dice.random() < 0.7:
        return
    if dice.random() < 0.02:
        life.state = dice.choice((TaskState.REFUSED, TaskState.CANCELLED, TaskState.SUSPENDED))
        return
    if age > 200 or dice.random() < 0.85:
        life.received = life.issued + timedelta(days=1)
        life.state, life.assignee = TaskState.RECEIVED, dice.choice(made.staff[life.lead])
        _tell(made, rows, life, EntryKind.RECEIVED, life.received, made.heads[life.lead])
        _tell(made, rows, life, EntryKind.ASSIGNED, life.received, made.heads[life.lead])
        if life.period is not None:
            _periods(made, rows, life)
        else:
            _works(made, rows, life)
    _reminded(made, rows, life)
    _talk(made, rows, life)


def _works(made: Filled, rows: Rows, life: Life) -> None:
    dice, number = made.dice, 0
    due = life.due or life.issued + timedelta(days=400)
    if dice.random() < 0.12 and life.due is not None:
        due = _moved(made, rows, life, due)
    finish = due + timedelta(days=dice.choice((-20, -9, -3, -1, 0, 0, 2, 8, 30)))
    finish = max(finish, life.issued + timedelta(days=2))
    if dice.random() < 0.035:
        finish = date.max  # Never, until today.
    day = life.issued + timedelta(days=dice.randint(2, 15))
    while day < min(finish, made.today) and number < 4:
        number, life.percent = number + 1, min(90, life.percent + dice.randint(10, 30))
        life.state = TaskState.IN_PROGRESS
        _report(made, rows, life, number, day, None)
        day += timedelta(days=dice.randint(7, 40))
    if finish > made.today:
        return
    if dice.random() < 0.05:
        number += 1
        _report(made, rows, life, number, finish, Decision.RETURNED)
        life.state = TaskState.RETURNED
        finish += timedelta(days=6)
        if finish > made.today:
            return
    accepted = (made.today - finish).days > 3
    life.state = TaskState.ACCEPTED if accepted else TaskState.REPORTED_DONE
    life.done, life.percent = finish, 100
    _report(made, rows, life, number + 1, finish, Decision.ACCEPTED if accepted else None)


def _report(
    made: Filled, rows: Rows, life: Life, number: int, day: date, decision: Decision | None,
    period: date | None = None,
) -> UUID:  # fmt: skip
    key, done = made.key(at_noon(day)), life.percent == 100 or decision is not None
    rows.add(
        ProgressReport, id=key, task_id=life.key, number=number, unit_id=None, period_on=period,
        percent=life.percent, text=f"Đã {subject(made.dice).lower()}.", done=done,
        author_id=life.assignee, at=at_noon(day, 14), decision=decision,
        decided_by_id=life.supervisor if decision else None,
        decided_at=at_noon(day, 17) if decision else None, decision_note="",
    )  # fmt: skip
    kind = EntryKind.REPORTED_DONE if done else EntryKind.REPORTED
    _tell(made, rows, life, kind, day, life.assignee)
    if decision is not None:
        _tell(made, rows, life, EntryKind(decision.value), day, life.supervisor)
    return key


def _periods(made: Filled, rows: Rows, life: Life) -> None:
    """A month each; all but the last and one in ten are reported on."""
    life.state, number, waiting = TaskState.IN_PROGRESS, 0, None
    first = life.issued.replace(day=1)
    while first <= made.today:
        after = (first + timedelta(days=32)).replace(day=1)
        due, report = after + timedelta(days=5), None
        if due < made.today and made.dice.random() < 0.9:
            number += 1
            report = _report(made, rows, life, number, due, None, first)
        elif waiting is None:
            waiting = due
        rows.add(
            TaskPeriod, task_id=life.key, first_on=first, last_on=after - timedelta(days=1),
            due_on=due, report_id=report, reported_on=due if report else None,
        )  # fmt: skip
        first = after
    life.due = waiting or first


def _moved(made: Filled, rows: Rows, life: Life, due: date) -> date:
    """A later date is asked for three days before; most are granted, the newest wait."""
    asked, later = due - timedelta(days=3), due + timedelta(days=made.dice.randint(10, 30))
    if asked < life.issued or asked > made.today:
        return due
    answered = asked + timedelta(days=2) <= made.today
    granted = answered and made.dice.random() < 0.8
    state = ExtensionState.REFUSED if answered else ExtensionState.PENDING
    rows.add(
        TaskExtension, id=made.key(at_noon(asked)), task_id=life.key, requested_by_id=life.assignee,
        requested_at=at_noon(asked), reason="Chờ ý kiến của các đơn vị.", old_due_on=due,
        asked_due_on=later, state=ExtensionState.APPROVED if granted else state,
        due_on=later if granted else None, decided_by_id=life.supervisor if answered else None,
        decided_at=at_noon(asked + timedelta(days=2)) if answered else None, decision_note="",
    )  # fmt: skip
    _tell(made, rows, life, EntryKind.EXTENSION_REQUESTED, asked, life.assignee)
    if granted:
        life.due = later
    return later if granted else due


def _reminded(made: Filled, rows: Rows, life: Life) -> None:
    """Told three days before and on the day; one in a hundred was pressed by hand."""
    if life.due is None:
        return
    for rung in (-3, 0):
        day = life.due + timedelta(days=rung)
        if life.issued < day < made.today and (life.done is None or day < life.done):
            rows.add(
                TaskReminder, task_id=life.key, what=ReminderKind.REMIND, due_on=life.due,
                rung=rung, at=at_noon(day),
            )  # fmt: skip
    if life.due < made.today and made.dice.random() < 0.01:
        chase = made.key(at_noon(life.due))
        rows.add(
            TaskChase, id=chase, unit_id=life.lead, body_id=made.units[0],
            made_by_id=made.trackers[0], at=at_noon(life.due), text="", answer_by=None,
            signer_id=None,
        )  # fmt: skip
        rows.add(TaskChaseItem, chase_id=chase, position=1, task_id=life.key, on=life.due)


def _talk(made: Filled, rows: Rows, life: Life) -> None:
    """Some words on a fifth of them; an opinion is asked on one in thirty, of late without one."""
    if life.assignee is None or made.dice.random() > 0.2:
        return
    message, at = made.key(at_noon(life.issued)), at_noon(life.issued + timedelta(days=1))
    asked = made.dice.random() < 0.17
    rows.add(
        TaskMessage, id=message, task_id=life.key, author_id=life.supervisor, at=at,
        text="Đề nghị làm rõ tiến độ.", private=False, to_id=None, question=asked, answers_id=None,
        settled_at=None, withdrawn_at=None,
    )  # fmt: skip
    if asked:
        answered = life.state is TaskState.ACCEPTED or made.dice.random() < 0.5
        rows.add(
            TaskConsult, id=made.key(at), task_id=life.key, message_id=message,
            unit_id=made.dice.choice(made.units), person_id=None,
            due_on=life.issued + timedelta(days=7), answered_at=at if answered else None,
            answer_id=None, withdrawn_at=None,
        )  # fmt: skip


def _tell(
    made: Filled, rows: Rows, life: Life, kind: EntryKind, day: date, who: UUID | None
) -> None:
    rows.add(
        TaskEntry, id=made.key(at_noon(day)), task_id=life.key, kind=kind, actor_id=who,
        at=at_noon(day), detail={},
    )  # fmt: skip
