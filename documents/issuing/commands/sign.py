"""A signature was written into the file, in its turn, or the signed paper came back as a scan."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from documents import access as papers
from documents.issuing import access
from documents.issuing.commands.drafts import DocumentRef, OnDocument, ref
from documents.issuing.commands.steps import act_on, announce, writer
from documents.issuing.container import CONTAINER
from documents.issuing.models import OfficialDocument, OfficialSigner
from documents.issuing.policies import OfficialPermission
from documents.issuing.states import Act, OfficialState, SignerState, turn
from documents.issuing.telling import next_signer, tell_next
from documents.policies import PaperPermission
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork


class KeepSignature(BaseModel):
    """A file with one signature more: its address, that of the file it was added to, by which key.

    `seal`: the office's, not a person's.
    """

    model_config = ConfigDict(frozen=True)
    document_id: UUID
    before: str
    blob: str
    certificate: dict[str, Any]
    seal: bool = False


class FileScan(OnDocument):
    """What was signed on paper, scanned: a version of a paper that lies on the document."""

    version_id: UUID


def signer_to_sign(row: OfficialDocument, person_id: UUID | None) -> OfficialSigner:
    """Return the person's signature, when it is its turn. Raises Conflict."""
    act_on(row, Act.SIGN)
    signer = next_signer(row)
    if signer is None or signer.person_id != person_id:
        raise Conflict("official.not_your_turn", name=signer.name if signer else "")
    return signer


def keep_signature(uow: UnitOfWork, cmd: KeepSignature) -> DocumentRef:
    """Keep a signed file in place of the one it grew from.

    Raises:
        NotFound, Denied; Conflict: not one's turn, or somebody has signed meanwhile.
    """
    permission = OfficialPermission.SEAL if cmd.seal else OfficialPermission.SIGN
    row = access.document_to_change(uow, cmd.document_id, permission)
    person = writer(uow)
    signer = _seal(row) if cmd.seal else signer_to_sign(row, person)
    if row.blob != cmd.before:
        raise Conflict("official.signed_meanwhile")
    signer.state, signer.signed_at, signer.signed_by = SignerState.SIGNED, uow.now, person
    signer.certificate = cmd.certificate
    row.blob = cmd.blob
    _close(uow, row)
    uow.session.flush()  # Raises the revision, which is part of the answer.
    deed = "official.sealed" if cmd.seal else "official.signed"
    uow.audit(deed, "official", row.id, symbol=row.symbol, sha256=cmd.blob, **_of(cmd.certificate))
    tell_next(uow, row)
    return ref(row)


def _of(certificate: dict[str, Any]) -> dict[str, Any]:
    return {"certificate": certificate["fingerprint"], "holder": certificate["name"]}


def check_seal(row: OfficialDocument) -> None:
    """Check that the office may seal now: all have signed, and it has not. Raises Conflict."""
    act_on(row, Act.SEAL)
    if row.scan_blob is not None:
        raise Conflict("official.on_paper")
    if any(signer.person_id is None for signer in row.signers):
        raise Conflict("official.sealed")


def _seal(row: OfficialDocument) -> OfficialSigner:
    check_seal(row)
    signer = OfficialSigner(
        position=len(row.signers) + 1, person_id=None, name="", part="", signed_at=None,
        signed_by=None, certificate=None,
    )  # fmt: skip
    row.signers.append(signer)
    return signer


def _close(uow: UnitOfWork, row: OfficialDocument) -> None:
    """The last signature is there; the seal, which may follow, changes nothing of that."""
    whole = turn([signer.state for signer in row.signers]) is None
    if whole and row.state != OfficialState.SIGNED:
        row.state = OfficialState.SIGNED
        announce(uow, row)


def file_scan(uow: UnitOfWork, cmd: FileScan) -> DocumentRef:
    """Note that the document was signed by hand; the scan is filed with it, with its hash.

    Raises:
        NotFound, Denied, Stale; Conflict: it was signed already, in part or whole.
        Invalid: the scan lies elsewhere.
    """
    row = access.document_to_change(
        uow, cmd.document_id, OfficialPermission.FILE_SCAN, cmd.revision
    )
    act_on(row, Act.FILE_SCAN)
    if any(signer.state == SignerState.SIGNED for signer in row.signers):
        raise Conflict("official.partly_signed")
    found = papers.version(uow.session, uow.actor, cmd.version_id, PaperPermission.READ)
    if (found.paper.container_kind, found.paper.container_id) != (CONTAINER, row.id):
        raise Invalid("official.other_scan", field="version_id")
    for signer in row.signers:
        signer.state, signer.signed_at, signer.signed_by = (
            SignerState.ON_PAPER, uow.now, writer(uow),
        )  # fmt: skip
    row.scan_version_id, row.scan_blob = found.version.id, found.version.blob
    _close(uow, row)
    uow.session.flush()  # Raises the revision, which is part of the answer.
    uow.audit("official.scan_filed", "official", row.id, symbol=row.symbol, sha256=row.scan_blob)
    return ref(row)
