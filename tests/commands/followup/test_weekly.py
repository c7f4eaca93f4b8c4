"""Weekly plans and reports: from the person to the unit to the office above, and back."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from documents.pdf.layout import layout_of
from ecabinet.accounts.models import Unit
from ecabinet.accounts.models.unit import UnitName
from ecabinet.core.clock import OFFICE_ZONE
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound, Stale
from ecabinet.core.notices import NoticeRow
from followup.models import Task
from followup.states import TaskState
from followup.weekly import access
from followup.weekly.collecting import (
    GatherLines,
    RemindWriters,
    gather_lines,
    remind_writers,
)
from followup.weekly.home import due_sheets
from followup.weekly.making import make_paper
from followup.weekly.models import WeeklyEdition
from followup.weekly.opening import OpenSheet, WeeklySheetRef, open_sheet
from followup.weekly.queries import list_sheets, lower_sheets, sheet_view, week_view
from followup.weekly.sending import (
    OnSheet,
    OnSheetBecause,
    correct_sheet,
    return_sheet,
    send_sheet,
    submit_sheet,
)
from followup.weekly.standing import standing
from followup.weekly.states import WeeklyStage, WeeklyState
from followup.weekly.views import SheetView
from followup.weekly.writing import SaveSheet, save_sheet
from tests.commands.followup.world import World

MONDAY = date(2031, 5, 5)
FRIDAY = MONDAY + timedelta(days=4)
WEEK = timedelta(days=7)


@pytest.fixture
def weeks(world: World) -> Iterator["Weeks"]:
    """The Office below the province's committee, on a Friday; its people write."""
    with world.store.engine.begin() as connection:
        above = world.office.units["TU"]
        here = world.office.units["VPTU"]
        connection.execute(update(Unit).where(Unit.id == here).values(parent_id=above))
        named = update(UnitName).where(UnitName.unit_id == here)
        connection.execute(named.values(parent_id=above))
    world.in_state(TaskState.IN_PROGRESS, title="Nâng cấp đường truyền")
    world.issue("Việc nơi khác", lead_unit_id=world.office.units["HUTD"])
    clock = world.store.clock
    world.store.clock = lambda: datetime.combine(FRIDAY, time(9), OFFICE_ZONE)
    yield Weeks(world)
    world.store.clock = clock


class Weeks:
    """Who opens, writes, sends whose sheet."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.unit, self.above = world.office.units["VPTU"], world.office.units["TU"]

    def run(self, who: str, command: Callable[..., Any], wish: Any) -> Any:
        """Run a command as somebody."""
        return self.world.store.execute(self.world.actor(who), command, wish)

    def open(
        self, who: str = "canbo", stage: str = "plan", day: date = MONDAY, unit: UUID | None = None,
        **of: bool,
    ) -> WeeklySheetRef:  # fmt: skip
        """Begin a sheet of the Office's, or of another unit's."""
        wish = OpenSheet(unit_id=unit or self.unit, stage=stage, day=day, **of)  # type: ignore[arg-type]
        ref: WeeklySheetRef = self.run(who, open_sheet, wish)
        return ref

    def save(
        self, who: str, sheet: WeeklySheetRef, *lines: Any, send: bool = False, **more: Any
    ) -> WeeklySheetRef:
        """Write a sheet, lines as words or as mappings; perhaps send it."""
        said = [{"text": line} if isinstance(line, str) else line for line in lines]
        wish = {"revision": sheet.revision, **more, "sheet_id": sheet.id, "lines": said}
        command = submit_sheet if send else save_sheet
        ref: WeeklySheetRef = self.run(who, command, SaveSheet.model_validate(wish))
        return ref

    def sent(self, who: str, *lines: Any, **where: Any) -> WeeklySheetRef:
        """A sheet that was written and sent."""
        return self.save(who, self.open(who, **where), *lines, send=True)

    def view(self, who: str, sheet_id: UUID) -> SheetView:
        """The sheet as somebody sees it."""
        with self.world.store.reading() as session:
            return sheet_view(session, self.world.actor(who), sheet_id, FRIDAY)

    def task(self, title: str) -> UUID:
        """The task with this title."""
        with self.world.store.reading() as session:
            return session.scalars(select(Task.id).where(Task.title == title)).one()

    def told(self, kind: str) -> list[UUID]:
        """Who was told."""
        with self.world.store.reading() as session:
            rows = session.scalars(select(NoticeRow).where(NoticeRow.kind == kind))
            return [row.person_id for row in rows]


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


def test_who_has_sent_and_who_is_reminded(weeks: Weeks) -> None:
    plan = weeks.sent("canbo", "Đo tốc độ")
    with weeks.world.store.reading() as session:
        below = standing(session, [weeks.unit], MONDAY, FRIDAY)[weeks.unit]
        (unit, *_) = [
            each for each in week_view(session, weeks.world.actor("vanthu"), MONDAY, FRIDAY)
            if each.unit_id == weeks.unit
        ]  # fmt: skip
    assert [each.name for each in below if each.sent(WeeklyStage.PLAN)] == ["Vũ Đình Cán Bộ"]
    assert (unit.sent(WeeklyStage.PLAN), unit.asked) == (1, len(below))
    wish = RemindWriters(unit_id=weeks.unit, stage=WeeklyStage.PLAN, day=FRIDAY)
    with pytest.raises(Denied):
        weeks.run("canbo", remind_writers, wish)
    assert weeks.run("truongphong", remind_writers, wish).count == len(below) - 1
    told = weeks.told("weekly_sheet.wanted_plan")
    people = weeks.world.office.people
    assert people["dongnghiep"] in told
    assert people["canbo"] not in told
    office = RemindWriters(unit_id=weeks.above, stage=WeeklyStage.PLAN, day=FRIDAY)
    weeks.run("lanhdao", remind_writers, office)
    assert people["truongphong"] in weeks.told("weekly_sheet.wanted_plan")

    def due(who: str, day: date) -> list[tuple[str, date, bool]]:
        with weeks.world.store.reading() as session:
            found = due_sheets(session, weeks.world.actor(who), day) or []
        return [(each.stage.value, each.monday, each.of_unit) for each in found]

    assert due("cuong", FRIDAY) == []  # Nobody there keeps such plans.
    assert due("canbo", FRIDAY) == [("report", MONDAY, False), ("plan", MONDAY + WEEK, False)]
    assert due("canbo", MONDAY + timedelta(days=2)) == []
    assert due("truongphong", MONDAY)[0] == ("plan", MONDAY, True)
    weeks.run("vanthu", return_sheet, OnSheetBecause(sheet_id=plan.id, reason="Rõ hơn."))
    assert due("canbo", MONDAY + timedelta(days=2)) == [("plan", MONDAY, False)]


def test_the_list_goes_on_by_its_key(weeks: Weeks) -> None:
    for number in range(4):
        weeks.open(day=MONDAY + number * WEEK)
    found, after = [], None
    with weeks.world.store.reading() as session:
        while True:
            page = list_sheets(session, weeks.world.actor("canbo"), after, limit=3)
            found += [row.monday for row in page.rows]
            after = page.next_after
            if after is None:
                break
        with pytest.raises(Invalid):
            list_sheets(session, weeks.world.actor("canbo"), "x")
    assert found == [MONDAY + number * WEEK for number in (3, 2, 1, 0)]


def test_its_paper_is_drawn_once(weeks: Weeks) -> None:
    plan = weeks.sent("canbo", {"text": "Đo tốc độ 9 điểm", "first": MONDAY, "last": FRIDAY})
    with weeks.world.store.reading() as session:
        edition = session.scalars(select(WeeklyEdition)).one()
    for _time in range(2):
        make_paper(weeks.world.store, str(edition.id))
    make_paper(weeks.world.store, str(uuid4()))
    with weeks.world.store.reading() as session:
        blob = access.edition(session, weeks.world.actor("vanthu"), plan.id, 1).pdf_blob
    assert blob is not None
    words = " ".join(r.text for s in layout_of(weeks.world.store.blobs.path(blob)) for r in s.runs)
    for part in ("KẾ HOẠCH", "Đo tốc độ 9 điểm", "05/5 – 09/5", "Vũ Đình Cán Bộ"):
        assert part in words
