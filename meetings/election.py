"""Who of a list is elected: the share, the seats, equal votes for the last of them. Pure."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from meetings.ballot_forms import Tie
from meetings.terms import OptionResult, Paper, Terms


@dataclass(frozen=True)
class Election:
    """The options in the order of the list, and whether as many as were wanted are elected."""

    options: tuple[OptionResult, ...]
    filled: bool
    tied: bool
    by_chair: bool


def elect(
    papers: Collection[Paper], terms: Terms, whole: int, chair: Collection[int] | None
) -> Election:
    """Return who is elected out of `terms.options`, by votes out of `whole`.

    Nobody is elected below the share. When more reach it than there are seats, those with the most
    votes are; equal votes for the last seats elect nobody of them, unless the rule leaves it to
    the chair's ballot (`chair`: the positions it approves) and that fills the seats exactly.
    Source: rules of elections in the Party (190-QĐ/TW, 2024), which then let elect anew between
    the equal ones.
    """
    votes: Counter[int] = Counter()
    for said, weight in papers:
        for position in said.chosen or ():
            votes[position] += weight
    places = range(1, len(terms.options) + 1)
    reached = [n for n in places if terms.fraction.reached(votes[n], whole)]
    seats = terms.seats or len(reached)
    elected, equal = _seat(reached, votes, seats)
    preferred = {n for n in equal if chair is not None and n in chair}
    by_chair = terms.tie is Tie.CHAIR and bool(equal) and len(preferred) == seats - len(elected)
    elected |= preferred if by_chair else set()
    return Election(
        options=tuple(
            OptionResult(
                position=n,
                words=terms.options[n - 1],
                votes=votes[n],
                share=round(votes[n] / whole, 6) if whole else 0.0,
                reached=n in reached,
                elected=terms.binding and n in elected,
                tied=n in equal,
            )
            for n in places
        ),
        filled=bool(elected) and len(elected) >= seats,
        tied=bool(equal),
        by_chair=by_chair,
    )


def _seat(reached: list[int], votes: Counter[int], seats: int) -> tuple[set[int], set[int]]:
    """Who has a seat for certain, and who are equal for those that are left."""
    if len(reached) <= seats:
        return set(reached), set()
    cut = sorted((votes[n] for n in reached), reverse=True)[seats]
    above = {n for n in reached if votes[n] > cut}
    equal = {n for n in reached if votes[n] == cut}
    return above, equal if len(above) < seats else set()
