"""Tracking sheets as offices write them: headings, names, deadlines, states."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from documents.symbols import SymbolStyle
from ecabinet.core.sheets import Row
from followup.deadlines import on_working_day
from followup.importing.books import Books, Known, plain_name
from followup.importing.fields import Field, guess, heading_line, plain
from followup.importing.naming import people_in, units_in
from followup.importing.reading import ReadRow, read_row
from followup.importing.shapes import ImportPlan
from followup.importing.standing import WAY, Unclear, standing, walk
from followup.importing.words import FIELDS
from followup.models import DeadlineKind, Period
from followup.states import TaskState

TODAY = date(2026, 11, 24)
UNITS = ("Văn phòng Tỉnh ủy", "Sở Văn hóa, Thể thao và Du lịch", "Sở Tài chính", "Ban Dân vận")
PEOPLE = ("Nguyễn Văn Lãnh", "Trần Thị Bình")


def known(names: tuple[str, ...]) -> Known:
    ids = {uuid4(): name for name in names}
    return Known({plain_name(name): (key,) for key, name in ids.items()}, ids)


UNIT, PERSON = known(UNITS), known(PEOPLE)
PLAN = ImportPlan(columns={Field.CONTENT: 0, Field.LEAD: 1, Field.SUPERVISOR: 2})


def id_of(name: str) -> UUID:
    return (UNIT.named(name) or PERSON.named(name))[0]


def books(**more: object) -> Books:
    fields: dict[str, object] = {
        "units": UNIT, "people": PERSON, "reach": frozenset(UNIT.shown),
        "fields": {"kinh te": "KT"},
        "types": frozenset({(SymbolStyle.PARTY, "CT")}), "bodies": frozenset({"TU"}),
        "registers": True,
    }  # fmt: skip
    return Books(today=TODAY, **{**fields, **more})  # type: ignore[arg-type]


def read(known_books: Books | None = None, **cells: str) -> ReadRow:
    usual = {"content": "Số hóa tài liệu", "lead": UNITS[0], "supervisor": "Đ/c Nguyễn Văn Lãnh"}
    row = Row(7, {each.value: "" for each in Field} | usual | cells)
    titles = {each.value: str(FIELDS[each]) for each in Field}
    return read_row(row, titles, known_books or books(), PLAN)


def codes(found: ReadRow) -> list[str]:
    return [problem.code.removeprefix("task_import.") for problem in found.problems]


def remarks(found: ReadRow) -> list[str]:
    return [problem.code.removeprefix("task_import.") for problem in found.remarks]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Nội dung nhiệm vụ", Field.CONTENT), ("NHIỆM VỤ ĐƯỢC GIAO", Field.CONTENT),
        ("Cơ quan, đơn vị chủ trì", Field.LEAD), ("Đơn vị thực hiện", Field.LEAD),
        ("Đơn vị\nphối hợp", Field.COORDINATING), ("Thời hạn hoàn thành", Field.DUE),
        ("Lãnh đạo theo dõi/chỉ đạo", Field.SUPERVISOR), ("Số/ký hiệu", Field.SYMBOL),
        ("Số, ký hiệu văn bản", Field.SYMBOL), ("Ngày ban hành", Field.DATED),
        ("Tiến độ (%)", Field.PERCENT), ("Kết quả thực hiện", Field.RESULT),
        ("Ngày hoàn thành", Field.DONE), ("Ghi chú", Field.NOTE), ("STT", None), ("", None),
    ],
)  # fmt: skip
def test_a_heading_says_what_the_column_is(heading: str, field: Field | None) -> None:
    assert list(guess([heading])) == ([field] if field else [])


def test_what_was_decided_before_goes_before_any_guess() -> None:
    headings = ["Nội dung", "Nhiệm vụ", "Đơn vị"]
    assert guess(headings)[Field.CONTENT] == 1
    before = {"content": plain("Nội dung"), "abstract": plain("Nhiệm vụ")}
    found = guess(headings, before)
    assert (found[Field.CONTENT], found[Field.ABSTRACT], found[Field.LEAD]) == (0, 1, 2)
    lines = [(1, ["BẢNG THEO DÕI NHIỆM VỤ NĂM 2026"]), (3, headings), (4, ["a", "b", "c"])]
    assert heading_line(lines) == 3


def test_units_keep_the_commas_of_their_names() -> None:
    text = (
        "- Sở Văn hóa, Thể thao và Du lịch, Sở Tài chính; Ban Dân vận và Văn phòng Tỉnh ủy\nSở Lạ"
    )
    found = units_in(text, UNIT)
    assert [UNIT.shown[key] for key in found.ids] == [UNITS[1], UNITS[2], UNITS[3], UNITS[0]]
    assert found.unknown == ["Sở Lạ"]
    assert units_in("Các đơn vị liên quan", UNIT).loose == ["Các đơn vị liên quan"]
    assert people_in("Đ/c Nguyễn Văn Lãnh, Phó Bí thư", PERSON) == (id_of(PEOPLE[0]),)
    assert people_in("đồng chí trần thị bình (PBT)", PERSON) == (id_of(PEOPLE[1]),)


@pytest.mark.parametrize(
    ("status", "progress", "done", "result", "state", "percent"),
    [
        ("", "", False, "", "assigned", 0),
        ("Chưa thực hiện", "", False, "", "assigned", 0),
        ("Đã tiếp nhận", "", False, "", "received", 0),
        ("", "45%", False, "", "in_progress", 45),
        ("", "0.45", False, "", "in_progress", 45),
        ("Đang thực hiện", "", False, "", "in_progress", 0),
        ("", "", False, "Đã họp", "in_progress", 0),
        ("Quá hạn", "60", False, "", "in_progress", 60),
        ("Chưa hoàn thành", "", False, "", "in_progress", 0),
        ("", "100%", False, "", "reported_done", 100),
        ("Hoàn thành", "", False, "", "accepted", 100),
        ("Hoàn thành đúng hạn", "100", False, "", "accepted", 100),
        ("Đã hoàn thành 3/5 nội dung", "", False, "", "in_progress", 0),
        ("", "", True, "", "accepted", 100),
        ("Chờ nghiệm thu", "", False, "", "reported_done", 100),
    ],
)  # fmt: skip
def test_the_state_of_a_task(
    status: str, progress: str, done: bool, result: str, state: str, percent: int
) -> None:
    found = standing(status, progress, done=done, result=result)
    assert (found.state.value, found.percent) == (state, percent)


@pytest.mark.parametrize(
    ("status", "progress", "done", "code"),
    [("", "120%", False, "over_full"), ("Chưa thực hiện", "", True, "done_not_begun"),
     ("Tạm dừng", "", False, "aside"), ("Đã hủy", "", False, "aside")],
)  # fmt: skip
def test_a_state_that_cannot_be(status: str, progress: str, done: bool, code: str) -> None:
    with pytest.raises(Unclear) as refused:
        standing(status, progress, done=done, result="")
    assert refused.value.code == f"task_import.{code}"


def test_every_state_is_reached_by_the_deeds_of_the_table() -> None:
    assert {state: walk(state) for state in WAY} == {state: state for state in WAY}


def test_a_good_row() -> None:
    text = "Kết nối phần mềm. " * 40
    found = read(
        content=text, coordinating="Sở Tài chính; các huyện ủy", due="Quý IV/2026", field="kinh tế",
        symbol="số 23 - CT/TU", dated="16/05/2022", abstract="Về chuyển đổi số", percent="35%",
        result="Đã khảo sát", note="Gấp", priority="Khẩn",
    )  # fmt: skip
    draft = found.draft
    assert draft is not None
    assert (draft.symbol, draft.registers, draft.issued_on) == ("23-CT/TU", True, date(2022, 5, 16))
    assert draft.due_on == on_working_day(date(2026, 12, 31))
    assert (draft.state, draft.percent, draft.said) == (TaskState.IN_PROGRESS, 35, "Đã khảo sát")
    assert (draft.field_code, draft.priority.value) == ("KT", "urgent")
    assert draft.coordinating_unit_ids == (id_of("Sở Tài chính"),)
    assert len(draft.title) <= 301
    assert all(each in draft.content for each in (text.strip(), "các huyện ủy", "Gấp"))
    assert set(remarks(found)) == {"title_cut", "loose", "registers"}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"content": ""}, "sheet.missing"),
        ({"lead": "Văn phòng Tỉnh ủi"}, "unit_like"),
        ({"lead": "Công ty Xyz"}, "unit_unknown"),
        ({"lead": "Sở Tài chính; Ban Dân vận"}, "several_leads"),
        ({"coordinating": "Xyz Kwq"}, "unit_unknown"),
        ({"supervisor": "Nguyễn Văn Lành A"}, "person_like"),
        ({"supervisor": "Zyx"}, "person_unknown"),
        ({"due": "31/02/2026"}, "bad_due"),
        ({"due": "mai kia"}, "bad_due"),
        ({"due": "1/3/2026", "issued": "2/5/2026"}, "due_before_issue"),
        ({"issued": "25/11/2026"}, "day_to_come"),
        ({"issued": "abc"}, "bad_day"),
        ({"percent": "101"}, "over_full"),
        ({"field": "Thể thao"}, "field_unknown"),
        ({"priority": "rất"}, "bad_priority"),
        ({"result": "x" * 2001}, "too_long"),
        ({"status": "Hoàn thành quá hạn"}, "late_without_day"),
        ({"done": "1/2/2026", "issued": "2/3/2026"}, "done_before_issue"),
    ],
)  # fmt: skip
def test_a_wrong_row_says_why(cells: dict[str, str], code: str) -> None:
    found = read(**cells)
    assert (codes(found), found.draft) == ([code], None)


def test_a_unit_out_of_reach_and_everything_wrong_at_once() -> None:
    found = read(books(reach=frozenset()), due="x", percent="200", supervisor="Ai đó")
    assert set(codes(found)) == {"out_of_reach", "bad_due", "over_full", "person_unknown"}


@pytest.mark.parametrize(
    ("due", "kind", "period"),
    [("", DeadlineKind.STANDING, None), ("Thường xuyên", DeadlineKind.STANDING, None),
     ("Hằng tháng", DeadlineKind.PERIODIC, Period.MONTH), ("15/12/26", DeadlineKind.DATED, None)],
)  # fmt: skip
def test_deadlines(due: str, kind: DeadlineKind, period: Period | None) -> None:
    draft = read(due=due).draft
    assert draft is not None
    assert (draft.deadline_kind, draft.period) == (kind, period)


def test_a_task_done_without_a_day_is_taken_as_done_in_time() -> None:
    due = on_working_day(TODAY - timedelta(days=40))
    found = read(status="Hoàn thành", due=f"{due:%d/%m/%Y}")
    assert found.draft is not None
    assert (found.draft.done_on, remarks(found)) == (due, ["done_assumed"])
    to_come = read(status="Hoàn thành", due="31/12/2026").draft
    assert to_come is not None
    assert to_come.done_on == TODAY
    late = read(status="Hoàn thành quá hạn", done="20/11/2026", due="2/11/2026").draft
    assert late is not None
    assert late.done_on == date(2026, 11, 20)
