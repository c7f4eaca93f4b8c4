"""Written opinions: who may not, whose name they bear, whom they reach."""

import pytest
from sqlalchemy import select

from documents.commands.upload import UploadPaper, upload_paper
from ecabinet.core.audit import AuditEntry
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound
from ecabinet.core.outbox import OutboxEntry
from meetings.opinions.commands.opening import (
    OpenOpinions,
    open_opinions,
)
from meetings.opinions.containers import KIND
from meetings.opinions.models import OpinionCall
from meetings.opinions.queries.home import opinions_to_reply
from meetings.opinions.queries.written import written_opinions
from meetings.opinions.states import Audience, Naming
from tests.commands.meetings.opining import Asking, file
from tests.gatherings import Gathering


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
