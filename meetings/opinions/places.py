"""What the rules about written opinions look at."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from meetings.models import AgendaItem
from meetings.opinions.models import OpinionCall, WrittenOpinion

M = TypeVar("M", covariant=True)


@dataclass(frozen=True)
class OpinionPlace(Generic[M]):
    """An item in its meeting, and what was asked about it; None: nothing (yet)."""

    meeting: M
    item: AgendaItem
    call: OpinionCall | None


@dataclass(frozen=True)
class GivenPlace(Generic[M]):
    """One opinion where it was given."""

    at: OpinionPlace[M]
    opinion: WrittenOpinion
