"""Written opinions: asked for, given, changed, withdrawn, closed, answered; and without names."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from documents.commands.upload import StoredFile, UploadPaper, upload_paper
from ecabinet.core.audit import AuditEntry
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound, Stale
from ecabinet.core.notices import NoticeRow
from ecabinet.core.outbox import OutboxEntry
from meetings.opinions.commands.giving import (
    GiveOpinion,
    WithdrawOpinion,
    give_opinion,
    withdraw_opinion,
)
from meetings.opinions.commands.opening import (
    ChangeOpinions,
    CloseOpinions,
    OpenOpinions,
    change_opinions,
    close_opinions,
    open_opinions,
)
from meetings.opinions.commands.replying import ReplyToOpinion, reply_to_opinion
from meetings.opinions.commands.steps import OpinionRef
from meetings.opinions.containers import KIND
from meetings.opinions.models import OpinionCall
from meetings.opinions.queries.home import opinions_to_reply
from meetings.opinions.queries.item import item_opinions
from meetings.opinions.queries.shapes import OpinionsOut
from meetings.opinions.queries.written import written_opinions
from meetings.opinions.states import Audience, Naming, ReplyKind
from meetings.opinions.tasks import close_what_is_over
from tests.gatherings import Gathering
from tests.samples import plain_pdf


class Asking:
    """Opinions on the first item of a called meeting; the Party Office answers them."""

    def __init__(self, gathering: Gathering, **terms: Any) -> None:
        self.gathering = gathering
        self.item = gathering.items[0]
        wish = OpenOpinions(item_ids=(self.item,), unit_id=gathering.office.units["VPTU"], **terms)
        gathering.run("thuky", open_opinions, wish)

    def give(self, username: str, text: str, **more: Any) -> OpinionRef:
        """Write or change an opinion."""
        command = GiveOpinion(item_id=self.item, text=text, **more)
        made: OpinionRef = self.gathering.run(username, give_opinion, command)
        return made

    def close(self) -> None:
        """Take no more."""
        self.gathering.run("thuky", close_opinions, CloseOpinions(item_id=self.item))

    def change(self, **terms: Any) -> None:
        """Set the terms anew."""
        self.gathering.run("thuky", change_opinions, ChangeOpinions(item_id=self.item, **terms))

    def reply(self, username: str, opinion_id: UUID, text: str, **more: Any) -> OpinionRef:
        """Answer an opinion."""
        command = ReplyToOpinion(
            opinion_id=opinion_id, kind=more.pop("kind", ReplyKind.ACCEPTED), text=text, **more
        )
        made: OpinionRef = self.gathering.run(username, reply_to_opinion, command)
        return made

    def seen_by(self, username: str) -> OpinionsOut:
        """What somebody sees of the item."""
        actor = self.gathering.as_actor(username)
        with self.gathering.store.reading() as session:
            return item_opinions(session, actor, self.item, utc_now())

    def texts(self, username: str) -> list[str]:
        """The words that somebody reads in the list."""
        return [one.text for one in self.seen_by(username).opinions]


def file(gathering: Gathering) -> StoredFile:
    blob = gathering.store.blobs.put(BytesIO(plain_pdf()))
    return StoredFile(
        blob=blob.sha256, size=blob.size, filename="gop-y.pdf", media_type="application/pdf"
    )


def later(gathering: Gathering, **by: float) -> None:
    """Move the clock of the store."""
    moment = utc_now() + timedelta(**by)
    gathering.store.clock = lambda: moment


def test_from_the_asking_to_the_answer_and_the_minutes(gathering: Gathering) -> None:
    """A named opinion with a file, read by the desk and the unit only, changed, answered."""
    asking = Asking(gathering.called())
    with gathering.store.reading() as session:
        told = set(
            session.scalars(select(NoticeRow.person_id).where(NoticeRow.kind == "opinions.asked"))
        )
    people = gathering.office.people
    assert people["daibieu01"] in told
    assert people["khach01"] not in told  # a guest of another item
    first = asking.give("daibieu01", "Đề nghị bổ sung lộ trình")
    upload = UploadPaper(container_kind=KIND, container_id=first.opinion_id, file=file(gathering))
    gathering.run("daibieu01", upload_paper, upload)
    for reader in ("thuky", "chutri", "canbo"):
        shown = asking.seen_by(reader)
        assert [(one.name, one.text) for one in shown.opinions] == [
            ("Trần Văn An", "Đề nghị bổ sung lộ trình")
        ], reader
        assert [f.filename for f in shown.opinions[0].files] == ["gop-y.pdf"]
    assert asking.texts("daibieu02") == []
    assert (asking.seen_by("daibieu02").count, asking.seen_by("daibieu02").hidden) == (1, 1)
    assert [one.text for one in asking.seen_by("daibieu01").own] == ["Đề nghị bổ sung lộ trình"]
    with pytest.raises(NotFound):
        asking.seen_by("khach01")
    with pytest.raises(Conflict, match="opinion.not_over"):
        asking.reply("canbo", first.opinion_id, "Sẽ bổ sung")
    asking.give("daibieu01", "Đề nghị bổ sung lộ trình đến 2030", revision=first.revision)
    asking.close()
    with pytest.raises(Conflict, match="opinions.closed"):
        asking.give("daibieu02", "Muộn rồi")
    with gathering.store.reading() as session:
        kind = NoticeRow.kind == "opinions.to_answer"
        waiting = set(session.scalars(select(NoticeRow.person_id).where(kind)))
    assert waiting == {people["canbo"], people["vanthu"]}
    asking.reply("canbo", first.opinion_id, "Đã bổ sung mục 3")
    answer = asking.seen_by("thuky").opinions[0].reply
    assert answer is not None
    assert (answer.unit, answer.text) == ("Văn phòng Tỉnh ủy", "Đã bổ sung mục 3")
    with gathering.store.reading() as session:
        (desk_only,) = written_opinions(session, gathering.id, "closed", utc_now()).values()
    # The minutes are read by members: of what is for the desk they tell the number only.
    assert (desk_only.count, desk_only.told) == (1, ())


@pytest.mark.parametrize(
    ("audience", "before", "after"),
    [(Audience.DESK, [], []), (Audience.CLOSED, [], ["A"]), (Audience.AT_ONCE, ["A"], ["A"])],
)
def test_members_read_when_it_was_said(
    gathering: Gathering, audience: Audience, before: list[str], after: list[str]
) -> None:
    asking = Asking(gathering.called(), audience=audience)
    asking.give("daibieu01", "A")
    assert asking.texts("daibieu02") == before
    asking.close()
    assert asking.texts("daibieu02") == after
    with gathering.store.reading() as session:
        (told,) = written_opinions(session, gathering.id, "in_session", utc_now()).values()
    assert [one.text for one in told.told] == after
    wider = {Audience.DESK: Audience.CLOSED, Audience.CLOSED: Audience.AT_ONCE}.get(audience)
    if wider:
        with pytest.raises(Conflict, match="opinions.promised"):
            asking.change(audience=wider)


def test_without_a_name_nobody_is_told_who_wrote(gathering: Gathering) -> None:
    """Neither list, nor event, nor log; it shows once no more are taken, and without a time."""
    asking = Asking(gathering.called(), naming=Naming.CHOICE, audience=Audience.AT_ONCE)
    made = asking.give("daibieu01", "Cần cân nhắc nhân sự", anonymous=True)
    asking.give("daibieu02", "Đồng ý")
    for reader in ("thuky", "chutri", "canbo", "daibieu02"):
        shown = asking.seen_by(reader)
        assert [one.text for one in shown.opinions] == ["Đồng ý"], reader
        assert (shown.count, shown.hidden) == (2, 1), reader
    assert asking.seen_by("daibieu01").own[0].text == "Cần cân nhắc nhân sự"
    asking.give("daibieu01", "Cần cân nhắc", anonymous=True, revision=made.revision)
    asking.close()
    nameless = asking.seen_by("thuky").opinions[-1]
    assert nameless.text == "Cần cân nhắc"
    assert (nameless.name, nameless.title, nameless.unit) == ("", "", "")
    assert (nameless.given_at, nameless.changed_at, nameless.own) == (None, None, False)
    writer = gathering.office.people["daibieu01"]
    with gathering.store.reading() as session:
        logged = session.scalars(
            select(AuditEntry).where(AuditEntry.subject_kind == "opinion")
        ).all()
        assert [entry.actor_id for entry in logged] == [gathering.office.people["daibieu02"]]
        events = session.scalars(
            select(OutboxEntry).where(OutboxEntry.type == "opinions.changed")
        ).all()
        assert len(events) >= 4
        assert all(entry.actor_id is None for entry in events)
        assert not any(str(writer) in str(entry.payload) for entry in events)
        (told,) = written_opinions(session, gathering.id, "in_session", utc_now()).values()
    assert [one.speaker and one.speaker.name for one in told.told] == ["Lê Thị Bình", None]
    # Newer ones would be known by their company: it is not opened again.
    with pytest.raises(Conflict, match="opinions.anonymous_told"):
        asking.change(audience=Audience.AT_ONCE, naming=Naming.CHOICE)


def test_files_tell_names_and_so_none_go_with_an_opinion_without_one(gathering: Gathering) -> None:
    asking = Asking(gathering.called(), naming=Naming.ANONYMOUS)
    made = asking.give("daibieu01", "Ý kiến")
    upload = UploadPaper(container_kind=KIND, container_id=made.opinion_id, file=file(gathering))
    with pytest.raises(Denied):
        gathering.run("daibieu01", upload_paper, upload)
    with pytest.raises(NotFound):
        gathering.run("thuky", upload_paper, upload)
    for refused in ({"anonymous": False}, {"unit_id": gathering.office.units["TU"]}):
        with pytest.raises(Invalid):
            asking.give("daibieu02", "Ý kiến", **refused)  # type: ignore[arg-type]


def test_two_at_once_and_twice_the_same(gathering: Gathering) -> None:
    """Two colleagues for one unit, two devices of one person, one tap twice."""
    asking = Asking(gathering.called())
    unit = gathering.office.units["TU"]
    first = asking.give("daibieu01", "Của Tỉnh ủy", unit_id=unit)
    with pytest.raises(Stale):
        asking.give("daibieu02", "Tôi không thấy của đồng chí An", unit_id=unit)
    second = asking.give("daibieu02", "Hai người cùng soạn", unit_id=unit, revision=first.revision)
    assert second.opinion_id == first.opinion_id
    assert asking.give("daibieu01", "Hai người cùng soạn", unit_id=unit) == second
    with pytest.raises(Denied):
        asking.give("daibieu01", "Không phải đơn vị tôi", unit_id=gathering.office.units["HUTD"])
    command = GiveOpinion(item_id=asking.item, text="Của tôi")
    receipts = [
        gathering.run("daibieu01", give_opinion, command, request_id="một-lần") for _ in range(2)
    ]
    assert receipts[0] == receipts[1]
    assert asking.seen_by("thuky").count == 2


def test_withdrawn_is_gone_for_others_and_can_be_given_again(gathering: Gathering) -> None:
    asking = Asking(gathering.called(), audience=Audience.AT_ONCE)
    made = asking.give("daibieu01", "Nói nhầm")
    upload = UploadPaper(container_kind=KIND, container_id=made.opinion_id, file=file(gathering))
    gathering.run("daibieu01", upload_paper, upload)
    away = WithdrawOpinion(opinion_id=made.opinion_id, revision=made.revision)
    for username in ("daibieu02", "thuky"):
        with pytest.raises(Denied):
            gathering.run(username, withdraw_opinion, away)
    gathering.run("daibieu01", withdraw_opinion, away)
    gathering.run("daibieu01", withdraw_opinion, away)  # Twice is once.
    assert asking.texts("thuky") == []
    with pytest.raises(NotFound):
        asking.reply("thuky", made.opinion_id, "Trả lời cái đã rút")
    again = asking.give("daibieu01", "Nói lại")
    assert again.opinion_id != made.opinion_id
    assert asking.seen_by("thuky").opinions[0].files == []
    asking.close()
    away = WithdrawOpinion(opinion_id=again.opinion_id)
    with pytest.raises(Conflict, match="opinions.closed"):
        gathering.run("daibieu01", withdraw_opinion, away)


def test_the_deadline_ends_it_and_can_be_moved_until_it_is_answered(gathering: Gathering) -> None:
    due = utc_now() + timedelta(minutes=30)
    asking = Asking(gathering.called(), due_at=due)
    made = asking.give("daibieu01", "Kịp")
    later(gathering, minutes=31)
    with pytest.raises(Conflict, match="opinions.too_late"):
        asking.give("daibieu02", "Không kịp")
    with pytest.raises(Invalid, match="opinions.due_in_past"):
        asking.change(due_at=due)
    for _ in range(2):
        close_what_is_over(gathering.store)  # Twice is once.
    with gathering.store.reading() as session:
        kind = NoticeRow.kind == "opinions.to_answer"
        told = session.scalars(select(NoticeRow.person_id).where(kind)).all()
    people = gathering.office.people
    assert sorted(told) == sorted([people["canbo"], people["vanthu"]])
    asking.reply("thuky", made.opinion_id, "Ghi nhận", kind=ReplyKind.EXPLAINED)
    asking.change(due_at=due + timedelta(hours=1), unit_id=gathering.office.units["VPTU"])
    asking.give("daibieu02", "Nay kịp")
    with pytest.raises(Conflict, match="opinion.answered"):
        asking.give("daibieu01", "Sửa sau khi đã giải trình", revision=made.revision)


def test_who_may_not(gathering: Gathering) -> None:
    """Before the call, without a seat, of another's item, opened twice, for nobody's unit."""
    asking = Asking(gathering.planned())
    for username, refusal in (("daibieu01", NotFound), ("cuong", NotFound), ("thuky", Conflict)):
        with pytest.raises(refusal):
            asking.give(username, "Chưa mời họp")
    again = OpenOpinions(item_ids=(gathering.items[2], asking.item))
    with pytest.raises(Conflict, match="opinions.open_already"):
        gathering.run("thuky", open_opinions, again)
    with gathering.store.reading() as session:
        assert session.get(OpinionCall, gathering.items[2]) is None  # all of them or none
    other = OpenOpinions(item_ids=(gathering.items[2],))
    for username, refusal in (("daibieu01", NotFound), ("chutri", Denied)):
        with pytest.raises(refusal):
            gathering.run(username, open_opinions, other)


def test_the_kind_of_meeting_says_whether_opinions_bear_names(
    gathering: Gathering, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless the secretariat says so; what was promised is kept when other terms change."""
    monkeypatch.setattr(
        "meetings.opinions.commands.opening.usual_naming", lambda *_: Naming.ANONYMOUS
    )
    gathering.called()
    asking = Asking(gathering)
    named = OpenOpinions(item_ids=(gathering.items[1],), naming=Naming.NAMED)
    gathering.run("thuky", open_opinions, named)
    asking.change(note="Về lộ trình")
    with gathering.store.reading() as session:
        found = [session.get_one(OpinionCall, item).naming for item in gathering.items[:2]]
    assert found == [Naming.ANONYMOUS, Naming.NAMED]


def test_the_answering_unit_has_what_waits_on_its_home_page(gathering: Gathering) -> None:
    gathering.called()
    asking = Asking(gathering)
    first = asking.give("daibieu01", "Đề nghị bổ sung")
    asking.give("daibieu02", "Đồng ý")

    def waiting(username: str) -> list[int]:
        with gathering.store.reading() as session:
            found = opinions_to_reply(session, gathering.as_actor(username))
        return [one.waiting for one in found if one.item_id == asking.item]

    assert waiting("canbo") == []  # They may still be changed.
    asking.close()
    assert waiting("canbo") == [2]
    assert waiting("daibieu01") == []
    asking.reply("canbo", first.opinion_id, "Đã bổ sung")
    assert waiting("canbo") == [1]
