"""Operations on official documents: list, draft, issue, supersede, files."""

from flask import Response

from documents.issuing.commands.drafts import (
    DocumentRef,
    DraftDocument,
    OnDocument,
    discard_document,
    draft_document,
    supersede_document,
)
from documents.issuing.commands.issue import IssueDocument, issue_document
from documents.issuing.queries.lists import about, documents
from documents.issuing.routes import schemas
from documents.issuing.routes.doors import (
    api,
    document_file,
    draft_file,
    editable_file,
    load_document,
    secret_allowed,
)
from documents.issuing.routes.schemas import DocumentPath
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.made_files import DOCX, PDF, file_answer
from ecabinet.web.requests import current_actor, execute, platform


@api.get(
    "/official-documents",
    operation_id="listOfficialDocuments",
    summary="Văn bản phát hành",
    responses={200: schemas.DocumentsOut},
)
def list_documents(query: schemas.ListQuery) -> Response:
    """List what waits for one's signature, drafts, what waits for others, what is done."""
    actor = current_actor()
    with platform().store.reading() as session:
        page = documents(session, actor, query.shelf, query.after, query.limit)
    rows = [schemas.DocumentOut.model_validate(row) for row in page.rows]
    return answer(schemas.DocumentsOut(documents=rows, next_after=page.next_after))


@api.get(
    "/official-documents/about",
    operation_id="listOfficialDocumentsAbout",
    summary="Văn bản phát hành của một phiên họp, nhiệm vụ, phiếu chuyển",
    responses={200: schemas.DocumentsOut},
)
def list_about(query: schemas.AboutQuery) -> Response:
    """List the documents about a meeting, a task or a slip that one may read."""
    actor = current_actor()
    with platform().store.reading() as session:
        found = about(session, actor, query.subject_kind, query.subject_id)
    rows = [schemas.DocumentOut.model_validate(row) for row in found]
    return answer(schemas.DocumentsOut(documents=rows))


@api.get(
    "/official-documents/<uuid:official_id>",
    operation_id="getOfficialDocument",
    summary="Một văn bản phát hành",
    responses={200: schemas.DocumentDetailOut},
)
def get_document(path: DocumentPath) -> Response:
    """Tell all of one document."""
    found = load_document(path.official_id)
    return answer(
        schemas.DocumentDetailOut(
            document=schemas.DocumentOut.model_validate(found.row),
            rule_set=found.rule_set,
            signers=[schemas.SignerOut.model_validate(signer) for signer in found.signers],
            entry_id=found.entry_id,
            sha256=found.sha256,
            issued_sha256=found.issued_sha256,
            scan_sha256=found.scan_sha256,
            replaces=found.replaces[0] if found.replaces else None,
            replaced_by=found.replaced_by[0] if found.replaced_by else None,
            digest=found.digest,
        )
    )


@api.post(
    "/official-documents",
    operation_id="draftOfficialDocument",
    summary="Lập dự thảo văn bản",
    responses={201: DocumentRef},
)
def draft(body: schemas.DraftIn, header: WriteHeaders) -> Response:
    """Draft a document of a meeting; it shows the facts as they are until it is issued."""
    wish = DraftDocument(kind=body.kind, subject_id=body.subject_id)
    return answer(execute(draft_document, wish), 201)


@api.delete(
    "/official-documents/<uuid:official_id>",
    operation_id="discardOfficialDocument",
    summary="Bỏ dự thảo văn bản",
    responses={204: None},
)
def discard(path: DocumentPath, header: WriteHeaders) -> Response:
    """Throw a draft away; it had no number."""
    execute(discard_document, OnDocument(document_id=path.official_id))
    return Response(status=204)


@api.post(
    "/official-documents/<uuid:official_id>/issue",
    operation_id="issueOfficialDocument",
    summary="Phát hành văn bản: cấp số, vào sổ văn bản đi",
    responses={202: DocumentRef},
)
def issue(path: DocumentPath, body: schemas.IssueIn, header: WriteHeaders) -> Response:
    """Give a draft its number and day; the worker then draws the file, which never changes."""
    wish = IssueDocument(
        document_id=path.official_id, revision=body.revision, seen=body.seen,
        secret_allowed=secret_allowed(),
    )  # fmt: skip
    return answer(execute(issue_document, wish), 202)


@api.post(
    "/official-documents/<uuid:official_id>/replacement",
    operation_id="supersedeOfficialDocument",
    summary="Lập dự thảo thay thế văn bản đã phát hành",
    responses={201: DocumentRef},
)
def supersede(path: DocumentPath, body: schemas.SeenDocumentIn, header: WriteHeaders) -> Response:
    """Draft the document anew; when that is issued, it points back to this one."""
    wish = OnDocument(document_id=path.official_id, revision=body.revision)
    return answer(execute(supersede_document, wish), 201)


@api.get(
    "/official-documents/<uuid:official_id>/draft.pdf",
    operation_id="previewOfficialDocument",
    summary="Xem trước dự thảo (PDF)",
    responses=file_answer(PDF),
)
def preview(path: DocumentPath) -> Response:
    """Send a draft as it would be printed now, without number."""
    return draft_file(path.official_id)


@api.get(
    "/official-documents/<uuid:official_id>/document.pdf",
    operation_id="downloadOfficialDocument",
    summary="Văn bản phát hành (PDF)",
    responses=file_answer(PDF),
)
def download(path: DocumentPath) -> Response:
    """Send the file as issued, with its signatures."""
    return document_file(path.official_id)


@api.get(
    "/official-documents/<uuid:official_id>/document.docx",
    operation_id="exportOfficialDocument",
    summary="Văn bản để sửa tiếp (DOCX)",
    responses=file_answer(DOCX),
)
def export(path: DocumentPath) -> Response:
    """Send notice or minutes as DOCX; what is edited there is no longer this document."""
    return editable_file(path.official_id)
