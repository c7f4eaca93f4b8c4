"""The administrators' pages of the audit log: the list, one entry, checks, files."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import ValidationError

from ecabinet.accounts.queries import directory
from ecabinet.concurrency import run_blocking
from ecabinet.core.clock import office_time, utc_now
from ecabinet.core.errors import Conflict, NotFound
from ecabinet.core.pages import Page
from ecabinet.core.sheets_out import Cell
from ecabinet.core.things import id_in
from ecabinet.oversight import audit_access, audit_files
from ecabinet.oversight.audit_filters import AuditFilters
from ecabinet.oversight.audit_words import (
    action_choices,
    kind_choices,
    lines,
    one_line,
    sentence,
    thing,
)
from ecabinet.oversight.commands.checks import AskCheck, ask_check
from ecabinet.oversight.commands.exports import AskExport, ask_export, note_export
from ecabinet.oversight.commands.reading import note_reading
from ecabinet.oversight.models import ExportState
from ecabinet.oversight.queries.audit_log import (
    EntryRow,
    entry_detail,
    fitting,
    in_order,
    page_of,
)
from ecabinet.oversight.queries.audit_state import log_state, own_exports
from ecabinet.oversight.tasks import export_path
from ecabinet.web.errors import field_errors
from ecabinet.web.errors import sentence as refusal
from ecabinet.web.handing_out import noted
from ecabinet.web.i18n import reader_language
from ecabinet.web.made_files import CSV, XLSX, made_file
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day

pages = Blueprint("audit", __name__, url_prefix="/admin/audit")

AT_ONCE = 2_000
"""So many entries are given at once; the worker makes a file of more."""

MEDIA = {"csv": CSV, "xlsx": XLSX}
DAYS = ("since", "until")


@pages.get("")
def index() -> ResponseReturnValue:
    """Show the newest entries that fit; looking is written down too."""
    asked, errors = _asked(request.args)
    execute(note_reading, asked)
    actor = current_actor()
    with platform().store.reading() as session:
        page = page_of(session, actor, asked, _after()) if not errors else Page([], None)
        found = {
            "people": directory.chosen(session, asked.person_id, asked.behalf_id),
            "state": log_state(session, actor),
            "exports": own_exports(session, actor),
        }
    status = 422 if errors else 200
    return render_template(
        "admin/audit/index.html",
        page=page, asked=asked, errors=errors, typed=_typed(), given=_given(asked),
        first=not request.args.get("after"), actions=action_choices(), kinds=kind_choices(),
        sentence=sentence, thing=thing, summary=_summary, export_state=ExportState, **found,
    ), status  # fmt: skip


@pages.get("/<int:seq>")
def entry(seq: int) -> ResponseReturnValue:
    """Show one entry with everything that may be shown of it."""
    if seq > 1 << 62:
        raise NotFound("not_found", kind="audit")
    with platform().store.reading() as session:
        detail = entry_detail(session, current_actor(), seq)
    return render_template(
        "admin/audit/entry.html",
        entry=detail.row, detail=detail, sentence=sentence, thing=thing,
        lines=lines(detail.row.detail, detail.names),
    )  # fmt: skip


@pages.post("/checks")
def check() -> ResponseReturnValue:
    """Ask the worker to check the whole log."""
    execute(ask_check, AskCheck())
    flash(_("Đang kiểm tra nhật ký. Mời tải lại trang sau ít phút để xem kết quả."), "success")
    return redirect(url_for("audit.index"), 303)


@pages.post("/exports")
def export() -> ResponseReturnValue:
    """Give the entries that fit as a file: at once when they are few, by the worker when many."""
    asked, errors = _asked(request.form)
    if errors:
        return redirect(url_for("audit.index", **_given(asked)), 303)
    wish = AskExport(
        filters=asked,
        kind="csv" if request.form.get("format") == "csv" else "xlsx",
        language="en" if reader_language() == "en" else "vi",
    )
    actor = current_actor()
    with platform().store.reading() as session:
        many = fitting(session, actor, asked, AT_ONCE + 1) > AT_ONCE
    if not many:
        return _at_once(wish)
    try:
        execute(ask_export, wish)
        flash(_("Tệp đang được lập, sẽ hiện ở mục Tệp đã xuất trên trang này."), "success")
    except Conflict as error:
        flash(refusal(error), "warning")
    return redirect(url_for("audit.index", **_given(asked)) + "#exports", 303)


@pages.get("/exports/<uuid:export_id>")
def download(export_id: UUID) -> ResponseReturnValue:
    """Give a file that the worker has made."""
    with platform().store.reading() as session:
        made = audit_access.export(session, current_actor(), export_id)
    path = export_path(platform().settings, made.id, made.kind)
    if made.state != ExportState.READY or not path.is_file():
        raise NotFound("not_found", kind="audit_export")
    name = f"nhat-ky-{office_time(made.asked_at):%Y%m%d-%H%M}.{made.kind}"
    sent = send_file(
        path, mimetype=MEDIA[made.kind], as_attachment=True, download_name=name, max_age=0
    )
    return noted(sent, "audit.downloaded", "audit_export", made.id)


def _at_once(wish: AskExport) -> Response:
    execute(note_export, wish)
    with platform().store.reading() as session:
        rows = list(audit_files.cells(in_order(session, wish.filters, 1 << 62)))
    data = run_blocking(_written, wish.kind, audit_files.sheet(), rows)
    name = f"nhat-ky-{office_time(utc_now()):%Y%m%d-%H%M}.{wish.kind}"
    return made_file(data, MEDIA[wish.kind], name, saved=True)


def _written(kind: str, sheet: audit_files.Sheet, rows: list[list[Cell]]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "rows")
        audit_files.write(path, kind, sheet, rows)
        return path.read_bytes()


def _asked(given: Mapping[str, str]) -> tuple[AuditFilters, dict[str, str]]:
    """Return the filters in an address or form, and what is wrong with some of them."""
    values: dict[str, Any] = {k: v.strip() for k, v in given.items() if v.strip()}
    for name in DAYS:
        if name in values:
            values[name] = typed_day(values[name])
    if "subject_id" in values:
        # An address that somebody pasted says which thing as well.
        values["subject_id"] = str(id_in(values["subject_id"]) or values["subject_id"])
    try:
        return AuditFilters.model_validate(values), {}
    except ValidationError as error:
        wrong = field_errors(error)
        good = {name: value for name, value in values.items() if name not in wrong}
        return AuditFilters.model_validate(good), wrong


def _typed() -> Mapping[str, str]:
    return {name: request.args.get(name, "") for name in (*DAYS, "subject_id")}


def _given(asked: AuditFilters) -> dict[str, Any]:
    """Return the filters as they stand in an address."""
    return {k: 1 if v is True else v for k, v in asked.given().items()}


def _after() -> int | None:
    given = request.args.get("after", "")
    if given and not (given.isdigit() and len(given) < 19):
        raise NotFound("not_found", kind="page")
    return int(given) if given else None


def _summary(row: EntryRow) -> str:
    """Return the details of a row as one short text."""
    skipped = ("address", "filters")
    shown = {name: value for name, value in row.detail.items() if name not in skipped}
    text = one_line({k: v for k, v in shown.items() if not _is_long(v)}, {})
    return text if len(text) <= 140 else text[:139].rstrip() + "…"


def _is_long(value: Any) -> bool:
    """An id or a hash says nothing in a list; the page of the entry has it."""
    return isinstance(value, str) and len(value) >= 32 and " " not in value
