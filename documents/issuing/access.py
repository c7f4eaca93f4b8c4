"""The only way from an id that somebody gave to an official document or a key."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.issuing.models import OfficialDocument, SigningKey
from documents.issuing.policies import Held, KeyPermission, OfficialPermission
from documents.issuing.sources import OfficialKind, source_of
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Conflict, Denied, NotFound, refuse_stale
from ecabinet.core.permissions import allows, require
from ecabinet.core.unit_of_work import UnitOfWork


def held(session: Session, row: OfficialDocument) -> Held:
    """Return the document as the rules look at it."""

    def reads_subject(actor: Actor) -> bool:
        readable = source_of(row.kind).readable(actor).subquery()
        query = select(readable.c[0]).where(readable.c[0] == row.subject_id)
        return session.scalar(query) is not None

    return Held(row, reads_subject)


def document(
    session: Session, actor: Actor, document_id: UUID, permission: OfficialPermission
) -> OfficialDocument:
    """Return the document. Raises NotFound, Denied."""
    found = session.get(OfficialDocument, document_id)
    return _checked(session, actor, found, permission)


def document_to_change(
    uow: UnitOfWork, document_id: UUID, permission: OfficialPermission, revision: int | None = None
) -> OfficialDocument:
    """Return the document, locked until the end of the work.

    Raises:
        NotFound, Denied: see `document`.
        Stale: the person saw `revision`, and it has been changed since.
    """
    query = select(OfficialDocument).where(OfficialDocument.id == document_id)
    locked = query.with_for_update().execution_options(populate_existing=True)
    found = _checked(uow.session, uow.actor, uow.session.scalar(locked), permission)
    refuse_stale(revision, found.revision)
    return found


def _checked(
    session: Session, actor: Actor, found: OfficialDocument | None, permission: OfficialPermission
) -> OfficialDocument:
    thing = held(session, found) if found else None
    require(actor, permission, OfficialPermission.READ, thing, "official")
    assert found is not None
    return found


def unit_to_draft_for(actor: Actor, kind: OfficialKind, unit_id: UUID) -> None:
    """Check that the actor may draft for the unit. Raises Denied: the subject may be known."""
    if not allows(actor, OfficialPermission.DRAFT, unit_id):
        raise Denied("denied", kind="official", what=kind)


def key(session: Session, actor: Actor, key_id: UUID, permission: KeyPermission) -> SigningKey:
    """Return a key that was not removed. Raises NotFound, Denied."""
    found = session.get(SigningKey, key_id)
    found = require(actor, permission, KeyPermission.READ, found, "signing_key")
    if found.removed_at is not None:
        raise Conflict("signing.key_removed")
    return found


def unit_of_key(actor: Actor, unit_id: UUID) -> UUID:
    """Return the unit for which a key may be added. Raises NotFound."""
    if not allows(actor, KeyPermission.ADD_OF_UNIT, unit_id):
        raise NotFound("not_found", kind="unit")
    return unit_id
