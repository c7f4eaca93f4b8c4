"""Who may do what, and by which rule: asked of the same predicates that decide."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from ecabinet import concurrency
from ecabinet.accounts.models import Office, Person, Unit
from ecabinet.accounts.queries.acting import in_force_for
from ecabinet.accounts.queries.actors import actor_of
from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound
from ecabinet.core.permissions import Permission, allows, registered
from ecabinet.core.rules import judge, permission_name
from ecabinet.core.things import Found, Kind, kinds
from ecabinet.oversight.rights_policies import RightsPermission
from ecabinet.oversight.rights_shapes import Answer, ByDelegation, Explained, Holder, Holders

PAGE_SIZE = 50
AT_ONCE = 100


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
        _answer(actor, behalf, permission, _Asked(found, thing), active=person.active)
        for permission in permissions_of(found.key)
    )
    units = _unit_names(session)
    return Explained(actor, person.active, found, label, units, answers)


def holders(
    session: Session,
    viewer: Actor,
    permission: Permission,
    thing: tuple[str, UUID] | None,
    now: datetime,
    *,
    after: int = 0,
    most: int | None = PAGE_SIZE,
) -> Holders:
    """Return who has a permission on a thing, by given name: `most` of them after the first ones.

    Without a thing: who has it on things of their own units without a part of their own in them.
    A constant number of queries. Raises NotFound.
    """
    require_asker(viewer)
    label, about = "", None
    if thing is not None:
        kind, label, loaded = _thing(session, viewer, *thing)
        about = _Asked(kind, loaded)
    people = session.scalars(_people().where(Person.active).order_by(Person.sort_key, Person.id))
    actors = [actor_of(person, now) for person in people]
    acting = defaultdict(list)
    for one in in_force_for(session, actors, now):
        acting[one.real_id].append(one)
    found = []
    for number, actor in enumerate(actors):
        if number % AT_ONCE == 0:
            concurrency.sleep(0)  # Asking of thousands takes a while; the tablets come first.
        way = _way([actor, *acting[actor.person_id]], permission, about)
        found += [way] if way is not None else []
    shown = found[after : None if most is None else after + most]
    rows = tuple(_holder(way, permission) for way in shown)
    name = permission_name(permission)
    return Holders(permission, name, label, _unit_names(session), rows, len(found))


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


def find_things(session: Session, viewer: Actor, kind: str, text: str) -> list[Found]:
    """Return things that fit, named as far as the viewer may know them. Raises NotFound."""
    require_asker(viewer)
    found = kinds().get(kind)
    if found is None or not found.searchable:
        raise NotFound("not_found", kind=kind)
    return found.search(session, viewer, text)


def samples_for(permission: Permission, unit_id: UUID, actor: Actor) -> list[Any]:
    """Return, as the rule looks at them for an actor, things of a unit nobody has a part in."""
    kind = kinds().get(permission.partition(":")[0])
    if kind is None:
        return []
    return [kind.about(sample, actor, permission) for sample in kind.samples(unit_id)]


@dataclass(frozen=True)
class _Asked:
    """The thing asked about, and how it meets each person."""

    kind: Kind
    thing: Any

    def by(self, actor: Actor, permission: Permission) -> Any:
        """What the rule of the permission looks at."""
        return self.kind.about(self.thing, actor, permission)


def _unit_names(session: Session) -> dict[UUID, str]:
    return {row.id: row.name for row in session.execute(select(Unit.id, Unit.name))}


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
    actor: Actor, behalf: Iterable[Actor], permission: Permission, asked: _Asked, *, active: bool
) -> Answer:
    rule = registered()[permission]
    by = tuple(
        ByDelegation(one.name, one.deputy.until, judge(one, rule, asked.by(one, permission)))
        for one in behalf
        if one.deputy and allows(one, permission, asked.by(one, permission))
    )
    thing = asked.by(actor, permission)
    allowed = active and allows(actor, permission, thing)
    return Answer(permission, permission_name(permission), allowed, judge(actor, rule, thing), by)


@dataclass(frozen=True)
class _Way:
    """A person has it as themselves or as another, on something."""

    person: Actor
    one: Actor
    about: Any


def _way(ones: list[Actor], permission: Permission, asked: _Asked | None) -> _Way | None:
    """Return how a person (the first; then all for whom they act) has it."""
    for one in ones:
        for about in _looked_at(one, permission, asked):
            if allows(one, permission, about):
                return _Way(ones[0], one, about)
    return None


def _looked_at(actor: Actor, permission: Permission, asked: _Asked | None) -> Iterable[Any]:
    if asked is not None:
        return [asked.by(actor, permission)]
    units = sorted(actor.unit_ids) or [UUID(int=0)]
    return (sample for unit in units for sample in samples_for(permission, unit, actor))


def _holder(way: _Way, permission: Permission) -> Holder:
    person, one = way.person, way.one
    assert person.person_id is not None
    return Holder(
        person.person_id,
        person.name,
        person.offices[0].title if person.offices else "",
        judge(one, registered()[permission], way.about),
        one.name if one.deputy is not None else "",
    )
