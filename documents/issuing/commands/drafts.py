"""A document is drafted from what it is about, and a draft is thrown away."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from documents.issuing import access
from documents.issuing.commands.steps import act_on, writer
from documents.issuing.models import OfficialDocument
from documents.issuing.policies import OfficialPermission
from documents.issuing.sources import OfficialKind, source_of
from documents.issuing.states import Act, OfficialState
from ecabinet.core.errors import Conflict
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork


class DraftDocument(BaseModel):
    """A document of a kind about a thing, as a meeting."""

    model_config = ConfigDict(frozen=True)
    kind: OfficialKind
    subject_id: UUID


class OnDocument(BaseModel):
    """A document; `revision` is that of what the person saw."""

    model_config = ConfigDict(frozen=True)
    document_id: UUID
    revision: int | None = None


class DocumentRef(BaseModel):
    """A document as it is now."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    state: str
    symbol: str
    revision: int


def draft_document(uow: UnitOfWork, cmd: DraftDocument) -> DocumentRef:
    """Draft a document: until it is issued it shows the facts as they are.

    Raises:
        NotFound, Denied: of the subject, or the unit is not one's own to issue for.
        Conflict: there is a draft, or it was issued (then it is superseded).
    """
    told = source_of(cmd.kind).tell(uow.session, uow.actor, cmd.subject_id, uow.now)
    access.unit_to_draft_for(uow.actor, cmd.kind, told.unit_id)
    standing = uow.session.scalars(
        select(OfficialDocument)
        .where(OfficialDocument.kind == cmd.kind, OfficialDocument.subject_id == cmd.subject_id)
        .where(OfficialDocument.state != OfficialState.SUPERSEDED)
        .with_for_update()
    ).first()
    if standing is not None:
        code = "official.drafted" if standing.state == OfficialState.DRAFT else "official.issued"
        raise Conflict(code, document_id=str(standing.id))
    return ref(add_draft(uow, cmd))


def supersede_document(uow: UnitOfWork, cmd: OnDocument) -> DocumentRef:
    """Draft the document anew; when it is issued, it takes the place of this one.

    Raises NotFound, Denied, Stale; Conflict: it was not issued, or there is such a draft.
    """
    old = access.document_to_change(
        uow, cmd.document_id, OfficialPermission.SUPERSEDE, cmd.revision
    )
    act_on(old, Act.SUPERSEDE)
    drafts = select(OfficialDocument.id).where(OfficialDocument.replaces_id == old.id)
    if uow.session.scalars(drafts).first() is not None:
        raise Conflict("official.drafted")
    wanted = DraftDocument(kind=OfficialKind(old.kind), subject_id=old.subject_id)
    return ref(add_draft(uow, wanted, old.id))


def add_draft(
    uow: UnitOfWork, cmd: DraftDocument, replaces_id: UUID | None = None
) -> OfficialDocument:
    """Add a draft. Whether the actor may is for the caller to decide: it depends on the subject."""
    source = source_of(cmd.kind)
    told = source.tell(uow.session, uow.actor, cmd.subject_id, uow.now)
    row = OfficialDocument(
        id=new_id(), kind=cmd.kind, subject_kind=source.subject_kind, subject_id=cmd.subject_id,
        unit_id=told.unit_id, rule_set=told.rule_set, title=told.title[:300], secrecy=told.secrecy,
        state=OfficialState.DRAFT, replaces_id=replaces_id, drafted_by=writer(uow),
        drafted_at=uow.now, day=None, entry_id=None, facts=None, issued_blob=None, blob=None,
        scan_version_id=None, scan_blob=None, issued_by=None, issued_at=None, signers=[],
    )  # fmt: skip
    uow.session.add(row)
    uow.session.flush()  # Its revision is part of the answer.
    uow.audit("official.drafted", "official", row.id, title=row.title, what=row.kind)
    return row


def discard_document(uow: UnitOfWork, cmd: OnDocument) -> None:
    """Throw a draft away; it had no number. Raises NotFound, Denied, Stale; Conflict: issued."""
    row = access.document_to_change(uow, cmd.document_id, OfficialPermission.DISCARD, cmd.revision)
    act_on(row, Act.DISCARD)
    uow.session.delete(row)
    uow.audit("official.discarded", "official", row.id, title=row.title, what=row.kind)


def ref(row: OfficialDocument) -> DocumentRef:
    """Return the document as it is now."""
    return DocumentRef(id=row.id, state=row.state, symbol=row.symbol, revision=row.revision)
