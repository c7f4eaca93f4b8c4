"""Votes and ballots as queries answer them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from meetings.ballot_forms import Form, Kind, Said, Tie
from meetings.paper_figures import PaperCount
from meetings.states import VoteState
from meetings.terms import Base, Choice, Outcome, Sentence


class VoteShape(BaseModel):
    """Parent of the shapes of votes."""

    model_config = ConfigDict(frozen=True)


class OptionOut(VoteShape):
    """One option or candidate, counted from 1."""

    position: int
    words: str


class BallotOut(VoteShape):
    """One named ballot, shown after the vote has closed; `by_name` cast it on behalf of `name`.

    `circulated`: it was the answer to a circulation ballot.
    """

    participant_id: UUID
    name: str
    choice: Choice | None
    text: str
    chosen: list[int] | None = None
    weight: int = 1
    by_name: str | None = None
    circulated: bool = False


class MyBallot(VoteShape):
    """A ballot that the reader cast; `circulated`: as the answer to a circulation ballot."""

    choice: Choice | None
    text: str
    chosen: list[int] | None = None
    cast_at: datetime
    circulated: bool = False

    @property
    def said(self) -> Said:
        """What it says."""
        chosen = None if self.chosen is None else tuple(self.chosen)
        return Said(choice=self.choice, text=self.text, chosen=chosen)


class ProxyBallot(VoteShape):
    """The reader may cast on behalf of somebody, or has."""

    participant_id: UUID
    name: str
    weight: int
    reason: str
    ballot: MyBallot | None
    in_box: bool = False


class VoteOut(VoteShape):
    """A vote. `entitled` and `cast` count people; `members`, `present` and `required` votes.

    `circulated` of the ballots were answers to the circulation ballot `circulation_id`.
    `whole` is what the share is taken of, None until it is known. `outcome` and `ballots` stay
    empty until closed, and so does `paper`, what people counted; and until `published_at` but for
    those who run the session.
    `my_ballot`, `in_box`, `may_cast`, `my_weight` (the votes that the own ballot counts) and
    `on_behalf` are the reader's own and never part of a live event. Of a secret vote there is
    only `in_box`: a ballot of the reader's is there.
    """

    id: UUID
    meeting_id: UUID
    item_id: UUID
    version_id: UUID | None
    question: str
    kind: Kind
    form: Form
    options: list[OptionOut]
    least: int
    most: int
    seats: int
    tie: Tie
    state: VoteState
    base: Base
    numerator: int
    denominator: int
    strict: bool
    threshold: Sentence
    whole: int | None
    members: int
    present: int
    entitled: int
    cast: int
    required: int
    weighted: bool
    override_reason: str | None
    changeable: bool
    delayed: bool
    slate_id: UUID | None
    slate_position: int
    on_paper: bool
    paper: PaperCount | None
    repeats_id: UUID | None
    circulation_id: UUID | None
    circulated: int
    opened_at: datetime | None
    opens_at: datetime | None
    closed_at: datetime | None
    published_at: datetime | None
    voided_at: datetime | None
    void_reason: str | None
    outcome: Outcome | None
    ballots: list[BallotOut]
    my_ballot: MyBallot | None = None
    in_box: bool = False
    may_cast: bool = False
    my_weight: int = 1
    on_behalf: list[ProxyBallot] = []


# The reader's own part, as it is where there is no reader.
NOBODYS: dict[str, Any] = {
    "my_ballot": None, "in_box": False, "may_cast": False, "my_weight": 1, "on_behalf": [],
}  # fmt: skip


def public_vote(vote: VoteOut) -> dict[str, Any]:
    """Return `vote` as a live event may carry it to members: nothing that is one reader's own."""
    return vote.model_dump(mode="json", exclude=set(NOBODYS))


def screen_vote(vote: VoteOut) -> VoteOut:
    """Return `vote` as the big screen may show it: figures, never names."""
    return vote.model_copy(update={"ballots": [], **NOBODYS})


def wordless(vote: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of a vote is left out on the wall when its item is for members only.

    Neither the question nor what could be chosen; how many, only where that names nothing.
    """
    hidden: dict[str, Any] = {"question": "", "options": []}
    return hidden | ({"outcome": None} if vote["options"] else {})


class RollLine(VoteShape):
    """A member on the roll. `proxy_id` casts for them when they are absent, for `reason`.

    `shown`: the ballot is on the screen of whoever casts. Never how anybody votes.
    """

    participant_id: UUID
    name: str
    present: bool
    recused: bool
    entitled: bool
    weight: int
    proxy_id: UUID | None
    reason: str
    shown: bool
    cast: bool


class RollOut(VoteShape):
    """The roll of a vote; of a prepared one as it would be frozen now."""

    vote_id: UUID
    state: VoteState
    lines: list[RollLine]
