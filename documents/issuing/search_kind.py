"""Official documents are found by symbol and title."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.issuing.models import OfficialDocument
from documents.issuing.policies import visible_to
from ecabinet.core.actors import Actor
from ecabinet.core.search.kinds import Card, Kind, Watch, Words, register_kind


def register_search_kind() -> None:
    """Register them."""
    register_kind(
        Kind(
            key="official",
            rank=2,
            label=_l("Văn bản phát hành"),
            icon="file",
            words=_words,
            visible=lambda actor: select(OfficialDocument.id).where(visible_to(actor)),
            cards=_cards,
            every=lambda: select(OfficialDocument.id),
            watch=(Watch(OfficialDocument, ("symbol", "title"), lambda row: row.id),),
        )
    )


def _words(session: Session, document_id: UUID) -> Words | None:
    row = session.get(OfficialDocument, document_id)
    return Words(f"{row.symbol} {row.title}".strip(), {}, row.drafted_at) if row else None


def _cards(session: Session, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Card]:
    rows = session.scalars(select(OfficialDocument).where(OfficialDocument.id.in_(ids)))
    return {
        row.id: Card(
            title=f"{row.symbol} {row.title}".strip(), url=f"/official/{row.id}", note="",
            at=row.issued_at or row.drafted_at,
        )
        for row in rows
    }  # fmt: skip
