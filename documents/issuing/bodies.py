"""Which body issues a document, as its head names it, and which layout its documents follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from documents.catalogues import ISSUING_BODIES
from documents.official.places import locality
from documents.official.rules import RuleSet, rule_set
from ecabinet.accounts.queries.unit_names import NameOnDay, line_on
from ecabinet.catalogues.queries import book


@dataclass(frozen=True)
class Issuer:
    """A body on a day: its name and sign, the name of the body above it, the place of both."""

    unit_id: UUID
    name: str
    code: str
    superior: str | None
    place: str


def issuer_on(session: Session, unit_id: UUID, day: date) -> Issuer:
    """Return the unit as it issues documents on `day`; one query for each level above it."""
    return issuer_in(line_on(session, unit_id, day))


def issuer_in(line: Sequence[NameOnDay]) -> Issuer:
    """Return the first of a line of units from below as it issues documents."""
    own, above = line[0], line[1].name if len(line) > 1 else None
    return Issuer(own.unit_id, own.name, own.code, above, locality(line[-1].name))


def rule_set_of(session: Session, code: str) -> RuleSet:
    """Return the rule-set of the body with this sign; that of the Party where it is in no list."""
    entry = book(session, ISSUING_BODIES).by_code.get(code)
    return rule_set(entry.data.rule_set if entry else "party")
