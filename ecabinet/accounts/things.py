"""People, units and delegations, for those who ask who may do what with them."""

from uuid import UUID, uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, joinedload

from ecabinet.accounts.models import ApiToken, Delegation, Person, SignIn, Unit
from ecabinet.core.actors import Actor
from ecabinet.core.text import fold
from ecabinet.core.things import MOST, Found, Kind, id_in, never_chosen, register_things


def register_account_things() -> None:
    """Register people, units and delegations, and what is each person's own."""
    register_things(
        Kind("person", _l("Người dùng"), _people, _person, lambda s, key: s.get(Person, key),
             lambda _unit: [Person(id=uuid4())])
    )  # fmt: skip
    register_things(
        Kind("unit", _l("Đơn vị"), _units, _unit, lambda s, key: s.get(Unit, key),
             lambda unit_id: [Unit(id=unit_id)])
    )  # fmt: skip
    register_things(
        Kind("delegation", _l("Ủy quyền"), _delegations, _delegation,
             lambda s, key: s.get(Delegation, key),
             lambda _unit: [Delegation(id=uuid4(), giver_id=uuid4(), receiver_id=uuid4())])
    )  # fmt: skip
    register_things(
        never_chosen("sign_in", _l("Lần đăng nhập"), lambda _unit: [SignIn(person_id=uuid4())])
    )
    register_things(
        never_chosen("token", _l("Mã truy cập"), lambda _unit: [ApiToken(person_id=uuid4())])
    )


def _people(session: Session, _actor: Actor, text: str) -> list[Found]:
    """By any word of name, user name, mail address or telephone; or by address."""
    words = [Person.folded.contains(word, autoescape=True) for word in fold(text).split()]
    query = select(Person).where(or_(and_(*words), Person.id == id_in(text)))
    rows = session.scalars(query.order_by(Person.sort_key, Person.id).limit(MOST)) if words else ()
    return [Found("person", row.id, _named(row)) for row in rows]


def _named(row: Person) -> str:
    return f"{row.name} ({row.username})"


def _person(session: Session, _actor: Actor, person_id: UUID) -> str | None:
    row = session.get(Person, person_id)
    return _named(row) if row else None


def _units(session: Session, _actor: Actor, text: str) -> list[Found]:
    """By any word of name or code, closed ones too; or by address."""
    wanted, key = fold(text).split(), id_in(text)
    rows = session.scalars(select(Unit).order_by(Unit.rank, Unit.name)) if wanted else ()
    fits = (
        row
        for row in rows
        if row.id == key or all(word in fold(f"{row.name} {row.code}") for word in wanted)
    )
    return [Found("unit", row.id, row.name) for row in fits][:MOST]


def _unit(session: Session, _actor: Actor, unit_id: UUID) -> str | None:
    row = session.get(Unit, unit_id)
    return row.name if row else None


def _delegations(session: Session, _actor: Actor, text: str) -> list[Found]:
    """By the names of both people, newest first; or by address."""
    wanted, key = fold(text).split(), id_in(text)
    query = select(Delegation).options(
        joinedload(Delegation.giver), joinedload(Delegation.receiver)
    )
    rows = session.scalars(query.order_by(Delegation.id.desc()).limit(1000)) if wanted else ()
    labels = ((row.id, _told(row)) for row in rows)
    return [
        Found("delegation", row_id, label)
        for row_id, label in labels
        if row_id == key or all(word in fold(label) for word in wanted)
    ][:MOST]


def _told(row: Delegation) -> str:
    return str(
        _(
            "%(giver)s ủy quyền cho %(receiver)s, %(from_on)s – %(to_on)s",
            giver=row.giver.name, receiver=row.receiver.name,
            from_on=f"{row.from_on:%d/%m/%Y}", to_on=f"{row.to_on:%d/%m/%Y}",
        )
    )  # fmt: skip


def _delegation(session: Session, _actor: Actor, delegation_id: UUID) -> str | None:
    row = session.get(Delegation, delegation_id)
    return _told(row) if row else None
