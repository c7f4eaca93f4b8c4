"""Agendas with sub-items."""

from typing import Any

from meetings.commands.agenda import (
    AddAgendaItem,
    UpdateAgendaItem,
    add_agenda_item,
    update_agenda_item,
)
from tests.gatherings import Gathering


def add(gathering: Gathering, title: str, **fields: Any) -> Any:
    """A new item; its id."""
    command = AddAgendaItem(meeting_id=gathering.id, title=title, **fields)
    return gathering.run("thuky", add_agenda_item, command).id


def change(gathering: Gathering, item_id: Any, **fields: Any) -> None:
    """The secretary changes an item."""
    command = UpdateAgendaItem(item_id=item_id, **fields)
    gathering.run("thuky", update_agenda_item, command)


def agenda(gathering: Gathering, username: str = "thuky") -> list[tuple[str, str]]:
    """Numbers and titles as somebody sees them."""
    return [(item.number, item.title) for item in gathering.seen_by(username).agenda]
