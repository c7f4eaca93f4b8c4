"""A conclusion on the big screen: what the hall reads, and when it goes away."""

import pytest

from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Denied, NotFound
from ecabinet.core.store import Store
from meetings.commands.agenda import UpdateAgendaItem, update_agenda_item
from meetings.commands.conclusion import EditConclusion, edit_conclusion, record_conclusion
from meetings.commands.show_conclusion import ShowConclusion, show_conclusion
from meetings.queries import room
from meetings.queries.live_shapes import ScreenState
from tests.commands.meetings.test_session import content, record, refusal
from tests.gatherings import Gathering


def wall(gathering: Gathering, store: Store) -> ScreenState:
    """What hangs there now."""
    with store.reading() as session:
        return room.screen(session, gathering.as_actor("thuky"), gathering.id, utc_now())


@pytest.fixture
def shown(gathering: Gathering) -> ShowConclusion:
    """A conclusion that was just put on the wall."""
    gathering.running()
    first = record(gathering).model_copy(update={"item_id": gathering.items[0]})
    made = gathering.run("thuky", record_conclusion, first).id
    wish = ShowConclusion(meeting_id=gathering.id, conclusion_id=made)
    gathering.run("thuky", show_conclusion, wish)
    return wish


def test_the_hall_reads_it_as_it_stands_now(
    gathering: Gathering, shown: ShowConclusion, store: Store
) -> None:
    assert shown.conclusion_id is not None
    hanging = wall(gathering, store).conclusion
    assert hanging is not None
    assert (hanging.number, hanging.lead) == ("1.1", "Văn phòng Tỉnh ủy")
    edit = EditConclusion(
        conclusion_id=shown.conclusion_id, content=content(gathering, text="Rõ hơn")
    )
    gathering.run("thuky", edit_conclusion, edit)
    hanging = wall(gathering, store).conclusion
    assert hanging is not None
    assert hanging.text == "Rõ hơn"
    assert gathering.seen_by("thuky").shown_conclusion_id == shown.conclusion_id
    assert gathering.seen_by("daibieu01").shown_conclusion_id is None
    gathering.run("chutri", show_conclusion, shown.model_copy(update={"conclusion_id": None}))
    assert wall(gathering, store).conclusion is None


@pytest.mark.parametrize("what", ["item", "vote"])
def test_something_else_takes_it_off(
    gathering: Gathering, shown: ShowConclusion, store: Store, what: str
) -> None:
    if what == "item":
        gathering.push(2)
    else:
        gathering.open_vote("Thông qua?")
    seen = wall(gathering, store)
    assert seen.conclusion is None
    assert (seen.vote is not None) is (what == "vote")
    assert gathering.seen_by("thuky").shown_conclusion_id is None


def test_members_and_closed_items_put_nothing_there(
    gathering: Gathering, shown: ShowConclusion, store: Store
) -> None:
    with pytest.raises((Denied, NotFound)):
        gathering.run("daibieu01", show_conclusion, shown)
    closed = UpdateAgendaItem(item_id=gathering.items[0], members_only=True)
    gathering.run("thuky", update_agenda_item, closed)
    assert wall(gathering, store).conclusion is None
    assert refusal(gathering, "thuky", show_conclusion, shown) == "conclusion.not_for_the_wall"
