"""The clock of an agenda item: runs while the item is current and the session is not paused."""

from datetime import datetime
from typing import Any

from meetings.models import AgendaItem
from meetings.states import ItemState


def stop(item: AgendaItem, now: datetime) -> None:
    """Add the running time to what was spent. A stopped clock stays as it is."""
    if item.started_at is not None:
        item.spent_seconds += max(0, round((now - item.started_at).total_seconds()))
        item.started_at = None


def start(item: AgendaItem, now: datetime) -> None:
    """Let the clock run. A running clock runs on."""
    item.started_at = item.started_at or now
    item.opened_at = item.opened_at or now


def reading(item: AgendaItem) -> dict[str, Any]:
    """Return what live events say of an item's clock."""
    return {
        "item_id": item.id,
        "state": ItemState(item.state),
        "started_at": item.started_at,
        "spent_seconds": item.spent_seconds,
    }
