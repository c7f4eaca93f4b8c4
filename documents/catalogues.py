"""Catalogues of documents: their types in the two styles, and the bodies that issue them.

Codes are those of symbols (domain.md, section 7): types and bodies of the Party after Hướng dẫn
36-HD/VPTW, those of the state after Nghị định 30/2020/NĐ-CP, Phụ lục III.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.catalogue_seeds import BODIES, DIRECTING, PARTY, STATE, STATE_BODIES, SUPERIORS
from documents.routing.sentences import SENTENCES
from ecabinet.catalogues import registry
from ecabinet.catalogues.models import CatalogueEntry
from ecabinet.catalogues.registry import Catalogue, Seed
from ecabinet.catalogues.values import Code, EntryData
from ecabinet.core.errors import Invalid

RuleSetName = Literal["party", "state"]
# A symbol has letters only between its signs; anything else could never be read from one.
LONGEST_SIGN = 12


class Numbering(StrEnum):
    """When the running number of a type of document begins again at 1."""

    TERM = "term"
    YEAR = "year"


class DocumentType(EntryData):
    """A type of document; `directive` says that documents of the type order work."""

    numbering: Numbering = Numbering.YEAR
    directive: bool = False


class IssuingBody(EntryData):
    """A body that issues documents: the one above it, and the layout it follows."""

    superior: Code | None = None
    rule_set: RuleSetName = "party"


class Term(EntryData):
    """A term of office (nhiệm kỳ): numbers of Party documents run through it."""

    begins_on: date
    ends_on: date | None = None


def _ends_after_it_begins(others: Mapping[str, Term], code: str, data: Term) -> None:
    if data.ends_on is not None and data.ends_on < data.begins_on:
        raise Invalid("catalogue.term_backwards", field="ends_on")
    for other, term in others.items():
        begins = max(data.begins_on, term.begins_on)
        ends = min(data.ends_on or date.max, term.ends_on or date.max)
        if other != code and begins <= ends:
            raise Invalid("catalogue.terms_overlap", field="begins_on", code=other)


def _is_sign(others: Mapping[str, EntryData], code: str, data: EntryData) -> None:
    if not code.isalpha() or not code[0].isupper() or len(code) > LONGEST_SIGN:
        raise Invalid("catalogue.code_no_sign", field="code", most=LONGEST_SIGN)


def _stands_in_tree(others: Mapping[str, IssuingBody], code: str, data: IssuingBody) -> None:
    _is_sign(others, code, data)
    above, seen = data.superior, {code}
    while above is not None:
        if above in seen:
            raise Invalid("catalogue.superior_in_circle", field="superior")
        if above not in others:
            raise Invalid("catalogue.superior_unknown", field="superior", code=above)
        seen.add(above)
        above = others[above].superior


def _type(code: str, names: tuple[str, str], numbering: Numbering) -> Seed:
    data = DocumentType(numbering=numbering, directive=code in DIRECTING)
    return Seed(code, *names, data=data)


def _body(code: str, names: tuple[str, str]) -> Seed:
    rule_set: RuleSetName = "state" if code in STATE_BODIES else "party"
    return Seed(code, *names, data=IssuingBody(superior=SUPERIORS.get(code), rule_set=rule_set))


PARTY_TYPES = Catalogue(
    "party-document-types",
    DocumentType,
    seed=tuple(_type(code, names, Numbering.TERM) for code, names in PARTY.items()),
    check=_is_sign,
)
STATE_TYPES = Catalogue(
    "state-document-types",
    DocumentType,
    seed=tuple(_type(code, names, Numbering.YEAR) for code, names in STATE.items()),
    check=_is_sign,
)
ISSUING_BODIES = Catalogue(
    "issuing-bodies",
    IssuingBody,
    seed=tuple(_body(code, names) for code, names in BODIES.items()),
    check=_stands_in_tree,
)

TERMS = Catalogue(
    "terms",
    Term,
    # The days of the provincial congresses differ; administrators set those of their own.
    seed=(
        Seed(
            "2020-2025", "Nhiệm kỳ 2020–2025", "Term 2020–2025",
            data=Term(begins_on=date(2020, 10, 1), ends_on=date(2025, 9, 30)),
        ),
        Seed(
            "2025-2030", "Nhiệm kỳ 2025–2030", "Term 2025–2030",
            data=Term(begins_on=date(2025, 10, 1)),
        ),
    ),
    check=_ends_after_it_begins,
)  # fmt: skip


def register_catalogues() -> None:
    """Register the catalogues; doing so twice is the same as once."""
    for catalogue in (PARTY_TYPES, STATE_TYPES, ISSUING_BODIES, TERMS, SENTENCES):
        registry.register(catalogue)
    registry.register_uses(ISSUING_BODIES, _bodies_below)


def _bodies_below(
    session: Session, today: date, codes: Collection[str] | None
) -> Mapping[str, int]:
    """Bodies stand below others. The whole catalogue is a few kilobytes."""
    rows = session.scalars(
        select(CatalogueEntry.data).where(CatalogueEntry.catalogue == ISSUING_BODIES.key)
    )
    return Counter(above for data in rows if (above := data.get("superior")) is not None)
