"""What may be done with a paper, for its reader; and all grants of a place, for who sets them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from documents import access
from documents.grants import EVERYBODY, ON_PAPER, Level, Rule, Who, rules_of
from documents.held import HeldPaper, Shelf
from documents.models import PaperGrant
from documents.policies import PaperPermission
from documents.viewers import Sight, any_paper, level_of, people, sight_of
from ecabinet.accounts.models import Person, Unit
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import NotFound


@dataclass(frozen=True)
class OwnRights:
    """What the reader may do with a paper now, and when time alone may change it."""

    level: Level
    changes_at: datetime | None


@dataclass(frozen=True)
class GrantRow:
    """One grant; `name` is whom it names, empty for everybody. `is_open`: its window is now."""

    rule: Rule
    name: str
    is_open: bool
    set_by: str
    set_at: datetime


@dataclass(frozen=True)
class GrantPage:
    """All about the grants of a paper (`paper_id`) or a place: who may what, by which rule.

    `people` are those concerned, in order; `units` those in which they hold offices.
    """

    paper_id: UUID | None
    container_kind: str
    container_id: UUID
    title: str
    place_title: str
    place_url: str
    grants: list[GrantRow]
    people: list[Sight]
    units: list[tuple[UUID, str]]
    names: dict[UUID, str]

    @property
    def place(self) -> tuple[str, UUID]:
        """Where new grants of this page lie."""
        return (ON_PAPER, self.paper_id) if self.paper_id else self.container

    @property
    def container(self) -> tuple[str, UUID]:
        """The container of the papers."""
        return self.container_kind, self.container_id


def own_rights(session: Session, actor: Actor, version_id: UUID) -> OwnRights:
    """Return what `actor` may do with a paper. Raises NotFound."""
    held = access.version(session, actor, version_id, PaperPermission.READ)
    return OwnRights(level_of(actor, held), held.grants.changes_at(actor))


def grants_of_paper(session: Session, actor: Actor, version_id: UUID) -> GrantPage:
    """Return the grants of the paper of a version. Raises NotFound, Denied."""
    held = access.version(session, actor, version_id, PaperPermission.GRANT)
    whole = access.unchecked_shelf(session, held.shelf.kind, held.shelf.id)
    if whole is None:
        raise NotFound("not_found", kind="paper")
    title = f"{held.paper.symbol} · {held.paper.title}" if held.paper.symbol else held.paper.title
    return _page(session, HeldPaper(held.paper, whole, held.grants), held.paper.id, title)


def grants_of_place(session: Session, actor: Actor, kind: str, container_id: UUID) -> GrantPage:
    """Return the grants for all papers of a place. Raises NotFound, Denied."""
    access.shelf(session, actor, kind, container_id, PaperPermission.GRANT)
    whole = any_paper(session, kind, container_id)
    if whole is None:
        raise NotFound("not_found", kind="container")
    return _page(session, whole, None, "")


def _page(session: Session, held: HeldPaper, paper_id: UUID | None, title: str) -> GrantPage:
    shelf = held.shelf
    place = shelf.container.describe(session, [shelf.id]).get(shelf.id)
    actors = people(session, _concerned(session, shelf))
    rows = _rows(session, shelf, paper_id)
    units = {office.unit_id for actor in actors for office in actor.offices}
    named = {row.who_id for row in rows} | {row.set_by for row in rows if row.set_by}
    names = _names(session, units | named)
    return GrantPage(
        paper_id=paper_id,
        container_kind=shelf.kind,
        container_id=shelf.id,
        title=title or (place.title if place else ""),
        place_title=place.title if place else "",
        place_url=place.url if place else "",
        grants=[_row(row, names) for row in rows],
        people=[sight_of(actor, held) for actor in actors],
        units=sorted(((key, names[key]) for key in units), key=lambda unit: unit[1]),
        names=names,
    )


def _concerned(session: Session, shelf: Shelf) -> list[UUID]:
    concerned = shelf.container.concerned
    return concerned(session, shelf.id) if concerned else []


def _rows(session: Session, shelf: Shelf, paper_id: UUID | None) -> list[PaperGrant]:
    here = (PaperGrant.place_kind == shelf.kind) & (PaperGrant.place_id == shelf.id)
    own = (PaperGrant.place_kind == ON_PAPER) & (PaperGrant.place_id == paper_id)
    query = select(PaperGrant).where(or_(here, own) if paper_id else here)
    order = {Who.PERSON: 0, Who.UNIT: 1, Who.ALL: 2}
    rows = session.scalars(query.order_by(PaperGrant.set_at, PaperGrant.id))
    return sorted(rows, key=lambda row: (row.place_kind != ON_PAPER, order[Who(row.who_kind)]))


def _row(row: PaperGrant, names: dict[UUID, str]) -> GrantRow:
    (rule,) = rules_of([row])
    return GrantRow(
        rule=rule,
        name="" if row.who_id == EVERYBODY else names.get(row.who_id, ""),
        is_open=rule.level is Level.NONE or rule.gives(utc_now()) > Level.NONE,
        set_by=names.get(row.set_by, "") if row.set_by else "",
        set_at=row.set_at,
    )


def _names(session: Session, ids: set[UUID]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for row in session.execute(select(Person.id, Person.name).where(Person.id.in_(ids))):
        found[row.id] = row.name
    for row in session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(ids))):
        found[row.id] = row.name
    return found
