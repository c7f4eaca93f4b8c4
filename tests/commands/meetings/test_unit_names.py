"""A meeting keeps the name its body had on the day."""

from datetime import timedelta

from ecabinet.accounts.policies import POLICIES
from ecabinet.core import permissions
from ecabinet.core.clock import utc_now
from meetings.queries.listing import meetings
from meetings.queries.minutes import minutes_facts
from tests.commands.accounts.units import Tree
from tests.gatherings import Gathering

OLD, NEW = "Tỉnh ủy Vĩnh Phúc", "Tỉnh ủy Phú Thọ"


def test_page_list_and_minutes_of_an_old_meeting_keep_the_old_name(gathering: Gathering) -> None:
    permissions.register(POLICIES)
    gathering.closed()
    tree = Tree(gathering.store, gathering.office)
    tree.rename(tree.id("TU"), NEW, 2)
    tree.later(2)
    assert tree.unit(tree.id("TU")).name == NEW
    with gathering.store.reading() as session:
        actor = gathering.as_actor("thuky")
        listed = {row.unit.name for row in meetings(session, actor).rows}
        facts, _ = minutes_facts(session, actor, gathering.id, utc_now() + timedelta(days=3))
    assert gathering.seen_by("thuky").unit.name == OLD
    assert listed == {OLD}
    assert facts.issuer == OLD
    assert facts.place == "Vĩnh Phúc"
