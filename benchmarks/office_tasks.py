"""The tasks of the benchmark's office: each lived through from its issue until today or its end."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from benchmarks.office import BATCH, Filled, Rows, Size, at_noon, subject
from ecabinet.core.search.matching import keep
from ecabinet.core.search.models import SearchEntry
from ecabinet.core.text import fold
from followup.exchange.models import TaskMessage
from followup.models import (
    DeadlineKind,
    Decision,
    EntryKind,
    Evaluation,
    ExtensionState,
    Period,
    Priority,
    ProgressReport,
    ReminderKind,
    Task,
    TaskChase,
    TaskChaseItem,
    TaskConsult,
    TaskCounter,
    TaskEntry,
    TaskExtension,
    TaskPeriod,
    TaskReminder,
    TaskUnit,
    UnitPart,
    task_code,
)  # fmt: skip
from followup.states import TaskState

PRIORITIES = (Priority.NORMAL,) * 7 + (Priority.HIGH,) * 2 + (Priority.URGENT,)
EVALUATIONS = (*[Evaluation.GOOD] * 5, *[Evaluation.DONE] * 3, *Evaluation)


@dataclass
class _Life:
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


def write_tasks(session: Session, made: Filled, size: Size) -> None:
    """Write the tasks in the order of their issue, with all that hangs on them."""
    rows = Rows(
        session, Task, TaskUnit, TaskEntry, ProgressReport, TaskPeriod, TaskExtension, TaskReminder,
        TaskChase, TaskChaseItem, TaskMessage, TaskConsult,
    )  # fmt: skip
    led: dict[UUID, UUID] = {}
    texts: list[SearchEntry] = []
    for number in range(1, size.tasks + 1):
        life = _born(made, size, number, led)
        _lives(made, rows, life)
        texts.append(_written(made, rows, life))
        if life.parent is None:
            led[life.lead] = life.key
        if number % BATCH == 0 or number == size.tasks:
            rows.write()
            _found(session, texts)
    counter = update(TaskCounter).values(last=size.tasks)
    if not session.execute(counter).rowcount:  # type: ignore[attr-defined]
        session.add(TaskCounter(name="task", last=size.tasks))
    made.tasks = size.tasks


def _born(made: Filled, size: Size, number: int, led: dict[UUID, UUID]) -> _Life:
    dice = made.dice
    issued = made.today - timedelta(days=365 * size.years * (size.tasks - number) // size.tasks)
    due = issued + timedelta(days=dice.randint(5, 120)) if dice.random() < 0.9 else None
    lead, parent, supervisor = dice.choice(made.units[1:41]), None, dice.choice(made.leaders)
    if dice.random() < 0.3 and made.under[lead] and lead in led:  # Passed on to a unit below.
        parent, supervisor = led[lead], made.heads[lead]
        lead = dice.choice(made.under[lead])
    life = _Life(
        made.key(at_noon(issued)), number, issued, due, due, lead, parent, supervisor,
        supervisor if parent else dice.choice([*made.trackers, supervisor]),
    )  # fmt: skip
    if due is None and dice.random() < 0.2:
        life.period = Period.MONTH
        life.due = life.original = issued.replace(day=1) + timedelta(days=36)
    some = dice.sample(made.units, dice.choice((0, 1, 1, 2, 3)))
    others = [unit for unit in some if unit != lead]
    parts = (UnitPart.COORDINATE, UnitPart.COORDINATE, UnitPart.INFORM)
    life.others = [(unit, dice.choice(parts)) for unit in others]
    return life


def _lives(made: Filled, rows: Rows, life: _Life) -> None:
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


def _works(made: Filled, rows: Rows, life: _Life) -> None:
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
    made: Filled, rows: Rows, life: _Life, number: int, day: date, decision: Decision | None,
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


def _periods(made: Filled, rows: Rows, life: _Life) -> None:
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


def _moved(made: Filled, rows: Rows, life: _Life, due: date) -> date:
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


def _reminded(made: Filled, rows: Rows, life: _Life) -> None:
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


def _talk(made: Filled, rows: Rows, life: _Life) -> None:
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
    made: Filled, rows: Rows, life: _Life, kind: EntryKind, day: date, who: UUID | None
) -> None:
    rows.add(
        TaskEntry, id=made.key(at_noon(day)), task_id=life.key, kind=kind, actor_id=who,
        at=at_noon(day), detail={},
    )  # fmt: skip


def _written(made: Filled, rows: Rows, life: _Life) -> SearchEntry:
    """Write the row itself with its other units; answer what search finds it by."""
    dice, code, title = made.dice, task_code(life.number), subject(made.dice)
    source = f"Kết luận phiên họp số {life.number // 20}"
    directive, _day, articles = dice.choice(_directives_before(made, life.issued))
    of_one = dice.random() < 0.7
    accepted = life.state is TaskState.ACCEPTED
    asked = life.state in (TaskState.IN_PROGRESS, TaskState.RECEIVED) and dice.random() < 0.03
    kind = DeadlineKind.DATED if life.due else DeadlineKind.STANDING
    rows.add(
        Task, id=life.key, number=life.number, title=title, content=f"{subject(dice)}. " * 3,
        folded=fold(f"{code} {title} {source}"), source_kind="hand",
        source_id=UUID(int=life.number // 20), source_title=source, source_url="", source_quote="",
        directive_id=directive if of_one else None, parent_id=life.parent,
        article_id=dice.choice([None, *articles]) if of_one else None,
        field_code=dice.choice((None, "XDD", "KT", "VHXH", "NC", "QPAN", "DV", "CDS")),
        priority=dice.choice(PRIORITIES), lead_unit_id=life.lead, supervisor_id=life.supervisor,
        assignee_id=life.assignee, issued_by_id=life.issuer,
        deadline_kind=DeadlineKind.PERIODIC if life.period else kind, due_on=life.due,
        original_due_on=life.original, period=life.period, report_after=5 if life.period else None,
        next_period_on=(made.today + timedelta(days=32)).replace(day=1) if life.period else None,
        ends_on=None, asked_by_id=life.assignee if asked else None, state=life.state,
        percent=life.percent, own_percent=life.percent, issued_at=at_noon(life.issued),
        received_at=at_noon(life.received) if life.received else None,
        assigned_at=at_noon(life.received) if life.assignee and life.received else None,
        done_on=life.done, accepted_at=at_noon(life.done, 17) if accepted and life.done else None,
        evaluation=dice.choice(EVALUATIONS) if accepted else None, remark="", revision=1,
    )  # fmt: skip
    _parts(made, rows, life)
    return SearchEntry(
        kind="task", thing_id=life.key, page=0, text=f"{code} {title}", at=at_noon(life.issued)
    )


def _parts(made: Filled, rows: Rows, life: _Life) -> None:
    for position, (unit, part) in enumerate(life.others):
        own = part is UnitPart.COORDINATE and made.dice.random() < 0.4
        ready = life.done or (life.due if life.due and life.due < made.today else None)
        ready = ready if own else None
        rows.add(
            TaskUnit, task_id=life.key, unit_id=unit, part=part, position=position,
            received_at=at_noon(life.received) if life.received else None,
            content=subject(made.dice) if own else "", due_on=life.due if own else None,
            percent=100 if ready else 0, done_on=ready,
        )  # fmt: skip


def _directives_before(made: Filled, day: date) -> list[tuple[UUID, date, list[UUID]]]:
    """Return the thirty directives before `day`: work comes of them for a while."""
    low, high = 0, len(made.directives)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if made.directives[middle][1] <= day else (low, middle)
    return made.directives[max(0, low - 30) : max(low, 1)]


def _found(session: Session, texts: list[SearchEntry]) -> None:
    session.add_all(texts)
    session.flush()
    keep(session, texts)
    session.expunge_all()
    texts.clear()
