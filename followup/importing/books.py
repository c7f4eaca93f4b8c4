"""What the rows of a sheet are compared with: units, people, fields, directives. Read at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.catalogues import ISSUING_BODIES, PARTY_TYPES, STATE_TYPES
from documents.symbols import Symbol, SymbolStyle
from ecabinet.accounts.models import Unit
from ecabinet.accounts.models.unit import UnitName, open_on
from ecabinet.accounts.queries import directory
from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from ecabinet.core.text import fold
from followup.catalogues import FIELDS_OF_WORK
from followup.days_off import office_calendar
from followup.deadlines import BY_LAW, Calendar
from followup.issue_policies import UnitTaskPermission
from followup.models import Directive
from followup.policies import DirectivePermission


@dataclass(frozen=True)
class Known:
    """Somebody or something that a cell may name, by its folded names."""

    by_name: Mapping[str, tuple[UUID, ...]] = field(default_factory=dict)
    shown: Mapping[UUID, str] = field(default_factory=dict)

    def named(self, text: str) -> tuple[UUID, ...]:
        """Return whom `text` names: none, one, or several of that name."""
        return self.by_name.get(plain_name(text), ())


@dataclass(frozen=True)
class Books:
    """Plain data, so that rows can be read in another thread.

    `reach`: the units to which the person may issue. `types` and `bodies`: the signs from which a
    directive can be registered; `registers`: the person may.
    """

    today: date
    units: Known = Known()
    reach: frozenset[UUID] = frozenset()
    people: Known = Known()
    fields: Mapping[str, str] = field(default_factory=dict)
    directives: Mapping[str, tuple[tuple[date, UUID], ...]] = field(default_factory=dict)
    types: frozenset[tuple[SymbolStyle, str]] = frozenset()
    bodies: frozenset[str] = frozenset()
    registers: bool = False
    calendar: Calendar = BY_LAW

    def can_register(self, symbol: Symbol) -> bool:
        """Whether the person can enter a directive of this symbol by it alone."""
        known = (symbol.style, symbol.type_code) in self.types and symbol.issuer in self.bodies
        return self.registers and known


def plain_name(text: str) -> str:
    """Return a name as it is compared: no case, diacritics, dashes, double spaces."""
    words = fold(text).replace("–", "-").replace("-", " ")
    return " ".join(words.split()).strip(" .,;:")


def open_books(session: Session, actor: Actor, today: date, symbols: Iterable[str]) -> Books:
    """Return what rows are compared with; a constant number of queries.

    `symbols`: of directives, as they are written.
    """
    units = list(session.scalars(select(Unit).where(open_on(today)).order_by(Unit.rank)))
    return Books(
        today=today,
        units=_units(session, units),
        reach=frozenset(u.id for u in units if allows(actor, UnitTaskPermission.ISSUE, u)),
        people=_people(session, today),
        fields={
            plain_name(words): entry.code
            for entry in book(session, FIELDS_OF_WORK).offered(today)
            for words in (entry.code, entry.name, entry.english)
            if words
        },
        directives=_directives(session, symbols),
        types=frozenset(
            (style, entry.code)
            for style, types in ((SymbolStyle.PARTY, PARTY_TYPES), (SymbolStyle.STATE, STATE_TYPES))
            for entry in book(session, types).offered(today)
        ),
        bodies=frozenset(entry.code for entry in book(session, ISSUING_BODIES).offered(today)),
        registers=allows(actor, DirectivePermission.REGISTER, None),
        calendar=office_calendar(session, today),
    )


def _units(session: Session, units: list[Unit]) -> Known:
    """By name and sign of today; former names where they are not somebody else's now."""
    shown = {unit.id: unit.name for unit in units}
    names: dict[str, set[UUID]] = {}
    for unit in units:
        for words in (unit.name, unit.code):
            names.setdefault(plain_name(words), set()).add(unit.id)
    former: dict[str, set[UUID]] = {}
    rows = session.execute(
        select(UnitName.unit_id, UnitName.name).where(UnitName.withdrawn_at.is_(None))
    )
    for unit_id, name in rows:
        if unit_id in shown:
            former.setdefault(plain_name(name), set()).add(unit_id)
    return Known({name: tuple(ids) for name, ids in (former | names).items()}, shown)


def _people(session: Session, today: date) -> Known:
    """By name, and by the office held where only one person holds it."""
    everybody = directory.people(session, today)
    shown = {p.id: f"{p.name}, {p.title}" if p.title else p.name for p in everybody}
    names: dict[str, set[UUID]] = {}
    offices: dict[str, set[UUID]] = {}
    for person in everybody:
        names.setdefault(plain_name(person.name), set()).add(person.id)
        if person.title:
            offices.setdefault(plain_name(person.title), set()).add(person.id)
            names.setdefault(plain_name(f"{person.name} {person.title}"), set()).add(person.id)
        names.setdefault(person.username, set()).add(person.id)
    return Known({name: tuple(ids) for name, ids in (offices | names).items()}, shown)


def _directives(
    session: Session, symbols: Iterable[str]
) -> dict[str, tuple[tuple[date, UUID], ...]]:
    wanted = set(symbols)
    if not wanted:
        return {}
    found: dict[str, tuple[tuple[date, UUID], ...]] = {}
    rows = session.execute(
        select(Directive.symbol, Directive.issued_on, Directive.id)
        .where(Directive.symbol.in_(wanted))
        .order_by(Directive.issued_on.desc())
    )
    for symbol, issued_on, directive_id in rows:
        found[symbol] = (*found.get(symbol, ()), (issued_on, directive_id))
    return found
