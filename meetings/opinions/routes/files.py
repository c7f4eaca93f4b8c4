"""The compiled table as PDF, DOCX and XLSX, of a meeting or of one item."""

from collections.abc import Callable
from io import BytesIO
from uuid import UUID

from flask import Response, send_file
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import BaseModel
from sqlalchemy.orm import Session

from documents.official.apart import Kind, set_apart
from ecabinet.concurrency import run_blocking
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.sheets import Cell, Column, write_xlsx
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import DOCX, PDF, XLSX, file_answer
from ecabinet.web.requests import current_actor, platform
from meetings import access
from meetings.models import AgendaItem, Meeting
from meetings.opinions.queries.compiled import (
    By,
    ItemLines,
    author,
    compiled,
    lines_of_item,
    lines_of_meeting,
)
from meetings.opinions.queries.shapes import OpinionOut
from meetings.opinions.routes.doors import api
from meetings.opinions.words import REPLIES
from meetings.policies import MeetingPermission
from meetings.routes.doors import ItemPath, MeetingPath

MIMES = {"pdf": PDF, "docx": DOCX, "xlsx": XLSX}
NAME = "tong-hop-y-kien"
COLUMNS = (
    Column("number", _l("Số")),
    Column("item", _l("Nội dung họp")),
    Column("author", _l("Người, đơn vị góp ý")),
    Column("office", _l("Chức vụ, người gửi")),
    Column("at", _l("Lúc gửi")),
    Column("text", _l("Nội dung ý kiến")),
    Column("files", _l("Tệp kèm theo")),
    Column("kind", _l("Kết quả")),
    Column("reply", _l("Giải trình, tiếp thu")),
    Column("unit", _l("Đơn vị giải trình")),
)


class ByQuery(BaseModel):
    """How the table is arranged: by item, or by person and unit."""

    by: By = By.ITEM


@api.get(
    "/meetings/<uuid:meeting_id>/opinions.pdf",
    operation_id="getOpinionsTable",
    summary="Bảng tổng hợp ý kiến của phiên họp (PDF)",
    responses=file_answer(PDF),
)
def meeting_pdf(path: MeetingPath, query: ByQuery) -> Response:
    """Send what one may read, in one table, with what became of each opinion."""
    return _of_meeting(path.meeting_id, "pdf", query.by)


@api.get(
    "/meetings/<uuid:meeting_id>/opinions.docx",
    operation_id="getOpinionsDocument",
    summary="Bảng tổng hợp ý kiến của phiên họp (DOCX)",
    responses=file_answer(DOCX),
)
def meeting_docx(path: MeetingPath, query: ByQuery) -> Response:
    """Send the same table to be edited."""
    return _of_meeting(path.meeting_id, "docx", query.by)


@api.get(
    "/meetings/<uuid:meeting_id>/opinions.xlsx",
    operation_id="getOpinionsWorkbook",
    summary="Bảng tổng hợp ý kiến của phiên họp (XLSX)",
    responses=file_answer(XLSX),
)
def meeting_xlsx(path: MeetingPath) -> Response:
    """Send the same as a workbook with real times, one row for each opinion."""
    with platform().store.reading() as session:
        items = lines_of_meeting(session, current_actor(), path.meeting_id)
    return _noted(_workbook(items), "meeting", path.meeting_id, "xlsx")


@api.get(
    "/agenda-items/<uuid:item_id>/opinions.pdf",
    operation_id="getItemOpinionsTable",
    summary="Bảng tổng hợp ý kiến về một nội dung (PDF)",
    responses=file_answer(PDF),
)
def item_pdf(path: ItemPath) -> Response:
    """Send the opinions on one item as a table."""
    return _of_item(path.item_id, "pdf")


@api.get(
    "/agenda-items/<uuid:item_id>/opinions.docx",
    operation_id="getItemOpinionsDocument",
    summary="Bảng tổng hợp ý kiến về một nội dung (DOCX)",
    responses=file_answer(DOCX),
)
def item_docx(path: ItemPath) -> Response:
    """Send the same table to be edited."""
    return _of_item(path.item_id, "docx")


@api.get(
    "/agenda-items/<uuid:item_id>/opinions.xlsx",
    operation_id="getItemOpinionsWorkbook",
    summary="Bảng tổng hợp ý kiến về một nội dung (XLSX)",
    responses=file_answer(XLSX),
)
def item_xlsx(path: ItemPath) -> Response:
    """Send the same as a workbook."""
    with platform().store.reading() as session:
        items = lines_of_item(session, current_actor(), path.item_id)
    return _noted(_workbook(items), "agenda_item", path.item_id, "xlsx")


def _of_meeting(meeting_id: UUID, kind: Kind, by: By) -> Response:
    def find(session: Session, actor: Actor) -> tuple[Meeting, list[ItemLines]]:
        at = access.place(session, actor, meeting_id, MeetingPermission.READ)
        return at.row, lines_of_meeting(session, actor, meeting_id)

    return _noted(_document(find, kind, by), "meeting", meeting_id, kind)


def _of_item(item_id: UUID, kind: Kind) -> Response:
    def find(session: Session, actor: Actor) -> tuple[Meeting, list[ItemLines]]:
        items = lines_of_item(session, actor, item_id)
        item = session.get_one(AgendaItem, item_id)
        return session.get_one(Meeting, item.meeting_id), items

    return _noted(_document(find, kind, By.ITEM), "agenda_item", item_id, kind)


def _document(
    find: Callable[[Session, Actor], tuple[Meeting, list[ItemLines]]], kind: Kind, by: By
) -> Response:
    with platform().store.reading() as session:
        meeting, items = find(session, current_actor())
        facts = compiled(session, meeting, items, by, utc_now())
    made = BytesIO(run_blocking(set_apart, facts, kind))
    return send_file(
        made, mimetype=MIMES[kind], download_name=f"{NAME}.{kind}", max_age=0,
        as_attachment=kind == "docx",
    )  # fmt: skip


def _workbook(items: list[ItemLines]) -> Response:
    columns = [Column(column.key, str(column.title)) for column in COLUMNS]
    rows = [_cells(item, one) for item in items for one in item.opinions]
    made = BytesIO(run_blocking(write_xlsx, _("Ý kiến bằng văn bản"), columns, rows))
    return send_file(made, mimetype=MIMES["xlsx"], download_name=f"{NAME}.xlsx", as_attachment=True)


def _cells(item: ItemLines, one: OpinionOut) -> dict[str, Cell]:
    who, under = author(one)
    return {
        "number": item.number,
        "item": item.title,
        "author": _("Không ghi tên") if one.anonymous else who,
        "office": under,
        "at": one.changed_at or one.given_at,
        "text": one.text,
        "files": "; ".join(file.title for file in one.files),
        "kind": str(REPLIES[one.reply.kind][0]) if one.reply else "",
        "reply": one.reply.text if one.reply else "",
        "unit": one.reply.unit if one.reply else "",
    }


def _noted(sent: Response, kind: str, key: UUID, file: str) -> Response:
    return noted(sent, "opinions.exported", kind, key, file=file)
