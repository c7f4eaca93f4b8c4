"""A frozen report as official paper and as workbook. Words are Vietnamese whoever asks."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from documents.official.dates import short_date
from documents.official.letter import LetterTable
from documents.official.markup import lower_first, upper_first
from documents.official.parts import Signer
from documents.official.rules import rule_set
from documents.official.task_list import TaskListPaper
from documents.official.task_report import KIND, TaskReportPaper
from ecabinet.core.sheets_out import Cell
from ecabinet.core.sheets_stream import SheetOut
from followup.reporting.enums import ReportColumn, ReportGroup
from followup.reporting.scope import LABELS
from followup.reporting.shapes import Figures, ReportData, ReportRow

C = ReportColumn
TYPE_CODE = "BC"
MOST_IN_PAPER = 3_000
"""Tasks whose list stands in the report itself; a longer one is its appendix."""
GROUP_HEADS = {
    ReportGroup.NONE: "Nhóm",
    ReportGroup.UNIT: "Đơn vị chủ trì",
    ReportGroup.LEADER: "Lãnh đạo chỉ đạo",
    ReportGroup.DIRECTIVE: "Văn bản chỉ đạo",
    ReportGroup.FIELD: "Lĩnh vực",
    ReportGroup.LABEL: "Tình trạng",
    ReportGroup.OFFICIAL: "Cán bộ thực hiện",
    ReportGroup.PERIOD: "Kỳ đến hạn",
}
FIGURE_HEADS = (
    "Tổng số", "Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Đang làm, trong hạn", "Quá hạn",
    "Không hạn",
)  # fmt: skip
FIGURE_WIDTHS = (1.0, 4.4, 1.4, 1.9, 1.9, 1.9, 1.5, 1.5)
HEADED = {
    ReportGroup.UNIT: C.UNIT,
    ReportGroup.LEADER: C.SUPERVISOR,
    ReportGroup.FIELD: C.FIELD,
    ReportGroup.LABEL: C.LABEL,
    ReportGroup.OFFICIAL: C.ASSIGNEE,
}
NUMBER_WIDTH, TITLE_WIDTH = 1.1, 5.6
LETTERS = 8
"""Of a workbook's column, for each centimetre on paper."""
Read = Callable[[ReportRow], Cell]
COLUMNS: dict[ReportColumn, tuple[str, float, Read]] = {
    C.UNIT: ("Đơn vị chủ trì", 3.2, lambda row: row.unit),
    C.COORDINATING: ("Đơn vị phối hợp", 3.2, lambda row: row.coordinating),
    C.ASSIGNEE: ("Cán bộ thực hiện", 2.6, lambda row: row.assignee),
    C.SUPERVISOR: ("Lãnh đạo chỉ đạo", 2.6, lambda row: row.supervisor),
    C.SOURCE: ("Nguồn giao", 3.2, lambda row: row.source),
    C.FIELD: ("Lĩnh vực", 2.4, lambda row: row.field),
    C.ISSUED: ("Ngày giao", 2.3, lambda row: row.issued_on),
    C.DUE: ("Hạn", 2.3, lambda row: row.due_on),
    C.DONE: ("Ngày xong", 2.3, lambda row: row.done_on),
    C.LABEL: ("Tình trạng", 2.3, lambda row: LABELS[row.label]),
    C.DELAY: ("Số ngày chậm", 1.6, lambda row: row.late_days or None),
    C.PROGRESS: ("Tiến độ (%)", 1.6, lambda row: row.percent),
    C.RESULT: ("Kết quả thực hiện", 4.2, lambda row: row.result),
}


def in_paper(data: ReportData) -> bool:
    """Whether the list of tasks stands in the report itself."""
    return data.total.total <= MOST_IN_PAPER


def paper_of(
    data: ReportData, rows: Iterable[ReportRow], digest: str, day: date, symbol: str = ""
) -> TaskReportPaper:
    """Return the report as it is set; without `symbol` that of a draft. `digest` is the data's."""
    rules = rule_set(data.spec.rule_set)
    draft = rules.symbol_to_be(TYPE_CODE, data.body_code)
    heads, widths = _columns(data)
    lines = lines_of(data, rows) if data.spec.detailed and in_paper(data) else ()
    return TaskReportPaper(
        rule_set=rules.name,
        issuer=data.issuer,
        superior=data.superior or None,
        symbol=symbol or draft,
        place=data.place,
        day=day,
        abstract=(_subject(data.name), data.period),
        across=data.spec.across,
        summary=(sentence(data.total), *_scope(data), *_appended(data)),
        figures=_figures(data),
        tasks=LetterTable(heads, tuple(lines), widths),
        remarks=tuple(line.strip() for line in data.remarks.splitlines() if line.strip()),
        basis=_basis(data, digest),
        signer=Signer(data.signer, data.position, data.authority),
        recipients=(*data.spec.recipients, f"Lưu {data.issuer}"),
    )


def list_paper_of(data: ReportData, digest: str, day: date) -> TaskListPaper:
    """Return the heads of the list as a paper of its own."""
    heads, widths = _columns(data)
    return TaskListPaper(
        rule_set=rule_set(data.spec.rule_set).name,
        issuer=data.issuer,
        day=day,
        abstract=(
            f"Kèm theo báo cáo {lower_first(_subject(data.name))} {data.period}",
            f"{data.total.total} nhiệm vụ; mã số liệu {digest[:16]}",
        ),
        across=data.spec.across,
        heads=heads,
        widths=widths,
    )


def sheets_of(data: ReportData, rows: Iterable[ReportRow]) -> tuple[SheetOut, SheetOut]:
    """Return figures and tasks as sheets of a workbook: dates are dates, nothing computes."""
    columns = [COLUMNS[each] for each in data.spec.columns]
    heads = ("TT", "Mã", "Nhiệm vụ", *(head for head, _width, _read in columns))
    tasks = (
        (place, row.code, row.title, *(read(row) for _head, _width, read in columns))
        for place, row in enumerate(rows, start=1)
    )
    groups: list[Sequence[Cell]] = [(group.name, *_numbers(group.figures)) for group in data.groups]
    groups.append(("Tổng cộng", *_numbers(data.total)))
    title = GROUP_HEADS[data.spec.by]
    wide = (8, 14, 60, *(round(width * LETTERS) for _head, width, _read in columns))
    return (
        SheetOut("Số liệu", (title, *FIGURE_HEADS), groups, (45, *(14 for _ in FIGURE_HEADS))),
        SheetOut("Nhiệm vụ", heads, tasks, wide),
    )


def sentence(of: Figures) -> str:
    """Return the figures in one sentence, as reports begin."""
    return (
        f"Tổng số nhiệm vụ được giao: {of.total}, trong đó: đã hoàn thành {of.done}"
        f" (đúng hạn {of.done_on_time}, quá hạn {of.done_late}); đang thực hiện {of.under_way}"
        f" (trong hạn {of.running}, quá hạn {of.overdue}, không hạn {of.standing})."
    )


def _subject(name: str) -> str:
    return upper_first(name.removeprefix(f"{KIND} "))


def _scope(data: ReportData) -> tuple[str, ...]:
    if not data.scope:
        return ()
    narrowed = "; ".join(f"{words.lower()}: {called}" for words, called in data.scope)
    return (f"Phạm vi báo cáo: {narrowed}.",)


def _basis(data: ReportData, digest: str) -> str:
    return (
        f"Số liệu tính đến hết ngày {short_date(data.as_of)}, gồm các nhiệm vụ được thực hiện trong"
        f" kỳ mà đồng chí {data.seen_by} được xem trên hệ thống theo dõi nhiệm vụ; mã số liệu"
        f" {digest[:16]}"
    )


def _figures(data: ReportData) -> LetterTable:
    heads = ("TT", GROUP_HEADS[data.spec.by], *FIGURE_HEADS)
    rows = [
        (str(place), group.name, *map(str, _numbers(group.figures)))
        for place, group in enumerate(data.groups, start=1)
    ]
    if rows:
        rows.append(("", "Tổng cộng", *map(str, _numbers(data.total))))
    return LetterTable(heads, tuple(rows), FIGURE_WIDTHS)


def _numbers(of: Figures) -> tuple[int, ...]:
    return (of.total, of.done_on_time, of.done_late, of.running, of.overdue, of.standing)


def _appended(data: ReportData) -> tuple[str, ...]:
    if in_paper(data) or not data.spec.detailed:
        return ()
    return (f"Danh mục {data.total.total} nhiệm vụ ở phụ lục kèm theo, cùng mã số liệu.",)


def _columns(data: ReportData) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The heads of the list and their widths."""
    shown = _shown(data)
    heads = ("TT", "Nhiệm vụ", *(head for head, _width, _read in shown))
    return heads, (NUMBER_WIDTH, TITLE_WIDTH, *(width for _head, width, _read in shown))


def _shown(data: ReportData) -> list[tuple[str, float, Read]]:
    """The columns of the list on paper: what the heading says is not said again in each row."""
    return [COLUMNS[each] for each in data.spec.columns if each is not HEADED.get(data.spec.by)]


def lines_of(data: ReportData, rows: Iterable[ReportRow]) -> Iterator[tuple[str, ...]]:
    """Return the tasks as lines on paper, each group below its heading."""
    shown = _shown(data)
    names = {group.key: f"{group.name} ({group.figures.total})" for group in data.groups}
    group = None
    for place, row in enumerate(rows, start=1):
        if names and row.group != group:
            group = row.group
            yield (names[group],)
        words = (_words(read(row)) for _head, _width, read in shown)
        yield (str(place), f"{row.title} ({row.code})", *words)


def _words(cell: Cell) -> str:
    if isinstance(cell, date):
        return short_date(cell)
    return "" if cell is None else str(cell)
