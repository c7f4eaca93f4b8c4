"""What the rules about minutes look at."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from meetings.minutes.models import Minutes, MinutesAmendment, MinutesBlock
from meetings.models import AgendaItem

M = TypeVar("M", covariant=True)


@dataclass(frozen=True)
class MinutesPlace(Generic[M]):
    """A meeting and its minutes; None: not opened (yet)."""

    meeting: M
    minutes: Minutes | None


@dataclass(frozen=True)
class BlockPlace(Generic[M]):
    """One text where it stands; `item` None: it belongs to no item."""

    at: MinutesPlace[M]
    block: MinutesBlock
    item: AgendaItem | None


@dataclass(frozen=True)
class AmendmentPlace(Generic[M]):
    """What somebody wants a text to say."""

    of: BlockPlace[M]
    amendment: MinutesAmendment
