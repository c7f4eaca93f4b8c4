"""Slips, for those who ask who may do what with them; parts only as a kind."""

from uuid import UUID, uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from documents.register.models import Entry
from documents.routing.models import PartRole, Slip, SlipPart
from documents.routing.policies import SlipPermission, visible_to
from documents.routing.states import PartState
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_time
from ecabinet.core.permissions import Permission, allows
from ecabinet.core.text import fold
from ecabinet.core.things import MOST, Found, Kind, id_in, never_chosen, register_things


def register_slip_things() -> None:
    """Register slips and their parts."""
    load = lambda session, key: session.get(Slip, key)  # noqa: E731
    register_things(Kind("slip", _l("Phiếu chuyển"), _search, _name, load, _samples, _about))
    register_things(never_chosen("slip_part", _l("Nơi nhận phiếu chuyển"), _parts))


def _search(session: Session, actor: Actor, text: str) -> list[Found]:
    """By words of the document among the slips one may read; any by its address."""
    words = [Entry.folded.contains(word, autoescape=True) for word in fold(text).split()]
    rows: list[Slip] = []
    if words:
        mine = select(Slip).join(Entry, Entry.id == Slip.entry_id).where(visible_to(actor), *words)
        rows += session.scalars(mine.order_by(Slip.id.desc()).limit(MOST))
    key = id_in(text)
    exact = or_(Slip.id == key, Slip.id.in_(select(SlipPart.slip_id).where(SlipPart.id == key)))
    rows += session.scalars(select(Slip).where(exact))
    found = {row.id: Found("slip", row.id, _label(actor, row)) for row in rows}
    return list(found.values())[:MOST]


def _label(actor: Actor, row: Slip) -> str:
    if allows(actor, SlipPermission.READ, row):
        return str(_("Phiếu chuyển %(symbol)s", symbol=row.entry.symbol))
    return str(_("Phiếu chuyển ngày %(day)s", day=f"{office_time(row.sent_at):%d/%m/%Y}"))


def _name(session: Session, actor: Actor, slip_id: UUID) -> str | None:
    row = session.get(Slip, slip_id)
    return _label(actor, row) if row else None


def _samples(unit_id: UUID) -> list[Slip]:
    """A slip that the unit sent, and one that it received."""
    return [_sample(unit_id, uuid4()), _sample(uuid4(), unit_id)]


def _sample(sender: UUID, receiver: UUID) -> Slip:
    key = uuid4()
    entry = Entry(id=uuid4(), unit_id=sender, secrecy=0, cancelled_at=None)
    slip = Slip(id=key, root_id=key, unit_id=sender, sender_id=uuid4(), entry=entry)
    part = SlipPart(unit_id=receiver, role=PartRole.LEAD, state=PartState.SENT)
    slip.parts = [part]
    return slip


def _parts(unit_id: UUID) -> list[SlipPart]:
    return [slip.parts[0] for slip in _samples(unit_id)]


def _about(slip: Slip, _actor: Actor, permission: Permission) -> Slip | Entry:
    return slip.entry if permission is SlipPermission.SEND else slip
