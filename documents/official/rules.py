"""Rule-sets of official layout, read from data files which a clerk can check.

Lengths are millimetres, sizes of letters and spaces between lines points.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

NAMES = ("party", "state")


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet, its margins, and the width of the left half of the head."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    left_head: float

    @property
    def text_width(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number at the top centre, from the second page on."""

    size: float
    from_top: float


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is set; `rule` is a line under it, as a part of its length, `mark` a sign."""

    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    caps: bool = False
    rule: float = 0.0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Motto(Style):
    """A line of the right half of the head, which is the same on every document."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """Number and symbol; numbers have at least `digits` digits."""

    size: float
    label: str
    pattern: str
    digits: int


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs: justified, the first line indented, `space` between two."""

    size: float
    leading: float
    first_indent: float
    space: float


@dataclass(frozen=True, slots=True)
class Recipients(Style):
    """The words "Nơi nhận", the list below them, and what ends each of its lines but the last."""

    list_size: float = 12
    separator: str = ","


@dataclass(frozen=True, slots=True)
class Signature:
    """The signer's position and name, with `space_for_name` left for the signature."""

    size: float
    position_bold: bool
    space_for_name: float


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a digital signature looks like on the page: millimetres, points, and "#rrggbb".

    A person's stands in the middle between position and name, with its words at the right; the
    office's `covers` such a part of it, from the left.
    """

    width: float
    office_width: float
    height: float
    size: float
    person_colour: str
    office_colour: str
    covers: float


@dataclass(frozen=True, slots=True)
class MinutesWords:
    """Words of minutes; `person` goes before names, `dated_head` shows place and date."""

    secretary: str
    chair: str
    person: str
    dated_head: bool


Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a checker accepts: margins in millimetres and sizes of letters, from least to most."""

    top: Span
    bottom: Span
    left: Span
    right: Span
    motto: tuple[Span, ...]
    number: Span
    place_date: Span
    kind: Span
    body: Span
    recipients: Span
    page_number: Span


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One way to set official documents, with its legal source."""

    name: str
    title: str
    source: str
    end_mark: str
    page: Page
    page_number: PageNumber
    motto: tuple[Motto, ...]
    superior: Style
    issuer: Style
    number: Number
    place_date: Style
    kind: Style
    abstract: Style
    about: Style
    addressee: Style
    body: Body
    recipients: Recipients
    signature: Signature
    stamp: Stamp
    minutes: MinutesWords
    allowed: Allowed = field(hash=False)
    authority: Mapping[str, str] = field(hash=False)

    def symbol(self, number: int, kind: str, body: str) -> str:
        """Return number and symbol, as 15-NQ/TU or 15/QĐ-UBND."""
        digits = f"{number:0{self.number.digits}d}"
        return self.number.pattern.format(number=digits, kind=kind, body=body)

    def symbol_to_be(self, kind: str, body: str) -> str:
        """Return the symbol of what has no number yet."""
        return self.number.pattern.format(number="…", kind=kind, body=body)


_PARTS: dict[str, type[Any]] = {
    "page": Page,
    "page_number": PageNumber,
    "superior": Style,
    "issuer": Style,
    "number": Number,
    "place_date": Style,
    "kind": Style,
    "abstract": Style,
    "about": Style,
    "addressee": Style,
    "body": Body,
    "recipients": Recipients,
    "signature": Signature,
    "stamp": Stamp,
    "minutes": MinutesWords,
    "allowed": Allowed,
}


@cache
def rule_set(name: str) -> RuleSet:
    """Return the rule-set `name`, one of `NAMES`; an unknown or missing entry is an error."""
    if name not in NAMES:
        raise ValueError(f"no such rule-set: {name}")
    data = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
    parts: dict[str, Any] = {key: part(**data.pop(key)) for key, part in _PARTS.items()}
    motto = tuple(Motto(**line) for line in data.pop("motto"))
    return RuleSet(motto=motto, **parts, **data)
