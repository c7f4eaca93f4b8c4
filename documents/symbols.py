"""Symbols of documents: party style `15-NQ/TU`, state style `15/QĐ-UBND`, `42/2014/QĐ-TTg`.

Party: Hướng dẫn 36-HD/VPTW; state: Nghị định 30/2020/NĐ-CP, Phụ lục I. See domain.md, section 7.
Which signs there are and what they mean stands in the catalogues of documents.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from ecabinet.core.text import nfc


class SymbolStyle(StrEnum):
    """Which rule-set wrote the symbol."""

    PARTY = "party"
    STATE = "state"


_CODE = r"[A-ZĐƯÂĂÊÔƠ][A-Za-zĐđƯưÂâĂăÊêÔôƠơ]{0,11}"
_LEAD = r"(?:(?:số|sỐ|SỐ|Số)\s*:?\s*)?"
_NUMBER = r"(?P<number>[1-9]\d{0,4}|0[1-9]\d{0,3})"
_PARTY = re.compile(rf"{_LEAD}{_NUMBER}-(?P<type>{_CODE})/(?P<body>{_CODE}(?:-{_CODE})*)")
_STATE = re.compile(
    rf"{_LEAD}{_NUMBER}/(?:(?P<year>(?:19|20)\d\d)/)?(?P<type>{_CODE})-(?P<body>{_CODE}(?:-{_CODE})*)"
)


@dataclass(frozen=True)
class Symbol:
    """The parts of a symbol; `year` only where it is part of it."""

    style: SymbolStyle
    number: int
    type_code: str
    body_code: str
    year: int | None = None

    def __str__(self) -> str:
        """The symbol as written in a text: 15-NQ/TU, 15/QĐ-UBND, 42/2014/QĐ-TTg."""
        number = f"{self.number:02d}"
        if self.style is SymbolStyle.PARTY:
            return f"{number}-{self.type_code}/{self.body_code}"
        year = f"/{self.year}" if self.year else ""
        return f"{number}{year}/{self.type_code}-{self.body_code}"

    @property
    def heading(self) -> str:
        """The symbol as it stands in the head of the document: state style with a colon."""
        return f"Số {self}" if self.style is SymbolStyle.PARTY else f"Số: {self}"

    @property
    def issuer(self) -> str:
        """The body's own sign: UBND also where a section of it wrote (UBND-VX)."""
        return self.body_code.split("-")[0]


def parse_symbol(text: str) -> Symbol | None:
    """Return the parts of `text`, with or without "Số"; None when it is no symbol."""
    plain = re.sub(r"\s*([-/])\s*", r"\1", nfc(text).strip().replace("\u2011", "-"))
    if found := _PARTY.fullmatch(plain):
        return Symbol(SymbolStyle.PARTY, int(found["number"]), found["type"], found["body"])
    if found := _STATE.fullmatch(plain):
        year = int(found["year"]) if found["year"] else None
        return Symbol(SymbolStyle.STATE, int(found["number"]), found["type"], found["body"], year)
    return None
