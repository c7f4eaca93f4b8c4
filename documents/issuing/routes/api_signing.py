"""Operations of signing: sign, seal, file a scan, keys, judge a file."""

from flask import Response

from documents.commands.upload import UploadReceipt
from documents.issuing.commands.drafts import DocumentRef
from documents.issuing.commands.keys import KeyRef, RemoveKey, remove_key
from documents.issuing.commands.sign import FileScan, file_scan
from documents.issuing.container import CONTAINER
from documents.issuing.keeping import take_key
from documents.issuing.queries.detail import keys_of
from documents.issuing.routes import schemas, signing_schemas
from documents.issuing.routes.checking import check_stream
from documents.issuing.routes.doors import api, count_try
from documents.issuing.routes.schemas import DocumentPath
from documents.issuing.routes.signing_schemas import KeyPath
from documents.issuing.signing import With, seal_document, sign_document
from documents.routes.papers import UploadForm, upload_into
from ecabinet.web.api import Problem, WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform


@api.post(
    "/official-documents/<uuid:official_id>/signatures",
    operation_id="signOfficialDocument",
    summary="Ký số văn bản",
    responses={200: DocumentRef, 429: Problem},
)
def sign(path: DocumentPath, body: signing_schemas.SignIn) -> Response:
    """Sign in one's turn. The PIN is used once and kept nowhere, so this has no request id."""
    count_try(path.official_id)
    used = With(body.key_id, body.pin.get_secret_value())
    return answer(sign_document(platform(), current_actor(), path.official_id, used))


@api.post(
    "/official-documents/<uuid:official_id>/seal",
    operation_id="sealOfficialDocument",
    summary="Ký số của cơ quan",
    responses={200: DocumentRef, 429: Problem},
)
def seal(path: DocumentPath, body: signing_schemas.SignIn) -> Response:
    """Add the office's signature to what all have signed."""
    count_try(path.official_id)
    used = With(body.key_id, body.pin.get_secret_value())
    return answer(seal_document(platform(), current_actor(), path.official_id, used))


@api.post(
    "/official-documents/<uuid:official_id>/papers",
    operation_id="uploadOfficialScan",
    summary="Tải bản chụp văn bản ký giấy lên",
    responses={201: UploadReceipt, 413: Problem},
)
def upload_scan(path: DocumentPath, form: UploadForm, header: WriteHeaders) -> Response:
    """Keep a scan with the document; `fileOfficialScan` then says that it is what was signed."""
    return answer(upload_into(CONTAINER, path.official_id, form), 201)


@api.post(
    "/official-documents/<uuid:official_id>/scan",
    operation_id="fileOfficialScan",
    summary="Ghi nhận văn bản đã ký giấy",
    responses={200: DocumentRef},
)
def keep_scan(path: DocumentPath, body: schemas.ScanIn, header: WriteHeaders) -> Response:
    """Note that all signed by hand, on the paper of which this is the scan."""
    wish = FileScan(
        document_id=path.official_id, version_id=body.version_id, revision=body.revision
    )
    return answer(execute(file_scan, wish))


@api.get(
    "/signing-keys",
    operation_id="listSigningKeys",
    summary="Khóa ký số dùng được",
    responses={200: signing_schemas.KeysOut},
)
def list_keys() -> Response:
    """List one's own keys and those of the units whose seal one keeps."""
    with platform().store.reading() as session:
        rows = keys_of(session, current_actor())
    keys = [signing_schemas.KeyOut.model_validate(row) for row in rows]
    token = platform().settings.signing.token_module is not None
    return answer(signing_schemas.KeysOut(keys=keys, token=token))


@api.post(
    "/signing-keys",
    operation_id="addSigningKey",
    summary="Lưu khóa ký số (PKCS#12)",
    responses={201: KeyRef, 413: Problem, 429: Problem},
)
def add(form: signing_schemas.KeyForm) -> Response:
    """Keep a key file after trying its PIN; the PIN itself is not kept."""
    actor = current_actor()
    assert actor.person_id is not None
    count_try(actor.person_id)
    content = form.file.stream.read()
    pin = form.pin.get_secret_value()
    return answer(take_key(platform(), actor, content, pin, form.unit_id), 201)


@api.delete(
    "/signing-keys/<uuid:key_id>",
    operation_id="removeSigningKey",
    summary="Xóa khóa ký số",
    responses={204: None},
)
def remove(path: KeyPath, header: WriteHeaders) -> Response:
    """Empty a key; what it signed stays good."""
    execute(remove_key, RemoveKey(key_id=path.key_id))
    return Response(status=204)


@api.post(
    "/signature-checks",
    operation_id="checkSignatures",
    summary="Kiểm tra chữ ký số của một tệp PDF",
    responses={200: signing_schemas.SignatureCheckOut, 413: Problem},
)
def check(form: signing_schemas.CheckForm) -> Response:
    """Say of a PDF who signed it, when, and whether it is as it was signed. Nothing is kept."""
    found = check_stream(form.file.stream)  # type: ignore[arg-type]
    return answer(
        signing_schemas.SignatureCheckOut(
            holds=found.holds,
            sha256=found.sha256,
            document_id=found.document_id,
            superseded=found.superseded,
            signatures=[signing_schemas.SignatureOut.model_validate(s) for s in found.signatures],
        )
    )
