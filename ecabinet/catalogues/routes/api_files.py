"""Operations that take a catalogue in and out as a file. For administrators."""

from flask import Response

from ecabinet.catalogues.routes.api import api
from ecabinet.catalogues.routes.schemas import CataloguePath
from ecabinet.catalogues.routes.sheets import importer_of
from ecabinet.web import importing
from ecabinet.web.api import WriteHeaders, answer
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


@api.post(
    "/catalogues/<key>/import-preview",
    operation_id="previewCatalogueImport",
    summary="Xem trước tệp danh mục",
    responses={200: PreviewOut, 413: None},
)
def preview(path: CataloguePath, form: ImportUpload, header: WriteHeaders) -> Response:
    """Look at a file of entries: what is good, what is wrong and why. Nothing is written."""
    return answer(preview_upload(importer_of(path.key), form.file))


@api.post(
    "/catalogues/<key>/import",
    operation_id="importCatalogue",
    summary="Nhập tệp danh mục đã xem trước",
    responses={200: ImportedOut},
)
def import_file(path: CataloguePath, body: ImportConfirmation, header: WriteHeaders) -> Response:
    """Import the good rows of a file that was looked at, all in one transaction."""
    return answer(import_kept(importer_of(path.key), body))


@api.get(
    "/catalogues/<key>/export",
    operation_id="exportCatalogue",
    summary="Xuất danh mục",
    responses=file_answer(XLSX),
)
def export(path: CataloguePath, query: ExportQuery) -> Response:
    """Return the whole catalogue as a file which the import takes back."""
    return importing.export(importer_of(path.key), query.kind)
