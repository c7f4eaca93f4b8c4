"""Written opinions: asked for, given, changed, withdrawn, closed, answered; and without names."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from documents.commands.upload import UploadPaper, upload_paper
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound, Stale
from ecabinet.core.notices import NoticeRow
from meetings.opinions.commands.giving import (
    GiveOpinion,
    WithdrawOpinion,
    give_opinion,
    withdraw_opinion,
)
from meetings.opinions.containers import KIND
from meetings.opinions.queries.written import written_opinions
from meetings.opinions.states import Audience, ReplyKind
from meetings.opinions.tasks import close_what_is_over
from tests.commands.meetings.opining import Asking, file
from tests.gatherings import Gathering


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
