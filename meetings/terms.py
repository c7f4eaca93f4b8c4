"""What a vote is counted from and what the count leads to: data only, no rule.

All figures are votes: one for each person, unless weights were set for the vote.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict

from meetings.ballot_forms import Ballots, Choice, Form, Said, Tie
from meetings.quorum import Fraction

__all__ = [
    "Base", "Choice", "Count", "OptionResult", "Outcome", "Paper", "Sentence", "Terms",
]  # fmt: skip


class Base(StrEnum):
    """Of whom the share is taken.

    `members`: all members of the body, also those who stand back from the item: a statute that
    says "tổng số" knows no other number (Luật Tổ chức chính quyền địa phương 2015, Điều 91 khoản 3;
    Điều lệ Đảng, Điều 9). `entitled`: without those who stand back, as where whoever has an
    interest is not counted in the vote (Luật Doanh nghiệp 2020, Điều 67). `present`: at opening.
    `valid`: ballots cast.
    """

    MEMBERS = "members"
    ENTITLED = "entitled"
    PRESENT = "present"
    VALID = "valid"


class Paper(NamedTuple):
    """One ballot as it is counted: what it says, for how many votes; whose it is, nobody asks."""

    said: Said
    weight: int = 1


class Count(BaseModel):
    """How many votes said what."""

    model_config = ConfigDict(frozen=True)
    yes: int
    no: int
    other: int

    @property
    def cast(self) -> int:
        """All votes cast."""
        return self.yes + self.no + self.other

    @classmethod
    def of(cls, papers: Iterable[Paper]) -> Self:
        """Count `papers`."""
        votes = dict.fromkeys(Choice, 0)
        for said, weight in papers:
            if said.choice is not None:
                votes[said.choice] += weight
        return cls(yes=votes[Choice.YES], no=votes[Choice.NO], other=votes[Choice.OTHER])


class Terms(BaseModel):
    """What was frozen when the vote opened.

    `members` leaves out the `recused`; the base of the same name does not. `options` are the words
    of the list, in order; `seats` how many of them are to be elected, 0: all that reach the share.
    `binding` is False for a straw poll, `weighted` where somebody has more than one vote.
    `circulated` of the ballots were answers to a circulation ballot, and `absent` the votes of
    those of them who were not in the room: they take part, but make no quorum.
    """

    model_config = ConfigDict(frozen=True)
    base: Base
    numerator: int
    denominator: int
    strict: bool
    members: int
    present: int
    required: int
    recused: int = 0
    override_reason: str | None = None
    form: Form = Form.YES_NO_OTHER
    options: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    seats: int = 0
    tie: Tie = Tie.FAILS
    binding: bool = True
    weighted: bool = False
    circulated: int = 0
    absent: int = 0

    @property
    def fraction(self) -> Fraction:
        """The share needed."""
        return Fraction(self.numerator, self.denominator, self.strict)

    @property
    def quorate(self) -> bool:
        """Whether enough members were present at opening."""
        return self.members > 0 and self.present >= self.required

    @property
    def ballots(self) -> Ballots:
        """The form of the ballots."""
        return Ballots(form=self.form, options=len(self.options), least=self.least, most=self.most)

    def whole(self, cast: int) -> int:
        """Return what the share is taken of, when `cast` votes were cast."""
        return {
            Base.MEMBERS: self.members + self.recused,
            Base.ENTITLED: self.members,
            Base.PRESENT: self.present + self.absent,
            Base.VALID: cast,
        }[self.base]


class Sentence(BaseModel):
    """The same sentence in both languages."""

    model_config = ConfigDict(frozen=True)
    vi: str
    en: str


class OptionResult(BaseModel):
    """One option or candidate after the count. `share` is votes over the base, 0 to 1.

    `reached` the share needed; `elected` besides had one of the seats; `tied` for the last of them.
    """

    model_config = ConfigDict(frozen=True)
    position: int
    words: str
    votes: int
    share: float
    reached: bool
    elected: bool
    tied: bool


class Outcome(BaseModel):
    """The frozen verdict. `share` is yes over the base, 0 to 1; `needed` the least count of yes.

    Of a list `options` tell each one's votes, and `carried` that all seats were filled (without
    seats: that somebody reached the share). Of a straw poll (not `binding`) nothing is carried.
    `tied`: votes were equal where it mattered; `by_chair`: the chair's ballot decided then.
    """

    model_config = ConfigDict(frozen=True)
    carried: bool
    yes: int
    no: int
    other: int
    cast: int
    not_cast: int
    base: Base
    base_count: int
    needed: int
    share: float
    quorate: bool
    terms: Terms
    sentence: Sentence
    options: tuple[OptionResult, ...] = ()
    binding: bool = True
    tied: bool = False
    by_chair: bool = False
