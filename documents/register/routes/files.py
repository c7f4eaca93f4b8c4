"""Files of an entry come in, by the page and by the API."""

from uuid import UUID

from flask import Response, redirect, url_for
from flask.typing import ResponseReturnValue

from documents.commands.upload import UploadReceipt
from documents.register.container import CONTAINER
from documents.register.routes.doors import api, pages
from documents.register.routes.pages import show_entry
from documents.register.routes.schemas import EntryPath
from documents.routes.papers import UploadForm, upload_into
from documents.routes.sent import take_sent
from ecabinet.web.api import Problem, WriteHeaders, answer
from ecabinet.web.attempts import attempt
from ecabinet.web.made_files import Answers

UPLOADED: Answers = {201: UploadReceipt, 413: Problem}


@pages.post("/register/<uuid:document_id>/papers")
def add_file(document_id: UUID) -> ResponseReturnValue:
    """Keep a file of an entry; for browsers without the upload script."""
    done, refusal = attempt(lambda: take_sent(CONTAINER, document_id))
    if done is None:
        return show_entry(document_id, refusal, {})
    return redirect(url_for("register.entry", document_id=document_id), 303)


@api.post(
    "/register-entries/<uuid:document_id>/papers",
    operation_id="uploadEntryPaper",
    summary="Tải tệp của một văn bản trong sổ lên",
    responses=UPLOADED,
)
def upload_entry_paper(path: EntryPath, form: UploadForm, header: WriteHeaders) -> Response:
    """Keep a file for an entry; the worker then makes it a PDF if need be, and readable."""
    return answer(upload_into(CONTAINER, path.document_id, form), 201)
