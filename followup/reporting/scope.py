"""What a report is narrowed to, in words of official Vietnamese."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person, Unit
from ecabinet.catalogues.queries import book
from ecabinet.core.errors import Invalid
from followup.catalogues import FIELDS_OF_WORK
from followup.labels import TaskLabel
from followup.models import Directive, Priority
from followup.queries.filters import LabelGroup
from followup.queries.wholes import Pieces
from followup.reporting.shapes import ReportScope

LABELS: dict[TaskLabel | LabelGroup, str] = {
    TaskLabel.OVERDUE: "Quá hạn",
    TaskLabel.DUE_SOON: "Sắp đến hạn",
    TaskLabel.NOT_STARTED: "Chưa thực hiện",
    TaskLabel.ON_TRACK: "Trong hạn",
    TaskLabel.STANDING: "Không hạn",
    TaskLabel.DONE_ON_TIME: "Hoàn thành đúng hạn",
    TaskLabel.DONE_LATE: "Hoàn thành quá hạn",
    LabelGroup.CALM: "Chưa thực hiện và trong hạn",
    LabelGroup.RUNNING: "Đang thực hiện, chưa quá hạn",
    LabelGroup.DONE: "Đã hoàn thành",
}
PIECES = {Pieces.WITHOUT: "không tính riêng", Pieces.WITH: "tính cả"}
PRIORITIES = {Priority.NORMAL: "Thường", Priority.HIGH: "Cao", Priority.URGENT: "Khẩn"}


def scope_words(session: Session, wanted: ReportScope) -> tuple[tuple[str, str], ...]:
    """Return each narrowing with what it is called; one query for each.

    Raises:
        Invalid: what it is narrowed to does not exist, or cannot be reported on.
    """
    found: list[tuple[str, str]] = []
    for name, (words, look) in _NAMED.items():
        key = getattr(wanted, name)
        if key is None:
            continue
        called = look(session, key)
        if not called:
            raise Invalid("task_report.scope_unknown", field=name)
        with_below = name == "unit_id" and wanted.below
        found.append((words, f"{called} và các đơn vị trực thuộc" if with_below else called))
    return tuple(found)


def _unit(session: Session, unit_id: UUID) -> str | None:
    return session.scalar(select(Unit.name).where(Unit.id == unit_id))


def _directive(session: Session, directive_id: UUID) -> str | None:
    return session.scalar(select(Directive.symbol).where(Directive.id == directive_id))


def _person(session: Session, person_id: UUID) -> str | None:
    return session.scalar(select(Person.name).where(Person.id == person_id))


def _field(session: Session, code: str) -> str | None:
    entries = book(session, FIELDS_OF_WORK).entries
    return next((entry.shown("vi") for entry in entries if entry.code == code), None)


_NAMED: dict[str, tuple[str, Callable[[Session, Any], str | None]]] = {
    "unit_id": ("Đơn vị chủ trì", _unit),
    "directive_id": ("Văn bản", _directive),
    "supervisor_id": ("Lãnh đạo chỉ đạo", _person),
    "field": ("Lĩnh vực", _field),
    "priority": ("Mức ưu tiên", lambda _session, key: PRIORITIES.get(key)),
    "label": ("Tình trạng", lambda _session, key: LABELS.get(key)),
    "pieces": ("Phần việc đơn vị chia nhỏ", lambda _session, key: PIECES.get(key)),
}
