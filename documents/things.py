"""Papers, for those who ask who may do what with them; marks only as a kind.

A paper above the clearance of who asks is found by its exact address only, and is not named.
"""

from uuid import UUID, uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from documents import access, containers
from documents.grants import NO_GRANTS, grants_of
from documents.held import HeldLayer, HeldMark, HeldPaper, Shelf
from documents.models import Annotation, Paper, PaperVersion
from documents.policies import PaperPermission, cleared_for, own_units, visible_to
from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound
from ecabinet.core.permissions import Permission
from ecabinet.core.text import fold
from ecabinet.core.things import MOST, Found, Kind, id_in, never_chosen, register_things

NEWEST = 1000
ON_LAYER = (PaperPermission.READ_UNIT, PaperPermission.MARK_UNIT)


def register_paper_things() -> None:
    """Register papers and marks."""
    register_things(Kind("paper", _l("Tài liệu"), _search, _name, _load, _samples, _about))
    register_things(never_chosen("mark", _l("Ghi chú"), _marks))


def _search(session: Session, actor: Actor, text: str) -> list[Found]:
    """By title among the papers one may read; others one is cleared for by symbol; by address."""
    wanted, key = fold(text).split(), id_in(text)
    mine = select(Paper).where(visible_to(actor)).order_by(Paper.id.desc()).limit(NEWEST)
    rows = [
        row
        for row in session.scalars(mine)
        if wanted and all(word in fold(f"{row.symbol or ''} {row.title}") for word in wanted)
    ]
    versions = select(PaperVersion.paper_id).where(PaperVersion.id == key)
    by_symbol = and_(Paper.symbol == text.strip(), cleared_for(actor))
    exact = or_(by_symbol, Paper.id == key, Paper.id.in_(versions))
    rows += session.scalars(select(Paper).where(exact).limit(MOST))
    found = {row.id: Found("paper", row.id, _label(session, actor, row)) for row in rows}
    return list(found.values())[:MOST]


def _label(session: Session, actor: Actor, row: Paper) -> str:
    if row.secrecy > actor.clearance:
        return str(_("Tài liệu ngoài mức được biết của đồng chí"))
    try:
        access.paper(session, actor, row.id, PaperPermission.READ)
    except NotFound:
        if row.symbol:
            return str(_("Tài liệu %(symbol)s", symbol=row.symbol))
        return str(_("Tài liệu chưa có số"))
    return f"{row.symbol} · {row.title}" if row.symbol else row.title


def _name(session: Session, actor: Actor, paper_id: UUID) -> str | None:
    row = session.get(Paper, paper_id)
    return _label(session, actor, row) if row else None


def _load(session: Session, paper_id: UUID) -> HeldPaper | None:
    row = session.get(Paper, paper_id)
    on = access.unchecked_shelf(session, row.container_kind, row.container_id) if row else None
    return HeldPaper(row, on, grants_of(session, row)) if row and on else None


def _samples(unit_id: UUID) -> list[HeldPaper]:
    """A paper on every kind of shelf that can be imagined for a unit."""
    found = []
    for kind, container in containers.kinds().items():
        paper = Paper(id=uuid4(), container_kind=kind, container_id=uuid4(), secrecy=0)
        things = container.samples(unit_id) if container.samples else []
        shelves = [Shelf(kind, paper.container_id, container, thing) for thing in things]
        found += [HeldPaper(paper, shelf, NO_GRANTS) for shelf in shelves]
    return found


def _about(held: HeldPaper, actor: Actor, permission: Permission) -> HeldPaper | HeldLayer:
    """A layer is one unit's: for who has an office, that of their own first unit."""
    if permission not in ON_LAYER:
        return held
    unit_id = min(own_units(actor), default=UUID(int=0))
    version = PaperVersion(id=uuid4(), paper_id=held.paper.id)
    return HeldLayer(unit_id, version, held.paper, held.shelf, held.grants)


def _marks(unit_id: UUID) -> list[HeldMark]:
    """A stranger's mark on every layer of such papers."""
    layers = (("personal", None), ("unit", unit_id), ("meeting", None))
    return [
        HeldMark(
            Annotation(id=uuid4(), layer=layer, unit_id=unit, author_id=uuid4()),
            PaperVersion(id=uuid4()),
            held.paper,
            held.shelf,
            held.grants,
        )
        for held in _samples(unit_id)
        for layer, unit in layers
    ]
