"""Quorum: enough of the members entitled are in the room. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fraction:
    """A share of a number: at least `numerator`/`denominator`, or with `strict` more than it."""

    numerator: int
    denominator: int
    strict: bool

    def least(self, whole: int) -> int:
        """Return the smallest count out of `whole` that reaches the share.

        It may be above `whole`: then the share cannot be reached.
        """
        product = self.numerator * whole
        if self.strict:
            return product // self.denominator + 1
        return -(-product // self.denominator)

    def reached(self, count: int, whole: int) -> bool:
        """Whether `count` out of `whole` reaches the share. Nobody out of nobody never does."""
        return whole > 0 and count >= self.least(whole)


@dataclass(frozen=True)
class Quorum:
    """How many members are entitled, present and needed."""

    members: int
    present: int
    required: int

    @property
    def reached(self) -> bool:
        """Whether the body can decide."""
        return self.members > 0 and self.present >= self.required


def quorum(members: int, present: int, rule: Fraction) -> Quorum:
    """Return the quorum of a body of `members`, `present` of whom are in the room."""
    return Quorum(members, present, rule.least(members))
