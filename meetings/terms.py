"""What a vote is counted from and what the count leads to: data only, no rule."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict

from meetings.quorum import Fraction


class Choice(StrEnum):
    """What a ballot can say."""

    YES = "yes"
    NO = "no"
    OTHER = "other"


class Base(StrEnum):
    """Of whom the share is taken: all entitled members, those present at opening, ballots cast."""

    MEMBERS = "members"
    PRESENT = "present"
    VALID = "valid"


class Count(BaseModel):
    """How many ballots said what."""

    model_config = ConfigDict(frozen=True)
    yes: int
    no: int
    other: int

    @property
    def cast(self) -> int:
        """All ballots."""
        return self.yes + self.no + self.other

    @classmethod
    def of(cls, choices: Iterable[str]) -> Self:
        """Count `choices`."""
        found = list(choices)
        return cls(
            yes=found.count(Choice.YES), no=found.count(Choice.NO), other=found.count(Choice.OTHER)
        )


class Terms(BaseModel):
    """What was frozen when the vote opened."""

    model_config = ConfigDict(frozen=True)
    base: Base
    numerator: int
    denominator: int
    strict: bool
    members: int
    present: int
    required: int
    override_reason: str | None = None

    @property
    def fraction(self) -> Fraction:
        """The share needed."""
        return Fraction(self.numerator, self.denominator, self.strict)

    @property
    def quorate(self) -> bool:
        """Whether enough members were present at opening."""
        return self.members > 0 and self.present >= self.required


class Sentence(BaseModel):
    """The same sentence in both languages."""

    model_config = ConfigDict(frozen=True)
    vi: str
    en: str


class Outcome(BaseModel):
    """The frozen verdict. `share` is yes over the base, 0 to 1; `needed` the least count of yes."""

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
