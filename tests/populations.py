"""A large office for tests and benchmarks: 300 units, 2,000 people, as a province has them.

    town = populate(store)          # 300 units and 2,000 people beside what is there
    town.units["DVH001"], town.people["nguoi0001"]

Written row by row in bulk, not by commands: it takes a second. The same numbers always give the
same office. Each unit of the second level has a head, each tenth person a second office.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert

from ecabinet.accounts.models import Office, Person, Unit
from ecabinet.accounts.models.unit import EVER, UnitName
from ecabinet.core.actors import Role
from ecabinet.core.clock import utc_now
from ecabinet.core.ids import new_id
from ecabinet.core.store import Store
from ecabinet.core.text import fold, name_sort_key

SINCE = date(2020, 1, 1)
DISTRICTS = 24
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi")
MIDDLE = ("Văn", "Thị", "Đức", "Ngọc", "Hữu", "Thanh", "Quốc", "Kim", "Xuân", "Minh")
GIVEN = ("An", "Ánh", "Bình", "Châu", "Dũng", "Đạt", "Giang", "Hạnh", "Khôi", "Ước", "Yến", "Ân")
ROLES = (Role.OFFICIAL, Role.OFFICIAL, Role.OFFICIAL, Role.CLERK, Role.MEMBER)


@dataclass(frozen=True)
class Town:
    """What was made: units by sign, people by user name."""

    units: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)


def populate(store: Store, units: int = 300, people: int = 2_000) -> Town:
    """Add so many units, in three levels, and so many people with offices in them."""
    unit_rows = _units(units)
    person_rows = [_person(number) for number in range(people)]
    with store.engine.begin() as connection:
        _write(connection, Unit, unit_rows)
        _write(connection, UnitName, [_history(row) for row in unit_rows])
        _write(connection, Person, person_rows)
        _write(connection, Office, _offices(unit_rows, person_rows))
    return Town(
        {row["code"]: row["id"] for row in unit_rows},
        {row["username"]: row["id"] for row in person_rows},
    )


def full_name(number: int) -> str:
    """Return the invented name of a person."""
    given, middle = GIVEN[number % len(GIVEN)], MIDDLE[number // 7 % len(MIDDLE)]
    return f"{FAMILIES[number // 3 % len(FAMILIES)]} {middle} {given}"


def _write(connection: Connection, table: type, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _units(count: int) -> list[dict[str, Any]]:
    """One root, districts below it, and communes below those in turn."""
    rows: list[dict[str, Any]] = []
    for number in range(count):
        if number == 0:
            above, kind, code, name = None, "committee", "TUH", "Tỉnh ủy Hải Hà"
        elif number <= DISTRICTS:
            above, kind = rows[0]["id"], "district"
            code, name = f"HUH{number:02}", f"Huyện ủy số {number}"
        else:
            above = rows[1 + number % min(DISTRICTS, count - 1)]["id"]
            kind, code, name = "commune", f"DVH{number:03}", f"Đảng ủy xã Đồng Lạc {number}"
        rows.append(
            {"id": new_id(), "parent_id": above, "kind": kind, "code": code, "name": name}
            | {"rank": number, "revision": 1}
        )
    return rows


def _history(unit: dict[str, Any]) -> dict[str, Any]:
    told = {name: unit[name] for name in ("name", "code", "kind", "parent_id")}
    begun = {"number": 1, "deed": "created", "from_on": EVER, "recorded_at": utc_now()}
    return {"id": new_id(), "unit_id": unit["id"], **begun, **told}


def _person(number: int) -> dict[str, Any]:
    name, username = full_name(number), f"nguoi{number:04}"
    return {
        "id": new_id(), "username": username, "name": name, "sort_key": name_sort_key(name),
        "folded": fold(f"{name} {username}"),
    }  # fmt: skip


def _offices(units: list[dict[str, Any]], people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    headed: set[UUID] = set()
    for number, person in enumerate(people):
        unit = units[number % len(units)]
        heads = unit["id"] not in headed and number % len(units) <= DISTRICTS
        headed |= {unit["id"]} if heads else set()
        rows.append(_office(person, unit, Role.LEADER if heads else ROLES[number % 5], heads))
        if number % 10 == 0:
            second = units[(number + 17) % len(units)]
            rows.append(_office(person, second, Role.MEMBER, False, rank=1))
    return rows


def _office(
    person: dict[str, Any], unit: dict[str, Any], role: Role, is_head: bool, rank: int = 0
) -> dict[str, Any]:
    title = f"{'Bí thư' if is_head else 'Chuyên viên'} {unit['name']}"
    return {
        "id": new_id(), "person_id": person["id"], "unit_id": unit["id"], "role": role.value,
        "title": title, "folded": fold(title), "rank": rank, "from_on": SINCE, "is_head": is_head,
    }  # fmt: skip
