"""An edition as official paper. Words are Vietnamese whoever asks."""

from datetime import date, timedelta

from documents.official.dates import short_date
from documents.official.letter import LetterTable, OfficialLetter, Section
from documents.official.markup import lower_first
from documents.official.parts import Signer
from documents.official.rules import rule_set
from followup.reporting.paper import sentence
from followup.weekly.shapes import EditionData, Line, LowerUnit, tally, together
from followup.weekly.spans import week_of
from followup.weekly.states import WeeklyOutcome, WeeklyStage

KINDS = {WeeklyStage.PLAN: ("Kế hoạch", "KH"), WeeklyStage.REPORT: ("Báo cáo", "BC")}
OUTCOMES = {
    WeeklyOutcome.DONE: "Đã xong",
    WeeklyOutcome.PARTLY: "Xong một phần",
    WeeklyOutcome.NOT_DONE: "Chưa thực hiện",
}
ROMAN = ("I", "II", "III", "IV", "V")
LOWER_HEADS = (
    "TT", "Đơn vị", "Việc theo kế hoạch", "Đã xong", "Xong một phần", "Chưa thực hiện", "Phát sinh",
)  # fmt: skip


def paper_of(data: EditionData, day: date) -> OfficialLetter:
    """Return the edition as it is set; it has no number of its own."""
    kind, code = KINDS[data.stage]
    number = rule_set(data.rule_set).number.pattern
    return OfficialLetter(
        rule_set=data.rule_set, issuer=data.unit, superior=data.superior or None,
        symbol="" if data.holder else number.format(number="…", kind=code, body=data.body_code),
        place=data.place, day=day, kind=kind, abstract=_abstract(data),
        sections=_numbered(_plan(data) if data.stage is WeeklyStage.PLAN else _report(data)),
        closing=_closing(data), signer=Signer(data.signer, data.position, data.authority),
        recipients=(*((_to(data),) if data.to else ()), f"Lưu {data.holder or data.unit}"),
    )  # fmt: skip


def heading(data: EditionData) -> str:
    """Return what it is called in one line, as in the book of documents."""
    return f"{KINDS[data.stage][0]} {lower_first(' '.join(_abstract(data)))}"


def _abstract(data: EditionData) -> tuple[str, ...]:
    span = week_of(data.monday)
    days = f"từ {short_date(span.first)} đến {short_date(span.last)}"
    whose = (f"của đồng chí {data.holder}",) if data.holder else ()
    return (f"Công tác tuần {days}", *whose)


def _numbered(sections: list[Section]) -> tuple[Section, ...]:
    if len(sections) == 1:
        return tuple(sections)
    return tuple(
        Section(f"{sign}. {each.heading}", each.paragraphs, each.table)
        for sign, each in zip(ROMAN, sections, strict=False)
    )


def _plan(data: EditionData) -> list[Section]:
    return [*_figures(data), Section("Công việc trong tuần", table=_planned(data)), *_note(data)]


def _report(data: EditionData) -> list[Section]:
    planned = [line for line in data.lines if not line.unplanned]
    besides = [line for line in data.lines if line.unplanned]
    count = tally(data.lines)
    words = (
        f"Tổng số {count.total} việc: đã xong {count.done}, xong một phần {count.partly}, chưa thực"
        f" hiện {count.not_done}; trong đó {count.unplanned} việc phát sinh ngoài kế hoạch."
    )
    sections = [
        *_figures(data),
        *_lower(data),
        Section("Kết quả thực hiện", (words,), _done(data, planned)),
    ]
    if besides:
        sections.append(Section("Công việc phát sinh", table=_done(data, besides)))
    return sections + _note(data)


def _figures(data: EditionData) -> list[Section]:
    if data.figures is None:
        return []
    words = f"Tính đến hết ngày {short_date(data.as_of)}. {sentence(data.figures)}"
    return [Section("Nhiệm vụ được giao của đơn vị", (words,))]


def _lower(data: EditionData) -> list[Section]:
    if not data.lower:
        return []
    silent = [each.name for each in data.lower if each.sheet_id is None]
    words = (f"Chưa gửi báo cáo: {'; '.join(silent)}.",) if silent else ()
    units = [each for each in data.lower if each.sheet_id is not None]
    rows = [(str(n), each.name, *_numbers(each)) for n, each in enumerate(units, start=1)]
    if rows:
        rows.append(("", "Tổng cộng", *_numbers(together(units))))
    table = LetterTable(LOWER_HEADS, tuple(rows), (1.0, 5.0, 1.8, 1.8, 1.8, 1.8, 1.8))
    return [Section("Tình hình các đơn vị trực thuộc", words, table if rows else None)]


def _numbers(of: LowerUnit) -> tuple[str, ...]:
    return tuple(map(str, (of.planned, of.done, of.partly, of.not_done, of.unplanned)))


def _note(data: EditionData) -> list[Section]:
    lines = tuple(line.strip() for line in data.note.splitlines() if line.strip())
    return [Section("Nhận xét, kiến nghị", lines)] if lines else []


def _planned(data: EditionData) -> LetterTable:
    of_unit = not data.holder
    heads = ("TT", "Công việc", "Thời gian", "Kết quả dự kiến", *(("Thực hiện",) * of_unit))
    rows = tuple(
        (str(place), _titled(line), days_words(line), line.expected, *((_who(line),) * of_unit))
        for place, line in enumerate(data.lines, start=1)
    )
    return LetterTable(heads, rows, (1.1, 5.0, 2.4, 3.6, *((2.8,) * of_unit)))


def _done(data: EditionData, lines: list[Line]) -> LetterTable:
    of_unit = not data.holder
    heads = ("TT", "Công việc", "Mức độ", "Kết quả, lý do", *(("Thực hiện",) * of_unit))
    rows = tuple(
        (str(place), _titled(line), OUTCOMES[line.outcome] if line.outcome else "", _said(line),
         *((_who(line),) * of_unit))
        for place, line in enumerate(lines, start=1)
    )  # fmt: skip
    return LetterTable(heads, rows, (1.1, 4.8, 2.0, 4.2, *((2.8,) * of_unit)))


def _titled(line: Line) -> str:
    return f"{line.text} ({line.task_code})" if line.task_code else line.text


def _who(line: Line) -> str:
    return line.source.who if line.source else ""


def _said(line: Line) -> str:
    reason = f"Lý do: {line.reason}" if line.reason else ""
    if not (line.result and reason):
        return line.result or reason
    return f"{line.result.rstrip('. ')}. {reason}"


def days_words(line: Line) -> str:
    """Return as "24/11", "24/11 – 26/11" or "Cả tuần"."""
    if line.first is None or line.last is None:
        return "Cả tuần"
    first, last = (short_date(day).rpartition("/")[0] for day in (line.first, line.last))
    return first if line.last - line.first < timedelta(days=1) else f"{first} – {last}"


def _to(data: EditionData) -> str:
    return f"Lãnh đạo {data.to}" if data.holder else data.to


def _closing(data: EditionData) -> str:
    again = (
        f" Bản {data.number} thay bản {data.number - 1}: {data.because}." if data.because else ""
    )
    what = "kế hoạch" if data.stage is WeeklyStage.PLAN else "báo cáo"
    to = f" Kính gửi {_to(data)} tổng hợp." if data.to else ""
    return f"Trên đây là {what} công tác tuần.{to}{again}"
