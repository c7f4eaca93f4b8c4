"""The columns of the task list as a file: the task itself, then those of the list."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.sheets_out import Cell
from followup.labels import TaskLabel
from followup.models import Evaluation, Priority
from followup.queries.columns import Column
from followup.queries.coordinating import coordinating_of
from followup.queries.kept_lists import columns_chosen
from followup.queries.rows import TaskRow
from followup.routes.narrowing import field_names
from followup.states import TaskState

C = Column


@dataclass(frozen=True)
class Words:
    """What codes are called, looked up once for a file."""

    fields: Mapping[str, str]
    labels: Mapping[TaskLabel, str]
    states: Mapping[TaskState, str]
    priorities: Mapping[Priority, str]
    evaluations: Mapping[Evaluation, str]


@dataclass(frozen=True)
class Sheet:
    """The columns of one file, in their order."""

    columns: tuple[Column, ...]
    heads: tuple[str, ...]
    words: Words

    def heading(self) -> list[str]:
        """Return the words above the columns."""
        return list(self.heads)

    def lines(self, session: Session, rows: Collection[TaskRow]) -> list[list[Cell]]:
        """Return the cells of some rows; one query, when coordinating units are shown."""
        beside = coordinating_of(session, rows) if C.COORDINATING in self.columns else {}
        return [[*self._cells(row, beside)] for row in rows]

    def _cells(self, row: TaskRow, beside: Mapping[UUID, str]) -> Iterable[Cell]:
        yield from (row.code, row.title)
        for column in self.columns:
            if column is C.COORDINATING:
                yield beside.get(row.id, "")
            else:
                yield from _READ[column](row, self.words)


_READ: dict[Column, Callable[[TaskRow, Words], tuple[Cell, ...]]] = {
    C.SOURCE: lambda row, _words: (row.source_title,),
    C.UNIT: lambda row, _words: (row.lead_unit,),
    C.ASSIGNEE: lambda row, _words: (row.assignee or "",),
    C.SUPERVISOR: lambda row, _words: (row.supervisor,),
    C.FIELD: lambda row, words: (words.fields.get(row.field_code or "", row.field_code or ""),),
    C.PRIORITY: lambda row, words: (words.priorities[row.priority],),
    C.ISSUED: lambda row, _words: (row.issued_on,),
    C.LABEL: lambda row, words: (
        words.states[row.state],
        words.labels[row.label] if row.label else "",
    ),
    C.DUE: lambda row, _words: (row.due_on, row.days_left),
    C.DONE: lambda row, _words: (row.done_on,),
    C.PROGRESS: lambda row, _words: (row.percent,),
    C.EVALUATION: lambda row, words: (words.evaluations[row.evaluation] if row.evaluation else "",),
}


def sheet_of(session: Session, actor: Actor, wanted: Collection[Column]) -> Sheet:
    """Return the columns wanted, else those that the person chose for the list, else all; one query
    for what was chosen, one for the names of fields."""
    chosen = wanted or columns_chosen(session, actor) or tuple(Column)
    columns = tuple(column for column in Column if column in chosen)
    heads = _heads()
    words = Words(
        field_names(session, actor) if C.FIELD in columns else {},
        _labels(), _states(), _priorities(), _evaluations(),
    )  # fmt: skip
    of_columns = (head for column in columns for head in heads[column])
    return Sheet(columns, (_("Mã"), _("Nhiệm vụ"), *of_columns), words)


def _heads() -> dict[Column, tuple[str, ...]]:
    return {
        C.SOURCE: (_("Nguồn"),),
        C.UNIT: (_("Đơn vị chủ trì"),),
        C.COORDINATING: (_("Đơn vị phối hợp"),),
        C.ASSIGNEE: (_("Cán bộ"),),
        C.SUPERVISOR: (_("Lãnh đạo chỉ đạo"),),
        C.FIELD: (_("Lĩnh vực"),),
        C.PRIORITY: (_("Mức độ"),),
        C.ISSUED: (_("Ngày giao"),),
        C.LABEL: (_("Bước"), _("Tình trạng")),
        C.DUE: (_("Hạn"), _("Số ngày còn lại")),
        C.DONE: (_("Ngày báo cáo xong"),),
        C.PROGRESS: (_("Tiến độ (%)"),),
        C.EVALUATION: (_("Mức đánh giá"),),
    }


def _labels() -> dict[TaskLabel, str]:
    return {
        TaskLabel.OVERDUE: _("Quá hạn"),
        TaskLabel.DUE_SOON: _("Sắp đến hạn"),
        TaskLabel.NOT_STARTED: _("Chưa thực hiện"),
        TaskLabel.ON_TRACK: _("Trong hạn"),
        TaskLabel.STANDING: _("Không hạn"),
        TaskLabel.DONE_ON_TIME: _("Hoàn thành đúng hạn"),
        TaskLabel.DONE_LATE: _("Hoàn thành quá hạn"),
    }


def _states() -> dict[TaskState, str]:
    return {
        TaskState.ASSIGNED: _("Chờ tiếp nhận"),
        TaskState.RECEIVED: _("Đã tiếp nhận"),
        TaskState.IN_PROGRESS: _("Đang làm"),
        TaskState.REPORTED_DONE: _("Chờ đánh giá"),
        TaskState.ACCEPTED: _("Đã chấp nhận"),
        TaskState.RETURNED: _("Trả lại làm tiếp"),
        TaskState.REFUSED: _("Từ chối nhận"),
        TaskState.SUSPENDED: _("Tạm dừng"),
        TaskState.CANCELLED: _("Đã hủy"),
    }


def _priorities() -> dict[Priority, str]:
    return {
        Priority.URGENT: _("Khẩn"),
        Priority.HIGH: _("Ưu tiên"),
        Priority.NORMAL: _("Thường"),
    }


def _evaluations() -> dict[Evaluation, str]:
    return {
        Evaluation.EXCELLENT: _("Xuất sắc"),
        Evaluation.GOOD: _("Tốt"),
        Evaluation.DONE: _("Hoàn thành"),
        Evaluation.NOT_MET: _("Chưa đạt"),
    }
