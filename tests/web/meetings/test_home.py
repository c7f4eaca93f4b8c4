"""What of meetings waits on the home page: papers nobody opened yet, ballots not cast yet."""

import re
from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import update

from documents.commands.read import KeepPlace, keep_place
from documents.commands.recall import RecallPaper, recall_paper
from documents.models import PaperVersion
from ecabinet.core.clock import utc_now
from meetings.minutes.commands.amending import AcceptAmendment, accept_amendment
from meetings.minutes.models import Minutes
from meetings.queries.home import ToRead, ballots_waiting, to_read
from tests.commands.meetings.writing import Writing
from tests.gatherings import Gathering

Browse = Callable[[str], FlaskClient]


def unread(gathering: Gathering, who: str) -> list[tuple[int, int]]:
    """How many papers, of how many, somebody has not opened, by meeting."""
    with gathering.store.reading() as session:
        found: list[ToRead] = to_read(session, gathering.as_actor(who))
    return [(one.unopened, one.papers) for one in found]


def waiting(gathering: Gathering, who: str) -> int:
    """How many ballots wait for somebody."""
    with gathering.store.reading() as session:
        return ballots_waiting(session, gathering.as_actor(who)).get(gathering.id, 0)


def words(browser: FlaskClient) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", browser.get("/").text))


def test_papers_wait_until_they_were_opened(gathering: Gathering) -> None:
    gathering.called()
    first, second = gathering.paper(0), gathering.paper(1)
    assert unread(gathering, "daibieu01") == [(2, 2)]
    gathering.run("daibieu01", keep_place, KeepPlace(version_id=first, page=1))
    assert unread(gathering, "daibieu01") == [(1, 2)]
    gathering.run("daibieu01", keep_place, KeepPlace(version_id=second, page=1))
    assert unread(gathering, "daibieu01") == []
    assert unread(gathering, "daibieu02") == [(2, 2)]


def test_only_papers_that_one_may_read_wait(gathering: Gathering) -> None:
    gathering.called()
    first, _second = gathering.paper(0), gathering.paper(1)
    assert unread(gathering, "khach01") == [(1, 1)]  # A guest of the second item.
    assert unread(gathering, "cuong") == unread(gathering, "thuky") == []
    with gathering.store.reading() as session:
        paper_id = session.get_one(PaperVersion, first).paper_id
    gathering.run("thuky", recall_paper, RecallPaper(paper_id=paper_id, reason="Nhầm bản"))
    assert unread(gathering, "daibieu01") == [(1, 1)]


def test_papers_of_a_draft_or_of_what_runs_do_not_wait(gathering: Gathering) -> None:
    gathering.planned()
    gathering.paper(0)
    assert unread(gathering, "daibieu01") == []


def test_a_ballot_waits_until_it_is_cast(gathering: Gathering) -> None:
    gathering.running()
    assert waiting(gathering, "daibieu01") == 0
    vote_id = gathering.open_vote()
    assert waiting(gathering, "daibieu01") == 1
    assert waiting(gathering, "khach01") == waiting(gathering, "thuky") == 0
    gathering.cast("daibieu01", vote_id)
    assert waiting(gathering, "daibieu01") == 0
    assert waiting(gathering, "daibieu02") == 1


def test_the_page_leads_there(gathering: Gathering, browser_sign_in: Browse) -> None:
    gathering.called()
    gathering.paper(0)
    member = browser_sign_in("daibieu01")
    assert "còn 1 tài liệu chưa mở" in words(member)
    assert f'href="/meetings/{gathering.id}#agenda"' in member.get("/").text
    assert "chưa mở" not in words(browser_sign_in("thuky"))


def test_the_page_says_that_a_ballot_waits(gathering: Gathering, browser_sign_in: Browse) -> None:
    gathering.running()
    gathering.open_vote()
    member = words(browser_sign_in("daibieu01"))
    assert "1 phiếu đang chờ đồng chí" in member
    assert "Vào bỏ phiếu" in member
    assert "phiếu đang chờ" not in words(browser_sign_in("thuky"))


def test_minutes_wait_for_their_chair_once_every_amendment_has_an_answer(
    gathering: Gathering, browser_sign_in: Browse
) -> None:
    gathering.closed()
    writing = Writing(gathering)
    writing.circulate()
    amendment = writing.propose("daibieu01", "Nhất trí, đề nghị bổ sung số liệu")
    assert "Biên bản: " not in words(browser_sign_in("chutri"))
    with gathering.store.engine.begin() as connection:  # The deadline passes.
        connection.execute(update(Minutes).values(due_at=utc_now() - timedelta(minutes=1)))
    assert "Biên bản: " not in words(browser_sign_in("chutri"))
    gathering.run("thuky", accept_amendment, AcceptAmendment(amendment_id=amendment))
    assert "Biên bản: " in words(browser_sign_in("chutri"))
    assert f'href="/meetings/{gathering.id}/minutes"' in browser_sign_in("chutri").get("/").text
    for other in ("thuky", "daibieu01", "cuong"):
        assert "Biên bản: " not in words(browser_sign_in(other))
    writing.approve()
    assert "Biên bản: " not in words(browser_sign_in("chutri"))
