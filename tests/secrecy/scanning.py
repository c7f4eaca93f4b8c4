"""Where bytes of a database tell of votes: the id of one right before a voter's, or a choice."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from os.path import commonprefix
from uuid import UUID

from tests.secrecy.evidence import Source, Trace
from tests.secrecy.polls import Poll

CHOICES = ("yes", "no", "other")


@dataclass(frozen=True)
class Encoding:
    """How a database writes ids, and a choice that follows one."""

    id: Callable[[UUID], bytes]
    choice: Callable[[str], bytes]


# Texts of a row stand one after the other; ids are texts of 32 signs.
SQLITE = Encoding(lambda key: key.hex.encode(), lambda choice: choice.encode())
# Ids are 16 bytes; a short text begins with its length and one bit.
POSTGRES = Encoding(
    lambda key: key.bytes, lambda choice: bytes([(len(choice) + 1) << 1 | 1]) + choice.encode()
)


def scan(
    raw: bytes, polls: Iterable[Poll], encoding: Encoding, transaction: int = 0
) -> dict[UUID, Source]:
    """Return what the bytes tell of each vote, in one pass."""
    known = {encoding.id(poll.vote_id): poll for poll in polls}
    # Ids are no paths: sign by sign is what is wanted.
    start = commonprefix([*known])  # noqa: RUF071
    length = len(next(iter(known)))
    pattern = re.compile(re.escape(start) + b".{%d}" % (length - len(start)), re.DOTALL)
    found: dict[UUID, Source] = defaultdict(Source)
    for match in pattern.finditer(raw):
        poll = known.get(match.group())
        if poll is None:
            continue
        source, following = found[poll.vote_id], raw[match.end() : match.end() + 32]
        for seat in poll.said:
            if following.startswith(encoding.id(seat)):
                source.marks.append(Trace(transaction, match.start(), seat.hex))
        for choice in CHOICES:
            if following.startswith(encoding.choice(choice)):
                source.ballots.append(Trace(transaction, match.start(), choice))
    return found


def by_size(marks: list[Trace], sizes: dict[int, int]) -> list[Trace]:
    """Choices as the sizes of transactions with a mark suggest them: long words are an opinion."""
    ranked = sorted(marks, key=lambda mark: sizes[mark.transaction])
    if len({sizes[mark.transaction] for mark in marks}) < len(marks):
        return []
    told = zip(ranked, ("no", "yes", "other"), strict=False)
    return [Trace(mark.transaction, 0, choice) for mark, choice in told]
