"""One official document, what it stands beside, its file; keys one may use."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from documents.issuing import access
from documents.issuing.models import OfficialDocument, OfficialSigner, SigningKey
from documents.issuing.policies import OfficialPermission, keys_visible_to
from documents.issuing.queries.lists import rows_of
from documents.issuing.queries.shapes import KeyRow, OfficialDetail, SignerRow
from documents.issuing.sources import Source, Told, digest_of, source_of
from documents.issuing.states import OfficialState, SignerState
from documents.issuing.telling import next_signer
from ecabinet.accounts.models import Person, Unit
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Conflict
from ecabinet.core.permissions import allows


def official_detail(
    session: Session, actor: Actor, document_id: UUID, now: datetime
) -> OfficialDetail:
    """Return a document as the actor may see it. Raises NotFound."""
    row = access.document(session, actor, document_id, OfficialPermission.READ)
    source = source_of(row.kind)
    may_keep = allows(actor, OfficialPermission.ISSUE, access.held(session, row))
    digest = ""
    if row.state == OfficialState.DRAFT and may_keep:
        digest = digest_of(source.frozen(source.tell(session, actor, row.subject_id, now).facts))
    return OfficialDetail(
        row=rows_of(session, actor, [row])[0],
        rule_set=row.rule_set,
        drafted_by=session.get_one(Person, row.drafted_by).name,
        signers=_signers(row, actor),
        entry_id=row.entry_id,
        sha256=row.blob or "",
        issued_sha256=row.issued_blob or "",
        scan_sha256=row.scan_blob or "",
        replaces=_other(session, actor, OfficialDocument.id == row.replaces_id),
        replaced_by=_other(session, actor, OfficialDocument.replaces_id == row.id),
        subject_url=source.url(row.subject_id),
        digest=digest,
        may_keep=may_keep,
        may_write=source.write is not None,
    )


def _signers(row: OfficialDocument, actor: Actor) -> tuple[SignerRow, ...]:
    waited = next_signer(row) if row.state == OfficialState.ISSUED else None
    return tuple(_signer(signer, actor, turn=signer is waited) for signer in row.signers)


def _signer(signer: OfficialSigner, actor: Actor, *, turn: bool) -> SignerRow:
    certificate = signer.certificate or {}
    return SignerRow(
        name=signer.name or str(certificate.get("name", "")), part=signer.part,
        state=SignerState(signer.state), signed_at=signer.signed_at,
        of_office=signer.person_id is None, turn=turn,
        mine=actor.is_person(signer.person_id),
        certificate=str(certificate.get("name", "")), issuer=str(certificate.get("issuer", "")),
    )  # fmt: skip


def _other(session: Session, actor: Actor, which: object) -> tuple[UUID, str] | None:
    """A document beside it that the actor may read; the name only when they may."""
    row = session.scalar(select(OfficialDocument).where(which))  # type: ignore[arg-type]
    if row is None or not allows(actor, OfficialPermission.READ, access.held(session, row)):
        return None
    return row.id, f"{row.symbol} {row.title}".strip()


def draft_told(
    session: Session, actor: Actor, document_id: UUID, now: datetime
) -> tuple[Source, Told]:
    """Return what a draft says now. Raises NotFound, Denied; Conflict: it was issued."""
    row = access.document(session, actor, document_id, OfficialPermission.ISSUE)
    if row.state != OfficialState.DRAFT:
        raise Conflict("official.not_now", state=row.state)
    source = source_of(row.kind)
    return source, source.tell(session, actor, row.subject_id, now)


def editable(
    session: Session, actor: Actor, document_id: UUID, now: datetime
) -> tuple[Source, Any, str]:
    """Return the facts of a document to write them anew, and a name for the file.

    A draft's for whoever may issue it, as they are now; else those it was issued with.
    Raises NotFound, Denied.
    """
    row = access.document(session, actor, document_id, OfficialPermission.READ)
    if row.facts is None:
        source, told = draft_told(session, actor, document_id, now)
        return source, told.facts, row.kind
    source = source_of(row.kind)
    return source, source.thawed(row.facts), (row.symbol or row.kind).replace("/", "-")


def file_of(session: Session, actor: Actor, document_id: UUID) -> OfficialDocument:
    """Return a document that has its file. Raises NotFound; Conflict: it is not drawn yet."""
    row = access.document(session, actor, document_id, OfficialPermission.READ)
    if row.blob is None:
        raise Conflict("official.no_file")
    return row


def keys_of(session: Session, actor: Actor) -> list[KeyRow]:
    """Return the keys one may use: one's own first, then those of one's units."""
    query = (
        select(SigningKey, Unit.name)
        .outerjoin(Unit, Unit.id == SigningKey.unit_id)
        .where(keys_visible_to(actor), SigningKey.removed_at.is_(None))
        .order_by(SigningKey.unit_id.is_not(None), SigningKey.added_at.desc())
    )
    return [
        KeyRow(
            id=key.id, name=key.name, issuer=key.issuer, serial=key.serial,
            not_before=key.not_before, not_after=key.not_after, unit_id=key.unit_id,
            of_unit=unit or "",
        )
        for key, unit in session.execute(query)
    ]  # fmt: skip


def known_by(session: Session, actor: Actor, sha256: str) -> OfficialDocument | None:
    """Return the document whose file this is or was before signing, if one may read it."""
    query = select(OfficialDocument).where(
        or_(OfficialDocument.blob == sha256, OfficialDocument.issued_blob == sha256)
    )
    row = session.scalars(query).first()
    if row is None or not allows(actor, OfficialPermission.READ, access.held(session, row)):
        return None
    return row
