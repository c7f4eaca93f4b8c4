"""An office of any size with years of work behind it, written past the commands.

`fill(engine, Size(), today)` fills a migrated, furnished and otherwise empty database through the
product's own tables: a tree of units, people with their offices, directives with articles, tasks at
every step (`office_tasks.py`, `office_lives.py`); the same for the same day. No audit entries, no
events, no papers: what lists and figures of follow-up read is there, the rest is not.
"""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, insert, text
from sqlalchemy.orm import DeclarativeBase, Session

from ecabinet.accounts.models import Office, Person, Unit
from ecabinet.accounts.models.unit import EVER, UnitDeed, UnitKind, UnitName
from ecabinet.core.actors import Role
from ecabinet.core.clock import OFFICE_ZONE
from ecabinet.core.text import fold, name_sort_key
from followup.models import Directive, DirectiveArticle
from tests.fixtures import cheap_hash
from tests.populations import full_name

SEED = 20261129
BATCH = 5_000
DISTRICTS, DEPARTMENTS, BOARDS = 12, 20, 7
FIELDS = ("XDD", "KT", "VHXH", "NC", "QPAN", "DV", "CDS")
TAIL = ~(0xF << 76 | 3 << 62)
"""All but the version and the variant of an id."""
BEGUN = date(2015, 1, 1)

SUBJECTS = (
    "Rà soát", "Xây dựng kế hoạch", "Tổng hợp, báo cáo", "Kiểm tra, giám sát", "Hướng dẫn",
    "Tham mưu ban hành", "Đôn đốc thực hiện", "Sơ kết một năm", "Thẩm định", "Tổ chức hội nghị về",
)  # fmt: skip
MATTERS = (
    "giải phóng mặt bằng khu công nghiệp", "chuyển đổi số trong các cơ quan đảng",
    "sắp xếp đơn vị hành chính cấp xã", "phát triển đảng viên trong doanh nghiệp",
    "tiến độ giải ngân vốn đầu tư công", "công tác dân vận ở cơ sở", "cải cách hành chính",
    "phòng, chống thiên tai và tìm kiếm cứu nạn", "xây dựng nông thôn mới nâng cao",
    "giải quyết khiếu nại, tố cáo kéo dài", "quy hoạch cán bộ nhiệm kỳ tới",
)  # fmt: skip


@dataclass(frozen=True)
class Size:
    """How much there is. `years` of work end today."""

    tasks: int = 100_000
    people: int = 2_000
    units: int = 300
    directives: int = 1_500
    years: int = 4


@dataclass
class Filled:
    """Who and what is there. `under`: units directly below each; `staff`: officials of each."""

    today: date
    dice: random.Random
    units: list[UUID] = field(default_factory=list)
    under: dict[UUID, list[UUID]] = field(default_factory=dict)
    heads: dict[UUID, UUID] = field(default_factory=dict)
    staff: dict[UUID, list[UUID]] = field(default_factory=dict)
    leaders: list[UUID] = field(default_factory=list)
    trackers: list[UUID] = field(default_factory=list)
    directives: list[tuple[UUID, date, list[UUID]]] = field(default_factory=list)
    tasks: int = 0

    def key(self, at: datetime) -> UUID:
        """Return an id as the product gives them, ordered by time, the same in each run."""
        head = int(at.timestamp() * 1000) << 80
        return UUID(
            int=head | self.dice.getrandbits(80) & ~(0xF000 << 64 | 3 << 62) | 7 << 76 | 2 << 62
        )


def at_noon(day: date, hour: int = 9) -> datetime:
    """Return a moment of office time on `day`."""
    return datetime.combine(day, time(hour), OFFICE_ZONE)


class Rows:
    """Rows of several tables, written some thousand at a time, in the order of the tables."""

    def __init__(self, session: Session, *tables: type[DeclarativeBase]) -> None:
        self._session = session
        self._rows: dict[type[DeclarativeBase], list[dict[str, Any]]] = {t: [] for t in tables}

    def add(self, table: type[DeclarativeBase], /, **values: Any) -> None:
        """Remember one row. All rows of a table name the same columns."""
        self._rows[table].append(values)

    def of(self, table: type[DeclarativeBase]) -> list[dict[str, Any]]:
        """Return the rows of a table that are not written yet."""
        return self._rows[table]

    def write(self) -> None:
        """Write what is remembered."""
        for kind, rows in self._rows.items():
            for first in range(0, len(rows), BATCH):
                self._session.execute(insert(kind.__table__), rows[first : first + BATCH])
            rows.clear()


def fill(engine: Engine, size: Size, today: date) -> Filled:
    """Write the whole office; it takes about a minute for the usual size."""
    from benchmarks.office_tasks import write_tasks

    made = Filled(today, random.Random(SEED))
    with Session(engine.execution_options(ecabinet_writing=True)) as session:
        rows = Rows(session, Unit, UnitName, Person, Office, Directive, DirectiveArticle)
        _units(made, rows, size)
        _people(made, rows, size)
        _directives(made, rows, size)
        rows.write()
        write_tasks(session, made, size)
        session.commit()
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("ANALYZE"))  # PostgreSQL does it within minutes by itself.
    return made


def _units(made: Filled, rows: Rows, size: Size) -> None:
    top = _unit(made, rows, "Tỉnh ủy", "TU", UnitKind.COMMITTEE, None)
    _unit(made, rows, "Văn phòng Tỉnh ủy", "VPTU", UnitKind.OFFICE, top)
    for n in range(BOARDS):
        _unit(made, rows, f"Ban thứ {n + 1} của Tỉnh ủy", f"B{n}TU", UnitKind.BOARD, top)
    departments = [
        _unit(made, rows, f"Sở số {n + 1}", f"SO{n}", UnitKind.DEPARTMENT, top)
        for n in range(DEPARTMENTS)
    ]
    districts = [
        _unit(made, rows, f"Huyện ủy số {n + 1}", f"HU{n}", UnitKind.DISTRICT, top)
        for n in range(DISTRICTS)
    ]
    number = 0
    while len(made.units) < size.units:
        number += 1
        if number % 3:
            above = districts[number % DISTRICTS]
            _unit(made, rows, f"Xã số {number}", f"X{number}", UnitKind.COMMUNE, above)
        else:
            above = departments[number % DEPARTMENTS]
            _unit(made, rows, f"Phòng số {number}", f"P{number}", UnitKind.DIVISION, above)


def _unit(
    made: Filled, rows: Rows, name: str, code: str, kind: UnitKind, above: UUID | None
) -> UUID:
    key = made.key(at_noon(BEGUN))
    rows.add(
        Unit, id=key, parent_id=above, kind=kind, name=name, code=code, rank=len(made.units),
        opened_on=None, closed_on=None, successor_id=None, revision=1,
    )  # fmt: skip
    rows.add(
        UnitName, id=made.key(at_noon(BEGUN)), unit_id=key, number=1, deed=UnitDeed.CREATED,
        name=name, code=code, kind=kind, parent_id=above, from_on=EVER, to_on=None, reason="",
        recorded_at=at_noon(BEGUN), recorded_by=None, withdrawn_at=None,
    )  # fmt: skip
    made.units.append(key)
    made.under[key] = []
    if above is not None:
        made.under[above].append(key)
    return key


def _people(made: Filled, rows: Rows, size: Size) -> None:
    """The first of each kind has a name to sign in with."""
    top, office = made.units[:2]
    for n in range(12):
        made.leaders.append(_person(made, rows, f"lanhdao{n}", top, Role.LEADER, "Phó Bí thư"))
    for n in range(4):
        who = _person(made, rows, f"theodoi{n}", office, Role.TRACKER, "Chuyên viên theo dõi")
        made.trackers.append(who)
    _person(made, rows, "thuky0", top, Role.SECRETARY, "Thư ký")
    made.heads[top] = made.leaders[0]
    for n, unit in enumerate(made.units[1:], start=1):
        made.heads[unit] = _person(made, rows, f"truong{n}", unit, Role.LEADER, "Trưởng đơn vị")
        _person(made, rows, f"vanthu{n}", unit, Role.CLERK, "Văn thư")
    given = 17 + 2 * (len(made.units) - 1)
    for n in range(max(len(made.units), size.people - given)):
        unit = made.units[n % len(made.units)]
        who = _person(made, rows, f"canbo{n}", unit, Role.OFFICIAL, "Chuyên viên")
        made.staff.setdefault(unit, []).append(who)


def _person(made: Filled, rows: Rows, username: str, unit: UUID, role: Role, title: str) -> UUID:
    name = full_name(len(rows.of(Person)))
    key = made.key(at_noon(BEGUN))
    rows.add(
        Person, id=key, username=username, name=name, sort_key=name_sort_key(name), email=None,
        phone=None, clearance=0, password_hash=cheap_hash(), password_changed_at=None, active=True,
        folded=fold(f"{name} {username}"), leaves_on=None, leaves_reason=None,
    )  # fmt: skip
    rows.add(
        Office, id=made.key(at_noon(BEGUN)), person_id=key, unit_id=unit, role=role, title=title,
        rank=0, from_on=BEGUN, to_on=None, is_head=role is Role.LEADER, folded=fold(title),
        predecessor_id=None, end_reason=None, ended_at=None,
    )  # fmt: skip
    return key


def _directives(made: Filled, rows: Rows, size: Size) -> None:
    for n in range(1, size.directives + 1):
        day = made.today - timedelta(
            days=365 * size.years * (size.directives - n) // size.directives
        )
        key, title = made.key(at_noon(day)), subject(made.dice)
        symbol = f"{n}-KH/TU"
        rows.add(
            Directive, id=key, symbol=symbol, number=n, type_code="KH", body_code="TU",
            issuing_body="Tỉnh ủy", title=title, issued_on=day, received_on=day,
            field_code=made.dice.choice(FIELDS), folded=fold(f"{symbol} Kế hoạch {title} Tỉnh ủy"),
            registered_by_id=made.trackers[0], registered_at=at_noon(day), origin_kind="hand",
            origin_id=None, revision=1,
        )  # fmt: skip
        articles = []
        for position in range(1, made.dice.randint(4, 12)):
            articles.append(made.key(at_noon(day)))
            rows.add(
                DirectiveArticle, id=articles[-1], directive_id=key, position=position,
                label=f"Điều {position}", text=f"{subject(made.dice)}.",
                needs_work=made.dice.choice((True, True, False, None)),
            )  # fmt: skip
        made.directives.append((key, day, articles))


def subject(dice: random.Random) -> str:
    """Return what is to be done, in the words of the office."""
    return f"{dice.choice(SUBJECTS)} {dice.choice(MATTERS)} năm {dice.randint(2022, 2026)}"
