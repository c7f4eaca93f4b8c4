"""Papers asked of units: asked, handed in, taken or returned, moved, withdrawn, reminded of."""

import threading
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from documents.commands.process import Findings, Refusal, finish_version, refuse_version
from documents.commands.upload import (
    AddVersion,
    StoredFile,
    UploadPaper,
    UploadReceipt,
    add_version,
    upload_paper,
)
from ecabinet.accounts.commands.units_close import CloseUnit, close_unit
from ecabinet.accounts.models import Person
from ecabinet.accounts.policies import POLICIES as UNIT_POLICIES
from ecabinet.core import permissions
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound, Stale
from ecabinet.core.notices import NoticeRow
from meetings.commands.agenda import RemoveAgendaItem, remove_agenda_item
from meetings.commands.ask_papers import (
    AskForPapers,
    ChangeRequest,
    WithdrawRequest,
    ask_for_papers,
    change_request,
    withdraw_request,
)
from meetings.commands.plan import CancelMeeting, UpdateMeeting, cancel_meeting, update_meeting
from meetings.commands.request_steps import OnRequest
from meetings.commands.submit_papers import (
    ReturnPapers,
    SubmitPapers,
    accept_papers,
    return_papers,
    submit_papers,
)
from meetings.models import AgendaItem, PaperRequest
from meetings.preparing import RequestAct, RequestStanding, RequestState
from meetings.queries.request_detail import RequestDetail, request_detail
from meetings.request_container import CONTAINER
from meetings.tasks import remind
from tests.days import today
from tests.gatherings import A4, Gathering
from tests.samples import plain_pdf


class Preparing:
    """A meeting next week, the Party Office asked for a paper of its first item."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering.planned()
        starts_at = utc_now() + timedelta(days=7)
        later = UpdateMeeting(
            meeting_id=gathering.id, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2)
        )
        self.run("thuky", update_meeting, later)
        self.files = 0

    def run(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command as somebody."""
        return self.gathering.run(*args, **kwargs)

    def ask(self, *units: str, days: int = 5, **fields: Any) -> UUID:
        """Ask units (the Party Office if none is named); the first request."""
        ids = tuple(self.gathering.office.units[code] for code in units or ("VPTU",))
        wish = {"names": ("Tờ trình",), "due_on": today(days), **fields}
        item_id = wish.pop("item_id", self.gathering.items[0])
        command = AskForPapers(item_id=item_id, unit_ids=ids, **wish)
        made: tuple[UUID, ...] = self.run("thuky", ask_for_papers, command).request_ids
        return made[0]

    def file(self, request_id: UUID, username: str = "canbo", **fields: Any) -> UploadReceipt:
        """Put a file on a request; every file is another one."""
        upload = UploadPaper(
            container_kind=CONTAINER, container_id=request_id, file=self._stored(), **fields
        )
        receipt: UploadReceipt = self.run(username, upload_paper, upload)
        return receipt

    def newer(self, paper_id: UUID, username: str = "canbo") -> UploadReceipt:
        """Put a newer version there."""
        command = AddVersion(paper_id=paper_id, file=self._stored())
        receipt: UploadReceipt = self.run(username, add_version, command)
        return receipt

    def _stored(self) -> StoredFile:
        self.files += 1
        data = plain_pdf() + b"%" + str(self.files).encode()
        blob = self.gathering.store.blobs.put(BytesIO(data))
        return StoredFile(
            blob=blob.sha256, size=blob.size, filename="tt.pdf", media_type="application/pdf"
        )

    def ready(self, receipt: UploadReceipt) -> None:
        """Let the worker find nothing wrong with a file."""
        found = Findings(
            version_id=receipt.version_id, served_blob="0" * 64, served_size=1, pages=[A4]
        )
        self.gathering.store.execute(SYSTEM, finish_version, found)

    def submit(self, request_id: UUID, username: str = "canbo", **fields: Any) -> Any:
        """Hand in."""
        return self.run(username, submit_papers, SubmitPapers(request_id=request_id, **fields))

    def accept(self, request_id: UUID, username: str = "thuky") -> Any:
        """Take it."""
        return self.run(username, accept_papers, OnRequest(request_id=request_id))

    def send_back(self, request_id: UUID, username: str = "thuky") -> Any:
        """Return it."""
        command = ReturnPapers(request_id=request_id, reason="Thiếu phụ lục kinh phí")
        return self.run(username, return_papers, command)

    def seen(self, request_id: UUID, username: str = "canbo") -> RequestDetail:
        """The request as somebody sees it."""
        with self.gathering.store.reading() as session:
            actor = self.gathering.as_actor(username)
            return request_detail(session, actor, request_id, office_day(utc_now()))

    def told(self, kind: str) -> set[str]:
        """Who was told of something, by user name."""
        names = {key: name for name, key in self.gathering.office.people.items()}
        with self.gathering.store.reading() as session:
            query = select(NoticeRow.person_id).where(NoticeRow.kind == f"paper_request.{kind}")
            return {names[key] for key in session.scalars(query)}

    def item_papers(self, username: str = "daibieu01") -> list[str]:
        """The papers of the item that somebody sees."""
        for item in self.gathering.seen_by(username).agenda:
            if item.id == self.gathering.items[0]:
                return [paper.title for paper in item.papers]
        return []


@pytest.fixture
def preparing(gathering: Gathering) -> Preparing:
    """A meeting next week."""
    return Preparing(gathering)


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


def test_nothing_bad_or_nothing_new_is_handed_in(preparing: Preparing) -> None:
    key = preparing.ask()
    with pytest.raises(Conflict, match=r"paper_request\.nothing$"):
        preparing.submit(key)
    assert preparing.seen(key).request.state is RequestState.ASKED
    receipt = preparing.file(key, title="Tệp lạ")
    refusal = Refusal(version_id=receipt.version_id, code="pdf.damaged")
    preparing.gathering.store.execute(SYSTEM, refuse_version, refusal)
    with pytest.raises(Conflict) as refused:
        preparing.submit(key)
    assert (refused.value.code, refused.value.params["title"]) == (
        "paper_request.bad_file", "Tệp lạ",
    )  # fmt: skip
    preparing.ready(preparing.newer(receipt.paper_id))
    preparing.submit(key)
    preparing.send_back(key)
    with pytest.raises(Conflict, match="nothing_new"):
        preparing.submit(key)
    assert preparing.seen(key).request.standing is RequestStanding.RETURNED


def test_what_is_not_looked_into_or_turns_out_bad_is_not_taken(preparing: Preparing) -> None:
    key = preparing.ask()
    receipt = preparing.file(key)
    preparing.submit(key)
    with pytest.raises(Conflict, match="not_looked_into"):
        preparing.accept(key)
    refusal = Refusal(version_id=receipt.version_id, code="pdf.damaged")
    preparing.gathering.store.execute(SYSTEM, refuse_version, refusal)
    with pytest.raises(Conflict, match=r"paper_request\.failed"):
        preparing.accept(key)
    assert preparing.seen(key).request.state is RequestState.SUBMITTED
    assert preparing.item_papers("thuky") == []


def test_who_hands_in_or_takes_second_is_told(preparing: Preparing) -> None:
    key = preparing.ask()
    preparing.ready(preparing.file(key))
    seen = preparing.seen(key).request.revision
    preparing.submit(key, revision=seen)
    with pytest.raises(Stale):
        preparing.submit(key, "vanthu", revision=seen)
    with pytest.raises(Conflict, match="not_waiting"):
        preparing.submit(key, "vanthu")
    with pytest.raises(Denied):
        preparing.file(key)
    preparing.accept(key)
    with pytest.raises(Conflict, match="nothing_to_accept"):
        preparing.accept(key)
    assert len(preparing.item_papers("thuky")) == 1


def test_two_hand_in_and_two_take_at_once(preparing: Preparing) -> None:
    key = preparing.ask()
    preparing.ready(preparing.file(key))
    for deed in (
        (lambda: preparing.submit(key), lambda: preparing.submit(key, "vanthu")),
        (lambda: preparing.accept(key), lambda: preparing.accept(key)),
    ):
        assert sorted(at_once(*deed)) == ["Conflict", "RequestRef"]
    assert len(preparing.item_papers("thuky")) == 1
    acts = [step.act for step in preparing.seen(key).steps]
    assert acts == [RequestAct.ASK, RequestAct.SUBMIT, RequestAct.ACCEPT]


def at_once(*works: Callable[[], Any]) -> list[str]:
    """Run all side by side; the type of what each came to."""
    ends: list[str] = []

    def one(work: Callable[[], Any]) -> None:
        try:
            ends.append(type(work()).__name__)
        except (Conflict, Stale) as error:
            ends.append(type(error).__name__.replace("Stale", "Conflict"))

    threads = [threading.Thread(target=one, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def test_moved_and_withdrawn(preparing: Preparing) -> None:
    key = preparing.ask(days=3)
    day = today(6)
    preparing.run("thuky", change_request, ChangeRequest(request_id=key, due_on=day))
    assert preparing.told("moved") == {"vanthu", "canbo"}
    assert preparing.seen(key).request.due_on == day
    late = ChangeRequest(request_id=key, due_on=today(9))
    with pytest.raises(Invalid, match="day_after_meeting"):
        preparing.run("thuky", change_request, late)
    with pytest.raises(Denied):
        preparing.run("canbo", withdraw_request, WithdrawRequest(request_id=key))
    preparing.run("thuky", withdraw_request, WithdrawRequest(request_id=key, reason="Đã có"))
    assert preparing.told("withdrawn") == {"vanthu", "canbo"}
    with pytest.raises(Conflict, match="not_waiting"):
        preparing.submit(key)
    again = preparing.ask()
    assert again != key


@pytest.mark.parametrize("how", ["cancelled", "removed"])
def test_what_is_not_discussed_is_not_prepared(preparing: Preparing, how: str) -> None:
    key = preparing.ask()
    preparing.ready(preparing.file(key))
    preparing.submit(key)
    if how == "cancelled":
        preparing.run("thuky", cancel_meeting, CancelMeeting(meeting_id=preparing.gathering.id))
    else:
        gone = RemoveAgendaItem(item_id=preparing.gathering.items[0])
        preparing.run("thuky", remove_agenda_item, gone)
    assert preparing.told("withdrawn") == {"vanthu", "canbo"}
    assert preparing.seen(key).request.state is RequestState.WITHDRAWN
    with pytest.raises(Conflict):
        preparing.accept(key)
    with pytest.raises(Conflict):
        preparing.submit(key)
    with pytest.raises(Denied):
        preparing.file(key)


def test_reminded_once_before_and_once_after(preparing: Preparing) -> None:
    key = preparing.ask(days=4)
    store = preparing.gathering.store
    seen: list[tuple[int, int]] = []
    for days in (0, 1, 2, 3, 4, 5, 6):
        store.clock = lambda days=days: utc_now() + timedelta(days=days)  # type: ignore[misc]
        for _ in range(2):
            remind(store)
        seen.append((_count(preparing, "remind"), _count(preparing, "late")))
    assert seen == [(0, 0), (0, 0), (2, 0), (2, 0), (2, 0), (2, 2), (2, 2)]
    assert preparing.told("missing") == {"thuky"}
    acts = [step.act for step in preparing.seen(key).steps]
    assert acts == [RequestAct.ASK, RequestAct.REMIND, RequestAct.LATE]


def test_asking_at_the_last_moment_is_its_own_reminder_and_who_handed_in_is_left_alone(
    preparing: Preparing,
) -> None:
    store = preparing.gathering.store
    soon, done = preparing.ask(days=1), preparing.ask("BTCTU", days=4)
    preparing.ready(preparing.file(done, "cuong"))
    preparing.submit(done, "cuong")
    remind(store)
    assert _count(preparing, "remind") == 0
    store.clock = lambda: utc_now() + timedelta(days=6)
    remind(store)
    assert preparing.told("late") == {"vanthu", "canbo"}
    assert [s.act for s in preparing.seen(soon).steps] == [RequestAct.ASK, RequestAct.LATE]


def test_a_new_day_is_reminded_of_anew(preparing: Preparing) -> None:
    key, store = preparing.ask(days=3), preparing.gathering.store
    store.clock = lambda: utc_now() + timedelta(days=1)
    remind(store)
    moved = ChangeRequest(request_id=key, due_on=today(6))
    preparing.run("thuky", change_request, moved)
    remind(store)
    assert _count(preparing, "remind") == 2
    store.clock = lambda: utc_now() + timedelta(days=4)
    remind(store)
    assert _count(preparing, "remind") == 4


def _count(preparing: Preparing, kind: str) -> int:
    with preparing.gathering.store.reading() as session:
        query = select(NoticeRow.id).where(NoticeRow.kind == f"paper_request.{kind}")
        return len(session.scalars(query).all())


def test_late_is_kept_of_the_first_time(preparing: Preparing) -> None:
    key, store = preparing.ask(days=1), preparing.gathering.store
    receipt = preparing.file(key)
    preparing.ready(receipt)
    store.clock = lambda: utc_now() + timedelta(days=3)
    preparing.submit(key)
    preparing.accept(key)
    with store.reading() as session:
        assert session.get_one(PaperRequest, key).was_late
