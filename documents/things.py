"""Papers, for those who ask who may do what with them."""

from uuid import UUID, uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from documents import access, containers
from documents.models import Paper, PaperVersion
from documents.policies import HeldPaper, PaperPermission, Shelf, visible_to
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.errors import NotFound
from ecabinet.core.text import fold
from ecabinet.core.things import MOST, Found, Kind, id_in, register_things

NEWEST = 1000


def register_paper_things() -> None:
    """Register papers."""
    register_things(Kind("paper", _l("Tài liệu"), _search, _name, _load, _samples))


def _search(session: Session, actor: Actor, text: str) -> list[Found]:
    """By title among the papers one may read; all others by symbol or address."""
    wanted, key = fold(text).split(), id_in(text)
    mine = select(Paper).where(visible_to(actor)).order_by(Paper.id.desc()).limit(NEWEST)
    rows = [
        row
        for row in session.scalars(mine)
        if wanted and all(word in fold(f"{row.symbol or ''} {row.title}") for word in wanted)
    ]
    versions = select(PaperVersion.paper_id).where(PaperVersion.id == key)
    exact = or_(Paper.symbol == text.strip(), Paper.id == key, Paper.id.in_(versions))
    rows += session.scalars(select(Paper).where(exact).limit(MOST))
    found = {row.id: Found("paper", row.id, _label(session, actor, row)) for row in rows}
    return list(found.values())[:MOST]


def _label(session: Session, actor: Actor, row: Paper) -> str:
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
    container = containers.kinds().get(row.container_kind) if row else None
    if row is None or container is None:
        return None
    whole = container.whole
    thing = (
        whole(session, row.container_id)
        if whole
        else container.load(session, SYSTEM, row.container_id)
    )
    return HeldPaper(row, Shelf(row.container_kind, row.container_id, container, thing))


def _samples(unit_id: UUID) -> list[HeldPaper]:
    """A paper on every kind of shelf that can be imagined for a unit."""
    found = []
    for kind, container in containers.kinds().items():
        paper = Paper(id=uuid4(), container_kind=kind, container_id=uuid4(), secrecy=0)
        things = container.samples(unit_id) if container.samples else []
        shelves = [Shelf(kind, paper.container_id, container, thing) for thing in things]
        found += [HeldPaper(paper, shelf) for shelf in shelves]
    return found
