"""Who holds a secret: the person and the offices held today, in one statement of plain columns.

It runs for every request and every socket event of everybody; made into objects of the ORM, the
same rows cost twice as much.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Date, Row, Select, Table, and_, bindparam, select

from ecabinet.accounts.appearance import CHOICES
from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.models.lasting import covering
from ecabinet.accounts.models.unit import UnitHeir
from ecabinet.core.actors import Actor, HeldOffice, Role
from ecabinet.core.clock import office_day
from ecabinet.core.columns import UtcDateTime

_PERSON = cast(Table, Person.__table__)
_OFFICE = cast(Table, Office.__table__)
_HEIR = cast(Table, UnitHeir.__table__)
_TODAY = bindparam("today", type_=Date)


def holders(proof: Table, *columns: ColumnElement[Any]) -> Select[Any]:
    """Select `columns` of what has this secret and has not expired, and who holds it: a row for
    each office, and for each unit that is inherited with it. For `asking`.

    `proof` names a person, holds the hash of a secret, and expires.
    """
    held = and_(_OFFICE.c.person_id == _PERSON.c.id, covering(_OFFICE.c, _TODAY))
    inherited = and_(_HEIR.c.heir_id == _OFFICE.c.unit_id, _HEIR.c.from_on <= _TODAY)
    return (
        select(
            proof.c.id.label("proof_id"),
            *columns,
            _PERSON.c.id.label("person_id"),
            _PERSON.c.username,
            _PERSON.c.name,
            _PERSON.c.clearance,
            *(_PERSON.c[name] for name in CHOICES),
            _OFFICE.c.id.label("office_id"),
            _OFFICE.c.unit_id,
            _OFFICE.c.role,
            _OFFICE.c.title,
            _HEIR.c.unit_id.label("inherited_id"),
        )
        .select_from(
            proof.join(_PERSON, _PERSON.c.id == proof.c.person_id)
            .outerjoin(_OFFICE, held)
            .outerjoin(_HEIR, inherited)
        )
        .where(
            proof.c.secret_hash == bindparam("secret_hash"),
            proof.c.expires_at > bindparam("now", type_=UtcDateTime),
            _PERSON.c.active,
        )
        .order_by(_OFFICE.c.rank, _OFFICE.c.id, _HEIR.c.unit_id)
    )


def asking(secret_hash: str, now: datetime) -> dict[str, Any]:
    """Return the values for `holders`."""
    return {"secret_hash": secret_hash, "now": now, "today": office_day(now)}


def holder(rows: Sequence[Row[Any]]) -> Actor:
    """Return the person of rows of `holders`, as `actor_of` would."""
    first = rows[0]
    held = {
        row.office_id: HeldOffice(row.unit_id, Role(row.role), row.title)
        for row in rows
        if row.office_id
    }
    inherited = (
        HeldOffice(row.inherited_id, Role(row.role), row.title, inherited=True)
        for row in rows
        if row.inherited_id
    )
    return Actor(
        person_id=first.person_id,
        username=first.username,
        name=first.name,
        language=first.language,
        offices=(*held.values(), *inherited),
        clearance=first.clearance,
    )
