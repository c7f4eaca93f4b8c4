"""Circulation ballots, for those who ask who may do what with them; answers only as a kind."""

from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_time
from ecabinet.core.permissions import Permission, allows
from ecabinet.core.text import fold
from ecabinet.core.things import MOST, Found, Kind, id_in, never_chosen, register_things
from meetings.circulation.containers import sample_parts, samples
from meetings.circulation.models import Circulation
from meetings.circulation.policies import CirculationPermission

NEWEST = 500


def register_circulation_things() -> None:
    """Register circulation ballots and answers."""
    load = lambda session, key: session.get(Circulation, key)  # noqa: E731
    register_things(
        Kind("circulation", _l("Phiếu lấy ý kiến"), _search, _name, load, samples, _about)
    )
    register_things(never_chosen("circulation_opinion", _l("Tệp kèm ý kiến"), sample_parts))


def _search(session: Session, actor: Actor, text: str) -> list[Found]:
    """By words of the title among the newest; any by its address."""
    wanted, key = fold(text).split(), id_in(text)
    rows = session.scalars(select(Circulation).order_by(Circulation.id.desc()).limit(NEWEST))
    found = []
    for row in rows:
        label = _label(actor, row)
        if row.id == key or (wanted and all(word in fold(label) for word in wanted)):
            found.append(Found("circulation", row.id, label))
    return found[:MOST]


def _label(actor: Actor, row: Circulation) -> str:
    if allows(actor, CirculationPermission.READ, row):
        return row.title
    return str(
        _("Phiếu lấy ý kiến lập ngày %(day)s", day=f"{office_time(row.created_at):%d/%m/%Y}")
    )


def _name(session: Session, actor: Actor, key: UUID) -> str | None:
    row = session.get(Circulation, key)
    return _label(actor, row) if row else None


def _about(row: Circulation, _actor: Actor, permission: Permission) -> Circulation | UUID:
    return row.unit_id if permission is CirculationPermission.CREATE else row
