"""Weekly plans and reports: from the person to the unit to the office above, and back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound, Stale
from followup.weekly import access
from followup.weekly.collecting import (
    GatherLines,
    gather_lines,
)
from followup.weekly.models import WeeklyEdition
from followup.weekly.opening import WeeklySheetRef
from followup.weekly.queries import lower_sheets
from followup.weekly.sending import (
    OnSheet,
    OnSheetBecause,
    correct_sheet,
    return_sheet,
    send_sheet,
)
from followup.weekly.states import WeeklyState
from tests.commands.followup.weekly_plans import FRIDAY, MONDAY, WEEK, Weeks


def done(line: Any, outcome: str = "done", **more: Any) -> dict[str, Any]:
    """A line of a report."""
    return {"id": line.id, "text": line.text, "outcome": outcome, **more}


def test_a_persons_week_from_plan_to_the_next_plan(weeks: Weeks) -> None:
    task_id = weeks.task("Nâng cấp đường truyền")
    plan = weeks.open()
    assert weeks.open(day=MONDAY + timedelta(days=6)).id == plan.id
    linked = {"text": "Đo tốc độ", "task_id": task_id, "first": FRIDAY}
    plan = weeks.save("canbo", plan, linked, "Viết đề cương", "  Rà soát văn bản ", send=True)
    assert (plan.state, plan.edition) == (WeeklyState.SENT, 1)
    clerk, leader = (weeks.world.office.people[name] for name in ("vanthu", "truongphong"))
    assert set(weeks.told("weekly_sheet.sent")) == {clerk, leader}
    with pytest.raises(Conflict, match="weekly_sheet.is_sent"):
        weeks.save("canbo", plan, "Khác")

    report = weeks.open(stage="report")
    lines = weeks.view("canbo", report.id).lines
    assert [line.text for line in lines] == ["Đo tốc độ", "Viết đề cương", "Rà soát văn bản"]
    assert (lines[0].last, lines[0].task_code[:3]) == (FRIDAY, "NV-")
    said = [done(lines[0]), done(lines[1], "partly", result="Có bản đầu"),
            {"text": "Tiếp đoàn kiểm tra", "outcome": "done"}]  # fmt: skip
    with pytest.raises(Invalid, match="weekly_sheet.no_reason"):
        weeks.save("canbo", report, *said, done(lines[2], "not_done", reason="Chờ"), send=True)
    assert weeks.view("canbo", report.id).row.revision == report.revision
    with pytest.raises(Invalid, match="weekly_sheet.no_outcome"):
        weeks.save("canbo", report, {"text": "Chưa rõ"}, send=True)
    said[1]["reason"] = "Chờ ý kiến"
    report = weeks.save("canbo", report, *said, done(lines[2], "not_done", reason="Ốm"), send=True)
    view = weeks.view("truongphong", report.id)
    assert [line.unplanned for line in view.lines] == [False, False, True, False]
    assert (view.tally.done, view.tally.partly, view.tally.not_done) == (2, 1, 1)

    following = weeks.view("canbo", weeks.open(day=MONDAY + WEEK).id).lines
    assert [(line.text, line.carried) for line in following] == [
        ("Viết đề cương", True), ("Rà soát văn bản", True),
    ]  # fmt: skip


def test_what_is_refused(weeks: Weeks) -> None:
    cases: tuple[tuple[dict[str, Any], type[Exception], str], ...] = (
        ({"who": "cuong"}, NotFound, "not_found"),
        ({"who": "canbo", "of_unit": True}, Denied, "denied"),
        ({"stage": "report", "day": MONDAY + WEEK}, Invalid, "weekly_sheet.not_begun"),
        ({"day": MONDAY + 5 * WEEK}, Invalid, "weekly_sheet.too_far"),
    )
    for where, refusal, code in cases:
        with pytest.raises(refusal, match=code):
            weeks.open(**where)
    plan = weeks.open()
    elsewhere = weeks.task("Việc nơi khác")
    twice = weeks.view("canbo", weeks.save("canbo", plan, "A").id).lines[0]
    plan = weeks.open()
    for lines, error, code in (
        ([{"text": "A", "first": MONDAY + WEEK}], Invalid, "weekly_sheet.other_day"),
        ([{"text": "A", "first": FRIDAY, "last": MONDAY}], Invalid, "weekly_sheet.last_before"),
        ([{"id": twice.id, "text": "A"}] * 2, Invalid, "weekly_sheet.twice"),
        ([{"text": "A", "task_id": elsewhere}], NotFound, "not_found"),
        ([], Invalid, "weekly_sheet.empty"),
    ):
        with pytest.raises(error, match=code):
            weeks.save("canbo", plan, *lines, send=True)
    with pytest.raises(Stale):
        weeks.save("canbo", plan, "A", revision=plan.revision - 1)
    with pytest.raises(NotFound):
        weeks.view("truongphong", plan.id)  # It was not sent yet.


def test_gathered_from_person_to_unit_to_office(weeks: Weeks) -> None:
    mine = weeks.sent("canbo", "Đo tốc độ", "Viết đề cương")
    theirs = weeks.sent("dongnghiep", "Trực điện thoại")
    unit = weeks.open("vanthu", of_unit=True)
    first, second = weeks.view("truongphong", mine.id).lines
    third = weeks.view("vanthu", theirs.id).lines[0]
    chosen = [
        {"sheet_id": mine.id, "line_ids": [second.id]},
        {"sheet_id": theirs.id, "line_ids": [third.id]},
    ]

    def gather(sheet: WeeklySheetRef, which: Any = chosen, who: str = "vanthu") -> WeeklySheetRef:
        wish = {"sheet_id": sheet.id, "revision": sheet.revision, "chosen": which}
        ref: WeeklySheetRef = weeks.run(who, gather_lines, GatherLines.model_validate(wish))
        return ref

    seen = unit
    unit = gather(unit)
    with pytest.raises(Stale):
        weeks.save("truongphong", seen, "Đè lên")
    assert len(weeks.view("vanthu", gather(unit).id).lines) == 2  # Not gathered twice.
    unit = weeks.open("vanthu", of_unit=True)
    own = weeks.view("vanthu", unit.id).lines
    reworded = {"id": own[0].id, "text": "Hoàn thành đề cương đề án"}
    unit = weeks.save("vanthu", unit, {"id": own[1].id, "text": own[1].text}, reworded, "Giao ban")
    lines = weeks.view("vanthu", unit.id).lines
    assert [line.source.who if line.source else "" for line in lines] == [
        "Bùi Thị Đồng", "Vũ Đình Cán Bộ", "",
    ]  # fmt: skip
    assert weeks.view("canbo", mine.id).lines == (first, second)

    with pytest.raises(Denied):
        weeks.run("vanthu", send_sheet, OnSheet(sheet_id=unit.id))
    weeks.run("truongphong", send_sheet, OnSheet(sheet_id=unit.id, revision=unit.revision))
    frozen = weeks.view("canbo", unit.id)
    assert (frozen.frozen.total, frozen.editions[0].sent_by) == (1, "Ngô Văn Trưởng")  # type: ignore[union-attr]
    assert frozen.rights.write is False

    office = weeks.open("thuky", unit=weeks.above, of_unit=True)
    with weeks.world.store.reading() as session:
        actor = weeks.world.actor("thuky")
        below, lower = lower_sheets(session, actor, weeks.view("thuky", office.id), FRIDAY)
    assert [(each.name, each.is_unit) for each in below][-1] == ("Văn phòng Tỉnh ủy", True)
    assert [each.data.unit for each in lower] == ["Văn phòng Tỉnh ủy"]
    with pytest.raises(NotFound):
        weeks.view("thuky", mine.id)  # The office reads units, not their people.
    both = [{"sheet_id": unit.id, "line_ids": [line.id for line in lower[0].data.lines]}]
    gather(office, both, "thuky")
    weeks.run("lanhdao", send_sheet, OnSheet(sheet_id=office.id))
    with pytest.raises(Invalid, match="weekly_sheet.not_below"):
        gather(weeks.open("vanthu", day=MONDAY + WEEK, of_unit=True))

    report = weeks.sent("canbo", done(second, result="Đã trình"), stage="report")
    of_unit = weeks.open("vanthu", stage="report", of_unit=True)
    gather(of_unit, [{"sheet_id": report.id, "line_ids": [second.id]}])
    found = weeks.view("vanthu", of_unit.id).lines
    assert [(line.text, line.result) for line in found[:2]] == [
        ("Trực điện thoại", ""), ("Hoàn thành đề cương đề án", "Đã trình"),
    ]  # fmt: skip


def test_returned_corrected_and_never_overwritten(weeks: Weeks) -> None:
    plan = weeks.sent("canbo", "Đo tốc độ")
    because = OnSheetBecause(sheet_id=plan.id, reason="Ghi rõ kết quả.")
    with pytest.raises(Denied):
        weeks.run("canbo", return_sheet, because)
    weeks.run("vanthu", return_sheet, because)
    assert weeks.told("weekly_sheet.returned") == [weeks.world.office.people["canbo"]]
    view = weeks.view("canbo", plan.id)
    assert (view.remark, view.rights.write) == ("Ghi rõ kết quả.", True)
    again = weeks.save("canbo", weeks.open(), "Đo tốc độ 9 điểm", send=True)
    assert again.edition == 2
    weeks.run("canbo", correct_sheet, OnSheetBecause(sheet_id=plan.id, reason="Thêm một xã."))
    draft = weeks.save("canbo", weeks.open(), "Đo tốc độ 10 điểm")
    assert weeks.view("vanthu", plan.id).lines[0].text == "Đo tốc độ 9 điểm"
    with pytest.raises(Conflict, match="weekly_sheet.is_draft"):
        weeks.run("vanthu", return_sheet, because)
    weeks.run("canbo", send_sheet, OnSheet(sheet_id=draft.id))
    editions = weeks.view("vanthu", plan.id).editions
    assert [(each.number, each.because, each.intact) for each in editions] == [
        (3, "Thêm một xã.", True), (2, "Ghi rõ kết quả.", True), (1, "", True),
    ]  # fmt: skip
    assert len(weeks.told("weekly_sheet.sent_again")) == 4
    with weeks.world.store.engine.begin() as connection:
        connection.execute(
            update(WeeklyEdition).values(data={**_data(weeks, plan.id), "note": "!"})
        )
    assert not weeks.view("vanthu", plan.id).editions[0].intact


def _data(weeks: Weeks, sheet_id: UUID) -> dict[str, Any]:
    with weeks.world.store.reading() as session:
        return access.edition(session, weeks.world.actor("canbo"), sheet_id, 1).data
