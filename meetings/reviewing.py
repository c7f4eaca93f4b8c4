"""What is missing or odd in a conclusion before it is issued. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ecabinet.core.text import fold

ALIKE = 0.8
"""From this share of common words on two pieces of work are taken for the same."""


@dataclass(frozen=True)
class Draft:
    """A conclusion as the check sees it; `unit_ids` are the lead, coordinating and informed.

    `ends_task_id`: it corrects another, whose task it will end.
    """

    text: str
    lead_unit_id: UUID | None
    unit_ids: Collection[UUID]
    supervisor_id: UUID | None
    dated: bool
    due_on: date | None
    confirmed: bool
    remark: str
    gives_task: bool = True
    ends_task_id: UUID | None = None


@dataclass(frozen=True)
class OpenTask:
    """A task that is still worked on."""

    id: UUID
    code: str
    lead_unit_id: UUID
    text: str


@dataclass(frozen=True)
class Office:
    """What the check must know of the office today: `working_on` moves a day off to the next.

    `reported` are tasks that wait to be accepted.
    """

    today: date
    open_units: Collection[UUID]
    active_people: Collection[UUID]
    tasks: Sequence[OpenTask] = ()
    working_on: dict[date, date] = field(default_factory=dict)
    default_due: date | None = None
    reported: Collection[UUID] = ()


@dataclass(frozen=True)
class Finding:
    """One thing to see; a `stops` one must be mended first. `day` or `task` say more."""

    code: str
    stops: bool
    day: date | None = None
    task: OpenTask | None = None


def findings(draft: Draft, office: Office) -> list[Finding]:
    """Return what is to be mended or looked at, what stops it first."""
    found = [*_stopping(draft, office), *_notable(draft, office)]
    return sorted(found, key=lambda finding: not finding.stops)


def _stopping(draft: Draft, office: Office) -> Iterable[Finding]:
    if draft.gives_task and draft.lead_unit_id is None:
        yield Finding("no_lead", True)
    if set(draft.unit_ids) - set(office.open_units):
        yield Finding("unit_closed", True)
    if draft.ends_task_id in office.reported:
        yield Finding("old_task_reported", True)
    if not draft.gives_task:
        return
    if draft.supervisor_id is None:
        yield Finding("no_supervisor", True)
    elif draft.supervisor_id not in office.active_people:
        yield Finding("supervisor_left", True)
    if draft.due_on is not None and draft.due_on < office.today:
        yield Finding("past_due", True, day=draft.due_on)


def _notable(draft: Draft, office: Office) -> Iterable[Finding]:
    if draft.remark:
        yield Finding("returned", False)
    elif not draft.confirmed:
        yield Finding("not_confirmed", False)
    if not draft.gives_task:
        return
    if draft.dated and draft.due_on is None:
        yield Finding("no_date", False, day=office.default_due)
    moved = office.working_on.get(draft.due_on) if draft.due_on else None
    if moved is not None and moved != draft.due_on and draft.due_on >= office.today:  # type: ignore[operator]
        yield Finding("day_off", False, day=moved)
    for task in office.tasks:
        if task.lead_unit_id == draft.lead_unit_id and alike(task.text, draft.text) >= ALIKE:
            yield Finding("duplicate", False, task=task)


def alike(one: str, other: str) -> float:
    """Return the share of words that two texts have in common, 0 to 1, without diacritics."""
    first, second = _words(one), _words(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def _words(text: str) -> set[str]:
    kept = "".join(c if c.isalnum() else " " for c in fold(text))
    return set(kept.split())
