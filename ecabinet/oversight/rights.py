"""Who may do what, and by which rule: asked of the same predicates that decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.queries.acting import in_force_for
from ecabinet.accounts.queries.actors import actor_of
from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound
from ecabinet.core.permissions import Permission, allows, registered
from ecabinet.core.rules import Finding, judge, permission_name
from ecabinet.core.things import Kind, kinds
from ecabinet.oversight.rights_policies import RightsPermission

MOST = 200


@dataclass(frozen=True)
class ByDelegation:
    """The same permission on behalf of another: whose, until when, and by which rule of theirs."""

    giver: str
    until: Any
    finding: Finding


@dataclass(frozen=True)
class Answer:
    """One permission of one thing for one person."""

    permission: Permission
    name: Any
    allowed: bool
    finding: Finding
    delegations: tuple[ByDelegation, ...]

    @property
    def anyhow(self) -> bool:
        """Whether the person may, of their own or on behalf of another."""
        return self.allowed or bool(self.delegations)


@dataclass(frozen=True)
class Explained:
    """All permissions of a thing for a person."""

    person: Actor
    active: bool
    thing: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Holder:
    """Somebody who has a permission; `behalf` names for whom, when by delegation only."""

    person_id: UUID
    name: str
    title: str
    finding: Finding
    behalf: str = ""


@dataclass(frozen=True)
class Holders:
    """Who has a permission; `total` may be more than are shown."""

    permission: Permission
    name: Any
    thing: str
    rows: tuple[Holder, ...]
    total: int


def explain(
    session: Session, viewer: Actor, person_id: UUID, kind: str, thing_id: UUID, now: datetime
) -> Explained:
    """Return what a person may do with a thing, and why. Raises NotFound."""
    require_asker(viewer)
    person = session.scalar(_people().where(Person.id == person_id))
    found, label, thing = _thing(session, viewer, kind, thing_id)
    if person is None:
        raise NotFound("not_found", kind="person")
    actor = actor_of(person, now)
    behalf = in_force_for(session, [actor], now) if person.active else []
    answers = tuple(
        _answer(actor, behalf, permission, thing, active=person.active)
        for permission in permissions_of(found.key)
    )
    return Explained(actor, person.active, label, answers)


def holders(
    session: Session,
    viewer: Actor,
    permission: Permission,
    thing: tuple[str, UUID] | None,
    now: datetime,
) -> Holders:
    """Return who has a permission on a thing, the first of them by given name.

    Without a thing: who has it on things of their own units without a part of their own in them.
    A constant number of queries. Raises NotFound.
    """
    require_asker(viewer)
    label, about = "", None
    if thing is not None:
        _, label, about = _thing(session, viewer, *thing)
    people = session.scalars(_people().where(Person.active).order_by(Person.sort_key, Person.id))
    actors = [actor_of(person, now) for person in people]
    rows = []
    acting = in_force_for(session, actors, now)
    for actor in actors:
        for one in (actor, *(a for a in acting if a.real_id == actor.person_id)):
            held = _held(one, permission, about, chosen=thing is not None)
            if held is not None:
                rows.append(_holder(actor, one, held))
                break
    return Holders(permission, permission_name(permission), label, tuple(rows[:MOST]), len(rows))


def permissions_of(kind: str) -> list[Permission]:
    """Return the permissions of things of a kind, in the order of their table."""
    return [p for p in registered() if p.partition(":")[0] == kind]


def find_permission(code: str) -> Permission:
    """Return the permission with this code. Raises NotFound."""
    found = next((p for p in registered() if str(p) == code), None)
    if found is None:
        raise NotFound("not_found", kind="permission")
    return found


def require_asker(viewer: Actor) -> None:
    """Raise NotFound to whoever may not ask."""
    if not allows(viewer, RightsPermission.READ, None):
        raise NotFound("not_found", kind="rights")


def samples_for(permission: Permission, unit_id: UUID) -> list[Any]:
    """Return things of a unit that nobody has a part in; [None] where the rule asks for none."""
    kind = kinds().get(permission.partition(":")[0])
    return kind.samples(unit_id) if kind else [None]


def _people() -> Any:
    return select(Person).options(selectinload(Person.offices).selectinload(Office.merged))


def _thing(session: Session, viewer: Actor, kind: str, thing_id: UUID) -> tuple[Kind, str, Any]:
    found = kinds().get(kind)
    label = found.name(session, viewer, thing_id) if found else None
    thing = found.load(session, thing_id) if found and label is not None else None
    if found is None or label is None or thing is None:
        raise NotFound("not_found", kind=kind)
    return found, label, thing


def _answer(
    actor: Actor, behalf: Iterable[Actor], permission: Permission, thing: Any, *, active: bool
) -> Answer:
    rule = registered()[permission]
    by = tuple(
        ByDelegation(one.name, one.deputy.until, judge(one, rule, thing))
        for one in behalf
        if one.deputy and allows(one, permission, thing)
    )
    allowed = active and allows(actor, permission, thing)
    return Answer(permission, permission_name(permission), allowed, judge(actor, rule, thing), by)


def _held(actor: Actor, permission: Permission, thing: Any, *, chosen: bool) -> Finding | None:
    if chosen:
        about = [thing]
    else:
        units = sorted(actor.unit_ids) or [UUID(int=0)]
        about = [sample for unit in units for sample in samples_for(permission, unit)]
    for one in about:
        if allows(actor, permission, one):
            return judge(actor, registered()[permission], one)
    return None


def _holder(actor: Actor, one: Actor, finding: Finding) -> Holder:
    assert actor.person_id is not None
    title = actor.offices[0].title if actor.offices else ""
    return Holder(
        actor.person_id, actor.name, title, finding, one.name if one.deputy is not None else ""
    )
