"""People in files through the API: looked at, imported only when told to, exported."""

from flask import Response

from ecabinet.accounts.queries.people import Standing, Wanted
from ecabinet.accounts.routes.people_sheet import importer
from ecabinet.web import importing
from ecabinet.web.api import WriteHeaders, answer, api_blueprint
from ecabinet.web.import_shapes import (
    ExportQuery,
    ImportConfirmation,
    ImportedOut,
    ImportUpload,
    PreviewOut,
    import_kept,
    preview_upload,
)
from ecabinet.web.made_files import XLSX, file_answer

api = api_blueprint("people_files", "people")


class PeopleExportQuery(ExportQuery):
    """Which kind of file, and whom."""

    standing: Standing = Standing.ACTIVE


@api.post(
    "/people/import-preview",
    operation_id="previewPeopleImport",
    summary="Xem trước tệp người và chức vụ",
    responses={200: PreviewOut, 413: None},
)
def preview_file(form: ImportUpload, header: WriteHeaders) -> Response:
    """Look at a file of people with their offices; nothing is written."""
    return answer(preview_upload(importer(Wanted()), form.file))


@api.post(
    "/people/import",
    operation_id="importPeople",
    summary="Nhập người và chức vụ",
    responses={200: ImportedOut},
)
def import_file(body: ImportConfirmation, header: WriteHeaders) -> Response:
    """Import a file that was looked at; what is there already stays as it is."""
    return answer(import_kept(importer(Wanted()), body))


@api.get(
    "/people/export",
    operation_id="exportPeople",
    summary="Xuất người và chức vụ",
    responses=file_answer(XLSX),
)
def export_file(query: PeopleExportQuery) -> Response:
    """Return people with every office they ever held, as a file which the import takes back."""
    return importing.export(importer(Wanted(standing=query.standing)), query.kind)
