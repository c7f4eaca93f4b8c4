"""The pages of an import: choose a file, look at every row, import, see what was done."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ecabinet.core.errors import Conflict, DomainError, Invalid, TooLarge
from ecabinet.core.sheets import Cell, Column
from ecabinet.web import importing
from ecabinet.web.errors import STATUS
from ecabinet.web.errors import sentence as refusal
from ecabinet.web.importing import Importer, Look, sentence

SHOWN_BAD, SHOWN_GOOD = 500, 100
TO_SAY = (Invalid, TooLarge)


def add_import_pages(blueprint: Blueprint, find: Callable[..., Importer], prefix: str = "") -> None:
    """Add the pages below `prefix`: /import, /import/<seal>, /import/sample.xlsx, /export.<kind>.

    `find` returns the importer for the variables of the address (`prefix` may hold some, as
    "/<key>"). The endpoints are import_form, import_preview, import_rows, import_faults,
    import_sample and export.
    """

    def form(**place: Any) -> ResponseReturnValue:
        return _form(find(**place))

    def upload(**place: Any) -> ResponseReturnValue:
        return _upload(find(**place))

    def preview(seal: str, **place: Any) -> ResponseReturnValue:
        return _preview(find(**place), seal)

    def rows(seal: str, **place: Any) -> ResponseReturnValue:
        return _carry_out(find(**place), seal)

    def faults(seal: str, **place: Any) -> ResponseReturnValue:
        return _faults(find(**place), seal)

    def sample(kind: str, **place: Any) -> ResponseReturnValue:
        return _sample(find(**place), kind)

    def export(kind: str, **place: Any) -> ResponseReturnValue:
        return importing.export(find(**place), kind)

    add = blueprint.add_url_rule
    add(f"{prefix}/import", "import_form", form, methods=["GET"])
    add(f"{prefix}/import", "import_upload", upload, methods=["POST"])
    add(f"{prefix}/import/<seal>", "import_preview", preview, methods=["GET"])
    add(f"{prefix}/import/<seal>", "import_rows", rows, methods=["POST"])
    add(f"{prefix}/import/<seal>/faults.xlsx", "import_faults", faults, methods=["GET"])
    add(f"{prefix}/import/sample.<any(xlsx, csv):kind>", "import_sample", sample, methods=["GET"])
    add(f"{prefix}/export.<any(xlsx, csv):kind>", "export", export, methods=["GET"])


def _form(importer: Importer, error: str = "") -> str:
    importing.ask(importer)
    return render_template("admin/import.html", importer=importer, step="choose", error=error)


def _upload(importer: Importer) -> ResponseReturnValue:
    file = request.files.get("file")
    if file is None or not file.filename:
        return _form(importer, _("Chưa chọn tệp.")), 422
    try:
        seal = importing.keep(importer, file.stream, file.filename)  # type: ignore[arg-type]
        importing.look(importer, seal)
    except TO_SAY as error:
        return _form(importer, refusal(error)), STATUS[type(error)]
    return redirect(url_for(".import_preview", seal=seal, **importer.place), 303)


def _preview(importer: Importer, seal: str) -> ResponseReturnValue:
    return _show(importer, importing.look(importer, seal))


def _show(importer: Importer, found: Look, error: DomainError | None = None) -> str:
    return render_template(
        "admin/import.html",
        importer=importer, step="look", found=found, said=sentence,
        shown_bad=SHOWN_BAD, shown_good=SHOWN_GOOD, error=refusal(error) if error else "",
    )  # fmt: skip


def _carry_out(importer: Importer, seal: str) -> ResponseReturnValue:
    try:
        done = importing.carry_out(importer, seal, skip_bad=bool(request.form.get("skip_bad")))
    except (Conflict, Invalid) as error:
        found = importing.look(importer, seal)
        return _show(importer, found, error), STATUS[type(error)]
    return render_template(
        "admin/import.html", importer=importer, step="done", done=done, said=sentence, seal=seal
    )


def _faults(importer: Importer, seal: str) -> Response:
    """Send the bad rows with their reasons, to be mended and sent again."""
    found = importing.look(importer, seal)
    reason = Column("reason", _l("Lý do"))
    rows: list[dict[str, Cell]] = [
        {**row.cells, "reason": " ".join(sentence(p) for p in found.problems[row.number])}
        for row in found.bad
    ]
    columns = [*importer.columns, reason]
    return importing.sheet_response(importer, columns, rows, "xlsx", "-loi")


def _sample(importer: Importer, kind: str) -> Response:
    importing.ask(importer)
    example: dict[str, Cell] = {column.key: column.example for column in importer.columns}
    return importing.sheet_response(importer, importer.columns, [example], kind, "-mau")
