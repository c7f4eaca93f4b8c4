"""The page of proxies and weights: who sees it, what it saves, what it refuses."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from meetings.commands.question import Question
from meetings.commands.vote import OpenVote, PrepareVote, open_vote, prepare_vote
from meetings.kinds import MeetingKind
from tests.gatherings import Gathering
from tests.web.meetings.test_pages import post

Browser = Callable[[str], FlaskClient]


def prepared(gathering: Gathering, question: str = "Thông qua Báo cáo?") -> UUID:
    """A prepared vote on the current item."""
    asked = PrepareVote(meeting_id=gathering.id, question=Question(question=question))
    vote_id: UUID = gathering.run("thuky", prepare_vote, asked).id
    return vote_id


def test_proxies_and_weights_are_recorded_before_the_vote(
    gathering: Gathering, browser_sign_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only where the kind of meeting knows them, only by who runs it, only until it opens."""
    gathering.running("chutri", "daibieu01", "daibieu02", "daibieu03")
    path = f"/votes/{prepared(gathering)}/roll"
    secretary, member = browser_sign_in("thuky"), browser_sign_in("daibieu01")
    assert member.get(path).status_code == 404
    plain = secretary.get(path).text
    assert "không cho ủy quyền" in plain
    assert "weight-" not in plain

    rules = MeetingKind(proxy_votes=True, weighted_votes=True)
    for place in ("queries.vote_roll._rules", "commands.vote_roll.rules_of"):
        monkeypatch.setattr(f"meetings.{place}", lambda *_: rules)
    giver, holder = gathering.seat("lanhdao"), gathering.seat("daibieu01")
    given = {"participant_id": giver, "proxy_id": holder, "reason": "Giấy 12-UQ/TU"}
    assert post(secretary, f"{path}/proxies", given).status_code == 303
    assert "Giấy 12-UQ/TU" in secretary.get(path).text
    wrong = post(secretary, f"{path}/proxies", {**given, "proxy_id": giver})
    assert wrong.status_code == 422
    assert 'role="alert"' in wrong.text
    assert post(secretary, f"{path}/proxies", {**given, "reason": " "}).status_code == 422
    assert post(secretary, f"{path}/weights", {f"weight-{giver}": 3}).status_code == 303
    assert f'name="weight-{giver}" min="1" max="100000" value="3"' in secretary.get(path).text
    assert post(secretary, f"{path}/weights", {f"weight-{giver}": -1}).status_code == 422
    assert post(member, f"{path}/proxies", given).status_code == 404
    assert "/votes/%(id)s/roll" in secretary.get(f"/meetings/{gathering.id}/desk").text

    vote_id = UUID(path.split("/")[2])
    gathering.run("thuky", open_vote, OpenVote(meeting_id=gathering.id, vote_id=vote_id))
    late = post(secretary, f"{path}/proxies", {"drop": giver})
    assert (late.status_code, "đã được mở" in late.text) == (409, True)
    assert "danh sách đã chốt" in secretary.get(path).text
    assert "Giấy 12-UQ/TU" in secretary.get(path).text
