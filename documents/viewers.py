"""Several people at once: who of them may view a paper, and what each may do by which rule."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, selectinload

from documents import access
from documents.grants import (
    NO_GRANTS,
    ON_PAPER,
    Grants,
    Level,
    Rule,
    grants_in,
    grants_of,
    rules_of,
)
from documents.held import HeldPaper, HeldVersion
from documents.models import Paper, PaperGrant
from documents.policies import PaperPermission
from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.queries.actors import actor_of
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.permissions import allows

_STEPS = {
    Level.VIEW: PaperPermission.READ,
    Level.ANNOTATE: PaperPermission.ANNOTATE,
    Level.DOWNLOAD: PaperPermission.DOWNLOAD,
    Level.PRINT: PaperPermission.PRINT,
}


@dataclass(frozen=True)
class Sight:
    """What one person may do with a paper. `rule` decided; None: no grant names them.

    `in_audience`: whether the place itself lets them read; if not, no grant helps. `manages`:
    they set grants here, and no grant takes anything from them.
    """

    actor: Actor
    level: Level
    rule: Rule | None
    in_audience: bool
    manages: bool


def level_of(actor: Actor, held: HeldPaper | HeldVersion) -> Level:
    """Return the highest step of the ladder that the permission table grants."""
    steps = [level for level, permission in _STEPS.items() if allows(actor, permission, held)]
    return max(steps, default=Level.NONE)


def sight_of(actor: Actor, held: HeldPaper) -> Sight:
    """Return what `actor` may do with a paper, and by which rule."""
    bare = HeldPaper(held.paper, held.shelf, NO_GRANTS)
    return Sight(
        actor=actor,
        level=level_of(actor, held),
        rule=held.grants.winner(actor),
        in_audience=allows(actor, PaperPermission.READ, bare),
        manages=allows(actor, PaperPermission.GRANT, bare),
    )


def people(session: Session, ids: Collection[UUID]) -> list[Actor]:
    """Return people with today's offices, in the order of `ids`; a constant number of queries."""
    now = utc_now()
    query = select(Person).where(Person.id.in_(list(ids)), Person.active)
    query = query.options(selectinload(Person.offices).selectinload(Office.merged))
    found = {person.id: actor_of(person, now) for person in session.scalars(query)}
    return [found[key] for key in ids if key in found]


def whole_paper(session: Session, paper: Paper) -> HeldPaper | None:
    """Return a paper with all that the rules look at for anybody."""
    on = access.unchecked_shelf(session, paper.container_kind, paper.container_id)
    return HeldPaper(paper, on, grants_of(session, paper)) if on else None


def any_paper(session: Session, kind: str, container_id: UUID) -> HeldPaper | None:
    """Return what a paper without grants of its own would be in a place."""
    on = access.unchecked_shelf(session, kind, container_id)
    paper = Paper(container_kind=kind, container_id=container_id, secrecy=0)
    return HeldPaper(paper, on, grants_in(session, kind, container_id)) if on else None


def kept_from(
    session: Session,
    paper_ids: Collection[UUID],
    person_ids: Collection[UUID],
    manages: Callable[[Actor], bool],
) -> dict[UUID, frozenset[UUID]]:
    """Return by paper from which of the people a grant keeps it now; two queries without grants.

    From who `manages` grants none keeps anything.
    """
    papers = session.scalars(select(Paper).where(Paper.id.in_(paper_ids))).all()
    own = and_(PaperGrant.place_kind == ON_PAPER, PaperGrant.place_id.in_(paper_ids))
    places = PaperGrant.place_id.in_({paper.container_id for paper in papers})
    rows = session.scalars(select(PaperGrant).where(or_(own, places))).all()
    if not rows:
        return {}
    now, kept = utc_now(), {}
    readers = [who for who in people(session, person_ids) if not manages(who)]
    for paper in papers:
        here = {(ON_PAPER, paper.id), (paper.container_kind, paper.container_id)}
        rules = rules_of(row for row in rows if (row.place_kind, row.place_id) in here)
        grants = Grants(rules, now)
        kept[paper.id] = frozenset(
            who.person_id for who in readers if who.person_id and grants.level(who) is Level.NONE
        )
    return kept


def may_view(session: Session, paper: Paper, ids: Collection[UUID]) -> list[UUID]:
    """Return those who may view a paper, of people whom its place lets read it."""
    grants: Grants = grants_of(session, paper)
    if not grants.rules:
        return list(ids)
    held = whole_paper(session, paper)
    if held is None:
        return []
    seeing = [who for who in people(session, ids) if allows(who, PaperPermission.READ, held)]
    return [who.person_id for who in seeing if who.person_id]
