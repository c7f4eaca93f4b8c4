"""How lines pass from plan to report, from week to week, from person to unit. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from followup.weekly.shapes import Line, Source
from followup.weekly.states import LEFT, WeeklyOutcome, WeeklyStage

NewId = Callable[[], UUID]


def report_on(plan: Iterable[Line]) -> tuple[Line, ...]:
    """Return the lines with which a report begins: those of the plan, by the same ids."""
    return tuple(replace(line, outcome=None, result="", reason="") for line in plan)


def left_of(report: Iterable[Line], new_id: NewId) -> tuple[Line, ...]:
    """Return the lines with which the next plan begins: what the report says is not done.

    What was gathered is carried over by those it came from, and gathered from them again.
    """
    return tuple(
        Line(
            new_id(), line.text, task_id=line.task_id, task_code=line.task_code,
            expected=line.expected, carried=True,
        )
        for line in report
        if line.outcome in LEFT and line.source is None
    )  # fmt: skip


def written(
    typed: Iterable[Line], before: Iterable[Line], planned: Iterable[UUID], stage: WeeklyStage
) -> tuple[Line, ...]:
    """Return what a person typed, in their order, with what is not theirs to say: where a line
    comes from, and that it was carried over. `planned` are the ids of the plan's lines."""
    known = {line.id: line for line in before}
    plan = set(planned)
    return tuple(_written(line, known.get(line.id), plan, stage) for line in typed)


def _written(line: Line, known: Line | None, plan: set[UUID], stage: WeeklyStage) -> Line:
    source = known.source if known else None
    carried = known.carried if known else False
    if stage is WeeklyStage.PLAN:
        return replace(
            line, source=source, carried=carried, unplanned=False, outcome=None, result="",
            reason="",
        )  # fmt: skip
    planned = line.id in plan or (known is not None and not known.unplanned)
    reason = "" if line.outcome is WeeklyOutcome.DONE else line.reason
    return replace(line, source=source, carried=carried, unplanned=not planned, reason=reason)


def gathered(
    lines: Sequence[Line], chosen: Iterable[tuple[Source, Line]], new_id: NewId
) -> tuple[Line, ...]:
    """Return the lines of a unit with those chosen below added at the end.

    What was gathered before is not gathered twice. Where the unit's plan already has the line, its
    report takes the outcome to it, unless the unit said something of its own; its wording stays.
    """
    found = list(lines)
    places: Mapping[UUID, int] = {
        line.source.line_id: place for place, line in enumerate(found) if line.source
    }
    for source, line in chosen:
        place = places.get(line.id)
        if place is None:
            found.append(replace(line, id=new_id(), source=source))
        elif found[place].outcome is None:
            found[place] = replace(
                found[place], outcome=line.outcome, result=line.result, reason=line.reason,
                source=source,
            )  # fmt: skip
    return tuple(found)
