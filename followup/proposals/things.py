"""Proposals for those who ask who may do what, for search, and as a power that is lent."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from documents.policies import MarkPermission, PaperPermission
from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.permissions import allows
from ecabinet.core.powers import register_power
from ecabinet.core.search.kinds import Card, Watch, Words, register_kind
from ecabinet.core.search.kinds import Kind as SearchKind
from ecabinet.core.text import fold
from ecabinet.core.things import MOST, Found, Kind, id_in, register_things
from followup.paths import proposal_path
from followup.policies import desks
from followup.proposals.access import KIND
from followup.proposals.models import Proposal
from followup.proposals.policies import ProposalPermission, readable, samples


def register_proposal_things() -> None:
    """Let administrators ask who may do what with a proposal."""
    register_things(
        Kind(
            KIND,
            _l("Đề xuất, kiến nghị"),
            _search,
            _name,
            lambda s, key: s.get(Proposal, key),
            samples,
        )
    )


def _search(session: Session, actor: Actor, text: str) -> list[Found]:
    """By any word among those one may read; all others by number or address."""
    words = [Proposal.folded.contains(word, autoescape=True) for word in fold(text).split()]
    rules = [and_(readable(actor), *words)] if words else []
    digits = "".join(letter for letter in text if letter.isdigit())
    if digits and len(digits) < 9:
        rules.append(Proposal.number == int(digits))
    rules.append(Proposal.id == id_in(text))
    query = select(Proposal).where(or_(*rules)).order_by(Proposal.number.desc()).limit(MOST)
    return [Found(KIND, row.id, _label(actor, row)) for row in session.scalars(query)]


def _label(actor: Actor, row: Proposal) -> str:
    known = allows(actor, ProposalPermission.READ, row)
    return f"{row.code} · {row.title}" if known else str(_("Đề xuất %(code)s", code=row.code))


def _name(session: Session, actor: Actor, proposal_id: UUID) -> str | None:
    row = session.get(Proposal, proposal_id)
    return _label(actor, row) if row else None


def register_proposal_search() -> None:
    """Let proposals be found by their words."""
    register_kind(
        SearchKind(
            key=KIND,
            rank=5,
            label=_l("Đề xuất, kiến nghị"),
            icon="bulb",
            words=_words,
            visible=lambda actor: select(Proposal.id).where(readable(actor)),
            cards=_cards,
            every=lambda: select(Proposal.id),
            watch=(Watch(Proposal, ("title", "text", "wish"), lambda row: row.id),),
        )
    )


def _words(session: Session, proposal_id: UUID) -> Words | None:
    row = session.get(Proposal, proposal_id)
    if row is None:
        return None
    return Words(f"{row.code} {row.title}", {1: row.text, 2: row.wish}, row.created_at)


def _cards(session: Session, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Card]:
    rows = list(session.scalars(select(Proposal).where(Proposal.id.in_(ids))))
    units = names_on(session, {row.unit_id for row in rows}, office_day(utc_now()))
    return {
        row.id: Card(
            title=row.title,
            url=proposal_path(row.id),
            note=str(_("%(code)s · %(unit)s", code=row.code, unit=units[row.unit_id].name)),
            at=row.created_at,
        )
        for row in rows
    }


def register_proposal_power() -> None:
    """Let people delegate their work on proposals."""
    papers = {PaperPermission.READ, PaperPermission.DOWNLOAD, PaperPermission.PRINT}
    permissions = {*ProposalPermission, *papers, PaperPermission.UPLOAD, MarkPermission.READ}
    register_power("proposals", permissions, _works_on_proposals)


def _works_on_proposals(_session: Session, actor: Actor, units: frozenset[UUID] | None) -> bool:
    """Leads or keeps the inbox of the units; anybody with an office without a limit to some."""
    return bool(actor.offices) if units is None else units <= desks(actor)
