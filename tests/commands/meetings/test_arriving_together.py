"""Many check in at the same moment: each announcement counts all who came before it."""

from concurrent.futures import ThreadPoolExecutor

from ecabinet.core import outbox
from meetings import events
from meetings.commands.presence import Presence, check_in
from tests.gatherings import VOTERS, Gathering


def test_the_figures_follow_the_order_of_announcements(gathering: Gathering) -> None:
    """Five voters, each twice from two devices: five arrivals, counted 1 to 5 in order."""
    gathering.called()
    mine = Presence(meeting_id=gathering.id)
    actors = [gathering.as_actor(username) for username in VOTERS] * 2
    with ThreadPoolExecutor(len(actors)) as pool:
        answers = list(pool.map(lambda a: gathering.store.execute(a, check_in, mine), actors))
    with gathering.store.reading() as session:
        told = outbox.changes(session, events.members(gathering.id), 0)
    assert [entry.payload["attendance"]["present"] for entry in told] == [1, 2, 3, 4, 5]
    assert len({entry.payload["participant_id"] for entry in told}) == len(VOTERS)
    assert max(answer.present for answer in answers) == len(VOTERS)
