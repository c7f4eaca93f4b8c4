"""Sub-items, their times and their secrecy: what each reader sees, what is refused."""

import pytest

from ecabinet.core.errors import Conflict, Invalid, Stale
from meetings.commands.agenda import (
    RemoveAgendaItem,
    UpdateAgendaItem,
    remove_agenda_item,
    update_agenda_item,
)
from meetings.commands.agenda_order import (
    MoveAgendaItem,
    ReorderAgenda,
    move_agenda_item,
    reorder_agenda,
)
from meetings.tree import ItemDirection
from tests.commands.meetings.agendas import add, agenda, change
from tests.gatherings import Gathering


def test_sub_items_are_numbered_and_timed(gathering: Gathering) -> None:
    """In the item above, after its other sub-items; times run on through the whole agenda."""
    gathering.planned()
    first = add(gathering, "Con một", parent_id=gathering.items[0], minutes=10)
    add(gathering, "Con hai", parent_id=gathering.items[0], minutes=5)
    add(gathering, "Cháu", parent_id=first, minutes=20)
    seen = gathering.seen_by("thuky")
    assert [i.number for i in seen.agenda] == ["1", "1.1", "1.1.1", "1.2", "2", "3"]
    assert [i.level for i in seen.agenda] == [0, 1, 2, 1, 0, 0]
    minutes = [(i.starts_at - seen.starts_at).total_seconds() / 60 for i in seen.agenda]
    assert minutes == [0, 15, 25, 45, 50, 65]
    assert (seen.agenda_minutes, seen.agenda_over) == (80, 0)
    add(gathering, "Việc dài", minutes=100)
    assert gathering.seen_by("thuky").agenda_over == 60


def test_an_item_longer_than_the_meeting_is_refused(gathering: Gathering) -> None:
    """Both lengths are named; shortening the meeting afterwards is only warned of."""
    gathering.planned()
    with pytest.raises(Invalid) as refused:
        add(gathering, "Quá dài", minutes=121)
    assert refused.value.code == "agenda.item_too_long"
    assert (refused.value.params["minutes"], refused.value.params["whole"]) == (121, 120)
    with pytest.raises(Invalid):
        change(gathering, gathering.items[0], minutes=300)


def test_nothing_lies_in_an_item_of_another_meeting_or_too_deep(gathering: Gathering) -> None:
    """A parent that somebody gave is looked up in this meeting only."""
    gathering.planned()
    with pytest.raises(Invalid) as unknown:
        add(gathering, "Lạc", parent_id=gathering.id)
    assert unknown.value.code == "agenda.unknown_parent"
    deep = add(gathering, "Cháu", parent_id=add(gathering, "Con", parent_id=gathering.items[0]))
    with pytest.raises(Invalid) as refused:
        add(gathering, "Chắt", parent_id=deep)
    assert refused.value.code == "agenda.bad_level"


def test_an_item_moves_with_its_sub_items(gathering: Gathering) -> None:
    """By steps and all at once; the second planner at once is told."""
    gathering.planned()
    child = add(gathering, "Con", parent_id=gathering.items[0])
    step = MoveAgendaItem(item_id=gathering.items[0], direction=ItemDirection.DOWN)
    gathering.run("thuky", move_agenda_item, step)
    assert [number for number, _ in agenda(gathering)] == ["1", "2", "2.1", "3"]
    assert agenda(gathering)[2][1] == "Con"
    seen = gathering.seen_by("thuky")
    flat = ReorderAgenda(
        meeting_id=gathering.id,
        item_ids=(child, *gathering.items),
        levels=(0, 1, 0, 0),
        agenda_revision=seen.agenda_revision,
    )
    gathering.run("thuky", reorder_agenda, flat)
    assert [n for n, _ in agenda(gathering)] == ["1", "1.1", "2", "3"]
    with pytest.raises(Stale):
        gathering.run("thuky", reorder_agenda, flat)
    late = UpdateAgendaItem(item_id=child, title="Muộn", agenda_revision=seen.agenda_revision)
    with pytest.raises(Stale):
        gathering.run("thuky", update_agenda_item, late)


def test_taking_an_item_off_takes_its_sub_items_too(gathering: Gathering) -> None:
    """Unless one of them was discussed."""
    gathering.planned()
    add(gathering, "Con", parent_id=gathering.items[0])
    gathering.run("thuky", remove_agenda_item, RemoveAgendaItem(item_id=gathering.items[0]))
    assert [n for n, _ in agenda(gathering)] == ["1", "2"]
    assert "Con" not in [title for _, title in agenda(gathering)]


def test_a_discussed_item_keeps_its_number_while_others_get_sub_items(gathering: Gathering) -> None:
    """Adding into an earlier item moves no number; moving an item before it does."""
    gathering.running()
    add(gathering, "Con", parent_id=gathering.items[0])
    assert dict(agenda(gathering))["2"]
    step = MoveAgendaItem(item_id=gathering.items[2], direction=ItemDirection.UP)
    with pytest.raises(Conflict) as refused:
        gathering.run("thuky", move_agenda_item, step)
    assert refused.value.code == "agenda.item_discussed"
