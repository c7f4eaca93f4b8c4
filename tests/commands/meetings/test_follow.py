"""A notice of conclusions is followed: its conclusions are articles that have their tasks."""

from datetime import timedelta
from uuid import UUID

import pytest

from documents.issuing.models import OfficialDocument
from documents.issuing.sources import OfficialKind
from documents.issuing.states import OfficialState
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Conflict, Denied, Invalid
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import UnitOfWork
from followup.models import DirectiveOrigin
from followup.queries.coverage import Coverage, coverage
from followup.rules import register_rules
from meetings.commands.conclusion import ConclusionText, RecordConclusion, record_conclusion
from meetings.commands.follow import FollowNotice, follow_notice
from meetings.commands.issue import IssueTasks, issue_tasks
from tests.gatherings import Gathering


def notice(gathering: Gathering, secrecy: int = 0) -> None:
    """A notice as it stands after its issue; how that comes about: tests of official documents."""

    def add(uow: UnitOfWork, cmd: FollowNotice) -> None:
        uow.session.add(
            OfficialDocument(
                kind=OfficialKind.NOTICE, subject_kind="meeting", subject_id=cmd.meeting_id,
                unit_id=gathering.office.units["TU"], rule_set="party", title="Thông báo kết luận",
                secrecy=secrecy, state=OfficialState.SIGNED, symbol="12-TB/TU",
                day=office_day(uow.now), entry_id=None, facts=None, issued_blob=None, blob=None,
                scan_version_id=None, scan_blob=None, replaces_id=None,
                drafted_by=gathering.office.people["thuky"], drafted_at=uow.now,
                issued_by=None, issued_at=uow.now, signers=[],
            )
        )  # fmt: skip

    wish = FollowNotice(meeting_id=gathering.id)
    gathering.run("thuky", add, wish)


@pytest.fixture
def concluded(gathering: Gathering) -> Gathering:
    """A meeting with two conclusions that are tasks, and one that gives none."""
    register_rules()
    running = gathering.running()
    for text in ("Giao Văn phòng rà soát tài khoản.", "Giao Ban Tổ chức tập huấn."):
        unit = "VPTU" if "Văn phòng" in text else "BTCTU"
        wish = RecordConclusion.model_validate(
            {
                "item_id": running.items[0],
                "content": {
                    "text": text,
                    "lead_unit_id": running.office.units[unit],
                    "supervisor_id": running.office.people["lanhdao"],
                    "due_on": office_day(utc_now()) + timedelta(days=20),
                },
            }
        )  # fmt: skip
        running.run("thuky", record_conclusion, wish)
    stated = ConclusionText(text="Thống nhất chủ trương.", gives_task=False)
    wish = RecordConclusion(item_id=running.items[0], content=stated)
    running.run("thuky", record_conclusion, wish)
    running.run("thuky", issue_tasks, IssueTasks(meeting_id=running.id))
    return running


def test_conclusions_become_articles_and_their_tasks_come_of_them(concluded: Gathering) -> None:
    wish = FollowNotice(meeting_id=concluded.id)
    with pytest.raises(Conflict, match="no_notice"):
        concluded.run("thuky", follow_notice, wish)
    notice(concluded)
    with pytest.raises(Denied):
        concluded.run("daibieu01", follow_notice, wish)
    taken = concluded.run("thuky", follow_notice, wish)
    assert taken.symbol == "12-TB/TU"
    found = seen(concluded.store, concluded.as_actor("lanhdao"), taken.id)
    assert (found.origin_kind, found.origin_id) == (
        DirectiveOrigin.MEETING, concluded.id,
    )  # fmt: skip
    assert [(len(a.tasks), a.needs_work) for a in found.articles] == [
        (1, True), (1, True), (0, False),
    ]  # fmt: skip
    assert found.articles[2].label == "Kết luận 1.3"
    assert (found.needing, found.covered, found.undecided) == (2, 2, 0)
    with pytest.raises(Conflict, match="directive.known"):
        concluded.run("thuky", follow_notice, wish)


def test_a_secret_notice_is_not_followed(concluded: Gathering) -> None:
    notice(concluded, secrecy=1)
    with pytest.raises(Invalid, match="directive.secret"):
        concluded.run("thuky", follow_notice, FollowNotice(meeting_id=concluded.id))


def seen(store: Store, actor: Actor, directive_id: UUID) -> Coverage:
    """The directive as somebody sees it."""
    with store.reading() as session:
        return coverage(session, actor, directive_id, office_day(utc_now()))
