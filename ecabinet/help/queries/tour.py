"""How far somebody is with the tours that are theirs."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.help.models import Tour
from ecabinet.help.roles import guide, key_of, roles_of


@dataclass(frozen=True, slots=True)
class OwnTour:
    """The tours of a person's roles; `role` is the one offered, `shown` whether on the home page.

    The one offered is the first that is not finished.
    """

    roles: tuple[str, ...]
    role: str
    ticked: frozenset[str]
    shown: bool
    closed: bool

    def is_done(self, role: str, step: str) -> bool:
        """Whether a step is ticked."""
        return key_of(role, step) in self.ticked

    def done_of(self, role: str) -> int:
        """How many steps of a role's tour are ticked."""
        return sum(self.is_done(role, step.key) for step in guide(role, "vi").tour)


def own_tour(session: Session, actor: Actor) -> OwnTour:
    """Return the tours of whoever asks. One query."""
    row = session.get(Tour, actor.person_id) if actor.person_id else None
    ticked = frozenset(row.ticked if row else ())
    roles = roles_of(actor)
    open_ones = [role for role in roles if not _finished(role, ticked)]
    hidden = row is not None and (row.closed or row.put_off_on == office_day(utc_now()))
    return OwnTour(
        roles=roles,
        role=open_ones[0] if open_ones else roles[0],
        ticked=ticked,
        shown=bool(open_ones) and not hidden and actor.deputy is None,
        closed=row is not None and row.closed,
    )


def _finished(role: str, ticked: frozenset[str]) -> bool:
    return all(key_of(role, step.key) in ticked for step in guide(role, "vi").tour)
