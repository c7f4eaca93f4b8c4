"""Votes counted by people: on paper ballots, or of hands. Whether the figures can be right. Pure.

A record of a count says how many ballots were given out, came back and were void, and who counted
(biên bản kiểm phiếu: Hướng dẫn 03-HD/TW ngày 28/6/2022 về bầu cử trong Đảng).
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from ecabinet.core.errors import Invalid
from meetings.ballot_forms import Choice, Said
from meetings.terms import Paper, Terms


class How(StrEnum):
    """What was counted."""

    BALLOTS = "ballots"
    HANDS = "hands"


class PaperCount(BaseModel):
    """The figures of one vote. `options` are the votes of each option, in the order of the list.

    `issued` ballots were given out, `returned` came back, `invalid` of these do not count; of hands
    nobody gives anything out. `counters` counted; `entered_by` typed the figures, at `entered_at`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    how: How
    issued: int
    returned: int
    invalid: int
    yes: int = 0
    no: int = 0
    other: int = 0
    options: tuple[int, ...] = ()
    counters: tuple[str, ...]
    note: str = ""
    entered_by: str
    entered_at: datetime

    @property
    def valid(self) -> int:
        """How many ballots count."""
        return self.returned - self.invalid


def check_count(count: PaperCount, terms: Terms, voters: int) -> PaperCount:
    """Return the count when its figures agree with each other and with the vote.

    Raises:
        Invalid: more ballots than people, figures that do not add up, a list counted by hands.
    """
    if not voters >= count.issued >= count.returned >= count.invalid:
        raise Invalid("paper.bad_ballots", field="returned", voters=voters)
    if not terms.ballots.by_list:
        if count.options or count.yes + count.no + count.other != count.valid:
            raise Invalid("paper.sum", field="yes", valid=count.valid)
        return count
    if count.how is How.HANDS:
        raise Invalid("paper.hands_list", field="how")
    if len(count.options) != len(terms.options) or count.yes or count.no or count.other:
        raise Invalid("paper.options", field="options", options=len(terms.options))
    lowest, highest = terms.least * count.valid, terms.most * count.valid
    if any(votes > count.valid for votes in count.options) or not (
        lowest <= sum(count.options) <= highest
    ):
        raise Invalid("paper.list_sum", field="options", valid=count.valid, highest=highest)
    return count


def papers_of(count: PaperCount, terms: Terms) -> list[Paper]:
    """Return ballots that make up the figures: what is counted of them is what was typed.

    Which option stood together with which on one ballot is not known, and nothing asks for it.
    """
    return [Paper(said) for said in _said(count, terms)]


def _said(count: PaperCount, terms: Terms) -> Iterator[Said]:
    if not terms.ballots.by_list:
        figures = {Choice.YES: count.yes, Choice.NO: count.no, Choice.OTHER: count.other}
        for choice, votes in figures.items():
            yield from (Said(choice=choice) for _ in range(votes))
        return
    for ballot in range(count.valid):
        chosen = tuple(n for n, votes in enumerate(count.options, 1) if ballot < votes)
        yield Said(chosen=chosen)
