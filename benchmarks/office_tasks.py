"""The tasks of the benchmark's office, written with all that hangs on them."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from benchmarks.office import BATCH, Filled, Rows, Size, at_noon, subject
from benchmarks.office_lives import Life, live_through
from ecabinet.core.search.matching import keep
from ecabinet.core.search.models import SearchEntry
from ecabinet.core.text import fold
from followup.exchange.models import TaskMessage
from followup.models import (
    DeadlineKind,
    Evaluation,
    Period,
    Priority,
    ProgressReport,
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
        live_through(made, rows, life)
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


def _born(made: Filled, size: Size, number: int, led: dict[UUID, UUID]) -> Life:
    dice = made.dice
    issued = made.today - timedelta(days=365 * size.years * (size.tasks - number) // size.tasks)
    due = issued + timedelta(days=dice.randint(5, 120)) if dice.random() < 0.9 else None
    lead, parent, supervisor = dice.choice(made.units[1:41]), None, dice.choice(made.leaders)
    if dice.random() < 0.3 and made.under[lead] and lead in led:  # Passed on to a unit below.
        parent, supervisor = led[lead], made.heads[lead]
        lead = dice.choice(made.under[lead])
    life = Life(
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


def _written(made: Filled, rows: Rows, life: Life) -> SearchEntry:
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


def _parts(made: Filled, rows: Rows, life: Life) -> None:
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
