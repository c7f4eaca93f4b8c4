"""Papers asked of units: asked, handed in, taken or returned, moved, withdrawn, reminded of."""

import pytest
from sqlalchemy import select, update

from ecabinet.accounts.commands.units_close import CloseUnit, close_unit
from ecabinet.accounts.models import Person
from ecabinet.accounts.policies import POLICIES as UNIT_POLICIES
from ecabinet.core import permissions
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound
from meetings.commands.ask_papers import (
    AskForPapers,
    ask_for_papers,
)
from meetings.models import AgendaItem
from meetings.preparing import RequestAct, RequestState
from tests.commands.meetings.preparing import Preparing
from tests.days import today


def test_the_whole_way(preparing: Preparing) -> None:
    key = preparing.ask(note="Kèm phụ lục kinh phí")
    # All who hold an office there but the one that runs the machines; nobody of other units.
    assert preparing.told("asked") == {"vanthu", "canbo"}
    receipt = preparing.file(key, title="Tờ trình số 1")
    preparing.ready(receipt)
    assert preparing.submit(key, note="Đã đủ").state is RequestState.SUBMITTED
    assert preparing.told("submitted") == {"thuky"}
    assert preparing.send_back(key).state is RequestState.RETURNED
    assert preparing.told("returned") == {"vanthu", "canbo"}
    preparing.ready(preparing.newer(receipt.paper_id, "vanthu"))
    preparing.submit(key, "vanthu")
    assert preparing.item_papers("thuky") == []
    assert preparing.accept(key).state is RequestState.ACCEPTED
    assert preparing.told("accepted") == {"vanthu", "canbo"}
    assert preparing.item_papers("thuky") == ["Tờ trình số 1"]
    story = preparing.seen(key)
    assert [step.act for step in story.steps] == [
        RequestAct.ASK, RequestAct.SUBMIT, RequestAct.RETURN, RequestAct.SUBMIT, RequestAct.ACCEPT,
    ]  # fmt: skip
    assert story.steps[2].text == "Thiếu phụ lục kinh phí"
    assert [step.files for step in story.steps] == [None, 1, None, 1, None]


def test_what_was_taken_can_be_asked_for_again_and_becomes_a_newer_version(
    preparing: Preparing,
) -> None:
    key = preparing.ask()
    receipt = preparing.file(key, title="Báo cáo")
    preparing.ready(receipt)
    preparing.submit(key)
    preparing.accept(key)
    preparing.send_back(key)
    preparing.ready(preparing.newer(receipt.paper_id))
    preparing.submit(key)
    preparing.accept(key)
    assert preparing.item_papers("thuky") == ["Báo cáo"]
    from documents.models import Paper

    with preparing.gathering.store.reading() as session:
        lying = select(Paper.latest_number).where(
            Paper.container_id == preparing.gathering.items[0]
        )
        assert session.scalars(lying).all() == [2]


def test_only_the_unit_and_the_secretariat_see_it(preparing: Preparing) -> None:
    from meetings.commands.call import CallMeeting, call_meeting

    key = preparing.ask()
    receipt = preparing.file(key)
    preparing.ready(receipt)
    call = CallMeeting(meeting_id=preparing.gathering.id)
    preparing.run("thuky", call_meeting, call)
    from documents import access
    from documents.policies import PaperPermission

    for username in ("chutri", "daibieu01", "khach01", "cuong", "quantri", "lanhdao"):
        with pytest.raises(NotFound):
            preparing.seen(key, username)
        with pytest.raises(NotFound):
            preparing.submit(key, username)
        actor = preparing.gathering.as_actor(username)
        with preparing.gathering.store.reading() as session, pytest.raises(NotFound):
            access.version(session, actor, receipt.version_id, PaperPermission.READ)
    for username in ("thuky", "canbo", "vanthu"):
        assert preparing.seen(key, username).files[0].version_id == receipt.version_id
    # The unit does not decide, the secretariat does not hand in, nor put files there.
    preparing.submit(key)
    with pytest.raises(Denied):
        preparing.accept(key, "canbo")
    with pytest.raises(Denied):
        preparing.submit(key, "thuky")
    with pytest.raises(Denied):
        preparing.file(key, "thuky")


def test_bad_wishes(preparing: Preparing) -> None:
    for days, code in ((-1, "paper_request.day_past"), (8, "paper_request.day_after_meeting")):
        with pytest.raises(Invalid) as refused:
            preparing.ask(days=days)
        assert (refused.value.code, refused.value.params["field"]) == (code, "due_on")
    with pytest.raises(Invalid) as refused:
        preparing.ask("VPTU", "UBKTTU")
    assert refused.value.code == "paper_request.nobody"
    assert refused.value.params["units"] == "Ủy ban Kiểm tra Tỉnh ủy"
    preparing.ask("VPTU", "BTCTU", names=("Tờ trình", "tờ  trình", "Báo cáo"))
    with pytest.raises(Conflict, match="asked_already"):
        preparing.ask(names=("TỜ TRÌNH",))
    with pytest.raises(NotFound):
        preparing.run(
            "canbo", ask_for_papers,
            AskForPapers(
                item_id=preparing.gathering.items[0], due_on=today(), names=("A",),
                unit_ids=(preparing.gathering.office.units["VPTU"],),
            ),
        )  # fmt: skip


def test_a_closed_unit_is_not_asked(preparing: Preparing) -> None:
    permissions.register(UNIT_POLICIES)
    office = preparing.gathering.office
    closing = CloseUnit(unit_id=office.units["UBKTTU"], from_on=today())
    preparing.run("quantri", close_unit, closing)
    with pytest.raises(Invalid) as refused:
        preparing.ask("UBKTTU")
    assert refused.value.code == "paper_request.unit_closed"


def test_a_secret_item_is_asked_of_cleared_people_only(preparing: Preparing) -> None:
    store, office = preparing.gathering.store, preparing.gathering.office
    with store.engine.begin() as connection:
        connection.execute(
            update(AgendaItem)
            .where(AgendaItem.id == preparing.gathering.items[0])
            .values(secrecy=2)
        )
        wise = [office.people["thuky"]]
        connection.execute(update(Person).where(Person.id.in_(wise)).values(clearance=2))
    with pytest.raises(Invalid, match="nobody"):
        preparing.ask()
    with store.engine.begin() as connection:
        one = update(Person).where(Person.id == office.people["canbo"]).values(clearance=2)
        connection.execute(one)
    key = preparing.ask()
    assert preparing.told("asked") == {"canbo"}
    with pytest.raises(NotFound):
        preparing.seen(key, "vanthu")
