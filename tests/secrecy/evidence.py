"""What an attacker finds, in any database: who left a mark, which choice was left, and where."""

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

Voter = str
Choice = str


class Trace(NamedTuple):
    """Something found: in which transaction (0: not known), at which place, and what it tells."""

    transaction: int
    place: int
    what: str


@dataclass
class Source:
    """One kind of evidence about one vote: marks tell of voters, ballots of choices."""

    marks: list[Trace] = field(default_factory=list)
    ballots: list[Trace] = field(default_factory=list)


Evidence = dict[str, Source]
"""By the name of the source: "rows", "log of the database", …"""


def matched(source: Source) -> dict[Voter, Choice]:
    """Who said what, as far as this source tells: by transaction where it can, else by order."""
    by_transaction = Counter(trace.transaction for trace in source.ballots)
    alone = {t.transaction: t.what for t in source.ballots if by_transaction[t.transaction] == 1}
    found = {m.what: alone[m.transaction] for m in source.marks if m.transaction in alone}
    marks = [m.what for m in sorted(source.marks) if m.what not in found]
    taken = Counter(found.values())
    left = []
    for trace in sorted(source.ballots):
        if taken[trace.what]:
            taken[trace.what] -= 1
        else:
            left.append(trace.what)
    return {**dict(zip(marks, left, strict=False)), **found}


def named(source: Source, wanted: Choice, voters: list[Voter], rng: random.Random) -> Voter:
    """Whom the attacker names as the one who said `wanted`; a guess where nothing is known."""
    told = [voter for voter, choice in matched(source).items() if choice == wanted]
    return told[0] if len(told) == 1 else rng.choice(voters)


def first(traces: list[Trace]) -> list[Trace]:
    """Each thing where it was found first: later copies of a page tell nothing new."""
    known: dict[str, Trace] = {}
    for trace in sorted(traces):
        known.setdefault(trace.what, trace)
    return list(known.values())
