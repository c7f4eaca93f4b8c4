"""The rule of grants: which of them decides for a person, and what it gives at a moment.

A grant names a person, a unit or everybody, on one paper or on the place where it lies, for all
papers there. Who is named more closely wins: a person over a unit over everybody; between two that
name alike, the paper's own over the place's. Of several units of a person the one that gives most
counts, as offices add up everywhere. Nobody named: PRINT, all there is. The winner alone decides:
outside its window it gives nothing. Told to people in docs/paper-rights.md.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session

from documents.models import Paper, PaperGrant
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now

ON_PAPER = "paper"
EVERYBODY = UUID(int=0)


class Level(IntEnum):
    """What one may do with a paper; each level contains those before it."""

    NONE = 0
    VIEW = 1
    ANNOTATE = 2
    DOWNLOAD = 3
    PRINT = 4


DEFAULT = Level.PRINT


class Who(StrEnum):
    """Whom a grant names."""

    PERSON = "person"
    UNIT = "unit"
    ALL = "all"


_CLOSENESS = {Who.PERSON: 2, Who.UNIT: 1, Who.ALL: 0}


@dataclass(frozen=True)
class Rule:
    """One grant: on the paper itself or on its place, whom it names, what it gives, and when.

    The window begins at `starts_at` and ends just before `ends_at`; None is no limit.
    """

    own: bool
    who: Who
    who_id: UUID
    level: Level
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    def gives(self, now: datetime) -> Level:
        """Return what it gives at a moment."""
        begun = self.starts_at is None or self.starts_at <= now
        ended = self.ends_at is not None and self.ends_at <= now
        return self.level if begun and not ended else Level.NONE

    def names(self, person_id: UUID | None, unit_ids: Collection[UUID]) -> bool:
        """Return whether it speaks of this person."""
        if self.who is Who.PERSON:
            return self.who_id == person_id
        return self.who is Who.ALL or self.who_id in unit_ids

    def changes_after(self, now: datetime) -> datetime | None:
        """Return when the window opens or ends next, None when it does neither any more."""
        return min((at for at in (self.starts_at, self.ends_at) if at and at > now), default=None)


@dataclass(frozen=True)
class Grants:
    """All grants of one paper and its place, as they stand at `now`."""

    rules: tuple[Rule, ...] = ()
    now: datetime | None = None

    def winner(self, actor: Actor) -> Rule | None:
        """Return the rule that decides for `actor`, None when none names them."""
        now = self.now or utc_now()
        named = [rule for rule in self.rules if rule.names(actor.person_id, actor.unit_ids)]
        return max(
            named,
            key=lambda rule: (_CLOSENESS[rule.who], rule.own, rule.gives(now)),
            default=None,
        )

    def level(self, actor: Actor) -> Level:
        """Return what `actor` may do, as far as grants have a say."""
        winner = self.winner(actor)
        return DEFAULT if winner is None else winner.gives(self.now or utc_now())

    def changes_at(self, actor: Actor) -> datetime | None:
        """Return when time alone may change what `actor` may do next."""
        now = self.now or utc_now()
        named = [rule for rule in self.rules if rule.names(actor.person_id, actor.unit_ids)]
        moments = [at for rule in named if (at := rule.changes_after(now))]
        return min(moments, default=None)


NO_GRANTS = Grants()


def grants_of(session: Session, paper: Paper) -> Grants:
    """Return the grants of a paper and of its place."""
    return grants_in(session, paper.container_kind, paper.container_id, paper.id)


def grants_in(
    session: Session, kind: str, container_id: UUID, paper_id: UUID | None = None
) -> Grants:
    """Return the grants of a place, with those of one paper there."""
    places = [_on(kind, container_id)]
    if paper_id is not None:
        places.append(_on(ON_PAPER, paper_id))
    rows = session.scalars(select(PaperGrant).where(or_(*places)))
    return Grants(rules_of(rows), utc_now())


def rules_of(rows: Iterable[PaperGrant]) -> tuple[Rule, ...]:
    """Return stored grants as rules."""
    return tuple(
        Rule(
            own=row.place_kind == ON_PAPER,
            who=Who(row.who_kind),
            who_id=row.who_id,
            level=Level(row.level),
            starts_at=row.starts_at,
            ends_at=row.ends_at,
        )
        for row in rows
    )


def level_in_sql(actor: Actor) -> ColumnElement[int]:
    """Return the SQL twin of `Grants.level` for `Paper`, correlated, in one look at the index."""
    now = utc_now()
    named = or_(
        PaperGrant.who_kind == Who.ALL,
        and_(PaperGrant.who_kind == Who.PERSON, PaperGrant.who_id == actor.person_id),
        and_(PaperGrant.who_kind == Who.UNIT, PaperGrant.who_id.in_(list(actor.unit_ids))),
    )
    closeness = case({who.value: n for who, n in _CLOSENESS.items()}, value=PaperGrant.who_kind)
    own = case((PaperGrant.place_kind == ON_PAPER, 1), else_=0)
    outside = or_(PaperGrant.starts_at > now, PaperGrant.ends_at <= now)
    gives = case((outside, int(Level.NONE)), else_=PaperGrant.level)
    here = or_(
        _on(ON_PAPER, Paper.id),
        and_(
            PaperGrant.place_kind == Paper.container_kind,
            PaperGrant.place_id == Paper.container_id,
        ),
    )
    decided = (
        select(gives)
        .where(here, named)
        .order_by(closeness.desc(), own.desc(), gives.desc())
        .limit(1)
        .correlate(Paper)
        .scalar_subquery()
    )
    return func.coalesce(decided, literal(int(DEFAULT)))


def _on(kind: str, place_id: object) -> ColumnElement[bool]:
    return and_(PaperGrant.place_kind == kind, PaperGrant.place_id == place_id)
