"""Official documents and keys, for those who ask who may do what with them."""

from dataclasses import replace
from uuid import UUID, uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from documents.issuing import access
from documents.issuing.container import samples
from documents.issuing.models import OfficialDocument, SigningKey
from documents.issuing.policies import Held, KeyPermission, OfficialPermission, visible_to
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission, allows
from ecabinet.core.things import MOST, Found, Kind, id_in, never_chosen, register_things


def register_official_things() -> None:
    """Register them."""
    register_things(
        Kind("official", _l("Văn bản phát hành"), _search, _name, _load, samples, _about)
    )
    nothing = never_chosen("signing_key", _l("Khóa ký số"), _keys)
    register_things(replace(nothing, about=_about_key))


def _search(session: Session, actor: Actor, text: str) -> list[Found]:
    """By symbol or title among those one may read; any by its address."""
    like = [
        or_(
            OfficialDocument.symbol.contains(word, autoescape=True),
            OfficialDocument.title.contains(word, autoescape=True),
        )
        for word in text.split()
    ]
    rows: list[OfficialDocument] = []
    if like:
        mine = select(OfficialDocument).where(visible_to(actor), *like)
        rows += session.scalars(mine.order_by(OfficialDocument.id.desc()).limit(MOST))
    rows += session.scalars(select(OfficialDocument).where(OfficialDocument.id == id_in(text)))
    return list({r.id: Found("official", r.id, _label(session, actor, r)) for r in rows}.values())


def _label(session: Session, actor: Actor, row: OfficialDocument) -> str:
    if allows(actor, OfficialPermission.READ, access.held(session, row)):
        return f"{row.symbol} {row.title}".strip()
    return str(_("Một văn bản phát hành"))


def _name(session: Session, actor: Actor, document_id: UUID) -> str | None:
    row = session.get(OfficialDocument, document_id)
    return _label(session, actor, row) if row else None


def _load(session: Session, document_id: UUID) -> Held | None:
    row = session.get(OfficialDocument, document_id)
    return access.held(session, row) if row else None


def _keys(unit_id: UUID) -> list[SigningKey]:
    return [SigningKey(
        id=uuid4(), person_id=None, unit_id=unit_id, name="", issuer="", serial="", fingerprint="",
        sealed="", removed_at=None,
    )]  # fmt: skip


def _about(held: Held, _actor: Actor, permission: Permission) -> Held | UUID:
    return held.row.unit_id if permission is OfficialPermission.DRAFT else held


def _about_key(key: SigningKey, _actor: Actor, permission: Permission) -> SigningKey | UUID | None:
    return key.unit_id if permission is KeyPermission.ADD_OF_UNIT else key
