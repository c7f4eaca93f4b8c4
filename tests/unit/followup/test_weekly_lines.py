"""Lines on their way: plan to report, week to week, person to unit. When sheets are due."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from werkzeug.datastructures import MultiDict

from ecabinet.core.errors import Invalid
from followup.weekly.forms import chosen_lines, moved, taken, typed_lines
from followup.weekly.lines import gathered, left_of, report_on, written
from followup.weekly.shapes import Line, Source, tally
from followup.weekly.spans import due_now, in_week, week_of
from followup.weekly.states import SHEET, SheetAction, WeeklyOutcome, WeeklyStage, WeeklyState, can

MONDAY = date(2026, 11, 23)
DONE, PARTLY = WeeklyOutcome.DONE, WeeklyOutcome.PARTLY


def line(text: str = "Việc", **more: object) -> Line:
    """A line."""
    return replace(Line(uuid4(), text), **more)  # type: ignore[arg-type]


def source(of: Line, edition: int = 1) -> Source:
    """Where a line was gathered from."""
    return Source(UUID(int=1), edition, of.id, "Vũ Đình Cán Bộ")


def test_a_report_begins_with_the_plan_and_leaves_a_plan() -> None:
    plan = (line("A", expected="Đề cương"), line("B"), line("C"))
    report = report_on(plan)
    assert [each.id for each in report] == [each.id for each in plan]
    said = (replace(report[0], outcome=PARTLY, result="Nửa"), replace(report[1], outcome=DONE),
            replace(report[2], outcome=WeeklyOutcome.NOT_DONE, source=source(plan[2])))  # fmt: skip
    (left,) = left_of(said, uuid4)
    assert (left.text, left.expected, left.carried, left.outcome) == ("A", "Đề cương", True, None)
    count = tally(said)
    assert (count.total, count.done, count.partly, count.not_done, count.open) == (3, 1, 1, 1, 0)


def test_what_is_typed_says_nothing_of_where_a_line_comes_from() -> None:
    gathered_line = line("A", carried=True)
    before = (replace(gathered_line, source=source(gathered_line)),)
    forged = replace(gathered_line, text="B", carried=False, unplanned=True)
    (kept,) = written([forged], before, [gathered_line.id], WeeklyStage.REPORT)
    assert (kept.text, kept.source, kept.carried, kept.unplanned) == (
        "B", before[0].source, True, False,
    )  # fmt: skip
    new = line("C", outcome=DONE, reason="Vì")
    (planned,) = written([new], (), (), WeeklyStage.PLAN)
    (besides,) = written([new], (), (), WeeklyStage.REPORT)
    assert (planned.outcome, planned.unplanned) == (None, False)
    assert (besides.unplanned, besides.reason) == (True, "")


def test_gathering_adds_once_and_keeps_the_wording_above() -> None:
    theirs = line("Viết đề cương", outcome=DONE, result="Đã trình")
    ours = replace(line("Hoàn thành đề cương"), source=source(theirs))
    other = line("Khác")
    found = gathered([ours], [(source(theirs, 2), theirs), (source(other), other)], uuid4)
    assert [(each.text, each.outcome, each.result) for each in found] == [
        ("Hoàn thành đề cương", DONE, "Đã trình"), ("Khác", None, ""),
    ]  # fmt: skip
    assert found[0].source == source(theirs, 2)
    assert found[1].id != other.id
    changed = replace(theirs, result="Khác đi")
    assert gathered(found, [(source(theirs, 3), changed)], uuid4) == found


def test_states() -> None:
    for action in SheetAction:
        for state in WeeklyState:
            writing = state is not WeeklyState.SENT
            expected = writing if action in (SheetAction.WRITE, SheetAction.SEND) else not writing
            assert can(state, action) is expected
    assert SHEET[SheetAction.CORRECT, WeeklyState.SENT] is WeeklyState.DRAFT


@pytest.mark.parametrize(
    ("weekday", "stages"),
    [(0, ["plan 0", "report -7"]), (1, ["plan 0", "report -7"]), (2, []), (3, []),
     (4, ["report 0", "plan 7"]), (5, ["report 0", "plan 7"]), (6, ["report 0", "plan 7"])],
)  # fmt: skip
def test_when_sheets_are_due(weekday: int, stages: list[str]) -> None:
    today = MONDAY + timedelta(days=weekday)
    found = [f"{stage.value} {(monday - MONDAY).days}" for stage, monday in due_now(today)]
    assert found == stages
    assert week_of(today).first == MONDAY
    assert in_week(today, MONDAY)
    assert not in_week(today, MONDAY + timedelta(days=7))


def test_the_form_is_read_with_its_buttons() -> None:
    form = MultiDict(
        [("line_id", "x"), ("line_id", ""), ("text", "A"), ("text", ""), ("first", "")]
    )
    (read,) = typed_lines(form)
    assert (read["id"], read["text"], read["first"], read["reason"]) == ("x", "A", None, "")
    assert typed_lines(MultiDict()) == []
    lines = [{"n": n} for n in range(3)]
    order = {
        "up:1": [1, 0, 2], "down:1": [0, 2, 1], "drop:0": [1, 2], "up:0": [0, 1, 2],
        "drop:9": [0, 1, 2], "x": [0, 1, 2], "drop:²": [0, 1, 2], "up:" + "9" * 5_000: [0, 1, 2],
    }  # fmt: skip
    for deed, wanted in order.items():
        assert [each["n"] for each in moved(lines, deed)] == wanted, deed
    key = uuid4()
    assert taken(f"take:task:{key}") == ("task", key)
    assert [taken(deed) for deed in ("save", "take", "take:task:x")] == [None, None, None]
    boxes = MultiDict([("chosen", f"{key}.{key}"), ("chosen", f"{key}.{UUID(int=2)}")])
    assert chosen_lines(boxes) == [{"sheet_id": str(key), "line_ids": [str(key), str(UUID(int=2))]}]
    with pytest.raises(Invalid):
        chosen_lines(MultiDict([("chosen", "x")]))
