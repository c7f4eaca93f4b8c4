"""Scans of what was signed on paper lie on the official document."""

from collections.abc import Collection, Mapping
from uuid import UUID, uuid4

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from documents.containers import Container, Place, nobody
from documents.issuing import access
from documents.issuing.models import OfficialDocument
from documents.issuing.policies import Held, OfficialPermission, visible_to
from documents.issuing.sources import OfficialKind
from documents.issuing.states import OfficialState
from ecabinet.core.actors import Actor
from ecabinet.core.rules import Having

CONTAINER = "official_document"


def _load(session: Session, _actor: Actor, document_id: UUID) -> Held | None:
    row = session.get(OfficialDocument, document_id)
    return access.held(session, row) if row else None


def _visible_ids(actor: Actor) -> Select[UUID]:
    return select(OfficialDocument.id).where(visible_to(actor))


def _describe(session: Session, ids: Collection[UUID]) -> Mapping[UUID, Place]:
    rows = session.scalars(select(OfficialDocument).where(OfficialDocument.id.in_(ids)))
    return {
        row.id: Place(f"{row.symbol} {row.title}".strip(), f"/official/{row.id}", row.issued_at)
        for row in rows
    }


def samples(unit_id: UUID) -> list[Held]:
    """Return documents of a unit in which nobody has a part: a draft, and one that was issued."""
    return [
        Held(
            OfficialDocument(
                id=uuid4(), kind=OfficialKind.NOTICE, subject_kind="meeting", subject_id=uuid4(),
                unit_id=unit_id, rule_set="party", title="", secrecy=0, state=state, symbol="",
                day=None, entry_id=None, facts=None, issued_blob=None, blob=None,
                scan_version_id=None, scan_blob=None, replaces_id=None, drafted_by=uuid4(),
                issued_by=None, issued_at=None, signers=[],
            )
        )
        for state in (OfficialState.DRAFT, OfficialState.ISSUED)
    ]  # fmt: skip


OFFICIAL = Container(
    load=_load,
    may_read=Having(OfficialPermission.READ),
    may_annotate=nobody,
    may_upload=Having(OfficialPermission.FILE_SCAN),
    visible_ids=_visible_ids,
    describe=_describe,
    stream=lambda _held: None,
    # No samples: what is signed is lent to nobody, and the table of roles tells of papers that are.
)
