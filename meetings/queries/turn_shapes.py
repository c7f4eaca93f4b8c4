"""The queues of an item as queries answer them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from meetings.catalogue import SpeakingKind
from meetings.states import TurnState


class TurnOut(BaseModel):
    """A turn to speak: waiting at `position` (from 1) of its queue, or on the floor (0).

    The clock runs since `started_at`; `spent_seconds` were used before. `limit_seconds` None: none.
    """

    model_config = ConfigDict(frozen=True)
    id: UUID
    participant_id: UUID
    kind: SpeakingKind
    state: TurnState
    position: int
    asked_at: datetime
    started_at: datetime | None
    spent_seconds: int
    limit_seconds: int | None


class SpeakingOut(BaseModel):
    """The queues of the current item; `spoken` turns have ended. `item_id` None: no item runs."""

    model_config = ConfigDict(frozen=True)
    item_id: UUID | None = None
    turns: tuple[TurnOut, ...] = ()
    spoken: int = 0
