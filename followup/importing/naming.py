"""Cells that name units and people, as offices write them. Pure."""

import re
from dataclasses import dataclass, field
from uuid import UUID

from rapidfuzz import process

from ecabinet.core.text import fold
from followup.importing.books import Known, plain_name

MOST_LIKE = 3
LIKE_ENOUGH = 80
_BULLET = re.compile(r"^\s*(?:[-–•+*]|\d{1,2}[.)])\s*")
_HONOUR = re.compile(r"^(?:đ/c|đ\.c|đc|d/c|đồng chí|ông|bà)\b[\s.:]*", re.IGNORECASE)
_COLLECTIVE = re.compile(r"(?:cac|nhung|mot so)\b.*|.*\blien quan")


@dataclass
class Named:
    """Whom a cell names; `unknown`: pieces that name nobody; `loose`: "the bodies concerned"."""

    ids: list[UUID] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)


def units_in(text: str, known: Known) -> Named:
    """Return the units in a cell, set apart by ";", a new line or ","; names may hold commas."""
    found = Named()
    for piece in re.split(r"[;\n]", text):
        piece = _BULLET.sub("", piece).strip(" .,")
        if not piece:
            continue
        if _COLLECTIVE.fullmatch(fold(piece)) and not known.named(piece):
            found.loose.append(piece)
        else:
            _by_commas(piece.split(","), known, found)
    return found


def _by_commas(parts: list[str], known: Known, found: Named) -> None:
    at = 0
    while at < len(parts):
        for end in range(len(parts), at, -1):
            whole = ",".join(parts[at:end])
            if ids := known.named(whole) or known.named(re.sub(r"^\s*và\s+", "", whole)):
                found.ids += [ids[0]] if ids[0] not in found.ids else []
                at = end
                break
        else:
            rest = parts[at].strip()
            halves = [half.strip() for half in rest.split(" và ")]
            if len(halves) > 1 and all(known.named(half) for half in halves):
                _by_commas(halves, known, found)
            elif _COLLECTIVE.fullmatch(fold(rest)):
                found.loose.append(rest)
            elif rest:
                found.unknown.append(rest)
            at += 1


def people_in(text: str, known: Known) -> tuple[UUID, ...]:
    """Return who is meant by the first name in a cell: nobody, one, or several of that name."""
    for piece in re.split(r"[;\n]", text):
        piece = _HONOUR.sub("", _BULLET.sub("", piece).strip())
        if not piece:
            continue
        # "Nguyễn Văn A, Phó Bí thư" or "Nguyễn Văn A (PBT)": the whole, then the name alone.
        for words in (piece, re.split(r"[,(]| [-–] ", piece)[0]):
            if ids := known.named(words):
                return ids
        return ()
    return ()


def like(text: str, known: Known) -> str:
    """Return the names nearest to `text`, as a sentence lists them; "" when none is near."""
    folded = {plain_name(words): words for words in known.shown.values()}
    near = process.extract(
        plain_name(_HONOUR.sub("", text.strip())), list(folded), limit=MOST_LIKE,
        score_cutoff=LIKE_ENOUGH,
    )  # fmt: skip
    return "; ".join(folded[name] for name, _score, _at in near)
