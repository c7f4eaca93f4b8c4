"""Minutes of a meeting some days ago: written, sent round, one amendment taken in, one waits."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from ecabinet.demo import sessions, speakers
from ecabinet.demo.teller import Teller
from meetings.minutes.commands.amending import (
    AcceptAmendment,
    ProposeAmendment,
    accept_amendment,
    propose_amendment,
)
from meetings.minutes.commands.opening import (
    CirculateMinutes,
    OpenMinutes,
    circulate_minutes,
    open_minutes,
)
from meetings.minutes.commands.writing import WriteBlock, write_block
from meetings.minutes.models import MinutesBlock
from meetings.minutes.states import TextPlace
from meetings.minutes.text import Body, TextLine, TextLineKind, TextRun, plain

OPENING = (("Đồng chí chủ trì nêu yêu cầu, mục đích phiên họp và thống nhất chương trình.",),)
FIRST = (
    ("Các ý kiến thống nhất với báo cáo; đề nghị làm rõ thêm:",),
    ("Trách nhiệm của người đứng đầu khi để nhiệm vụ ", "quá hạn", ";"),
    ("Số liệu của các huyện ủy chưa cập nhật.",),
)
SECOND = (("Đề nghị nghiên cứu phương án kinh phí trước khi mở rộng.",),)
BETTER = "Đề nghị nghiên cứu phương án kinh phí từ ngân sách tỉnh trước khi mở rộng."
ADDED = "Đồng chí Đỗ Quang Vinh đề nghị thí điểm ở hai huyện miền núi trước."


def hold(teller: Teller, starts_at: datetime, due_at: datetime) -> None:
    """A short session of two items, and its minutes."""
    points = sessions.standing_agenda(teller, 110)[:2]
    planned = sessions.plan(teller, "Hội ý Ban Thường vụ Tỉnh ủy", starts_at, points)
    sessions.call(teller, planned)
    teller.go_to(starts_at - timedelta(minutes=10))
    absent = {"daibieu11"}
    sessions.gather(teller, planned, absent)
    sessions.move_on(teller, planned, 0)
    speakers.discussion(teller, planned, 0, {"daibieu03": 3.2, "daibieu06": 2.4})
    sessions.move_on(teller, planned, 1)
    speakers.discussion(teller, planned, 1, {"daibieu02": 4.1})
    sessions.vote(
        teller,
        planned,
        "Thống nhất chủ trương mở rộng phòng họp E-cabinet",
        {"daibieu09"},
        {},
        absent,
    )
    sessions.close(teller, planned)
    teller.wait(minutes=50)
    _write(teller, planned, due_at)


def _write(teller: Teller, planned: sessions.Planned, due_at: datetime) -> None:
    key = planned.meeting_id
    teller.do("thuky", open_minutes, OpenMinutes(meeting_id=key))
    text = _blocks(teller, key)
    first, second = (text(str(item)) for item in planned.item_ids)
    _type(teller, text(TextPlace.OPENING), OPENING)
    teller.wait(minutes=12)
    _type(teller, first, FIRST)
    teller.wait(minutes=15)
    _type(teller, second, SECOND)
    teller.wait(minutes=30)
    teller.do("thuky", circulate_minutes, CirculateMinutes(meeting_id=key, due_at=due_at))
    teller.wait(minutes=180)
    money = _propose(teller, "daibieu03", second, BETTER, "Nêu rõ nguồn kinh phí đã thảo luận.")
    teller.do("thuky", accept_amendment, AcceptAmendment(amendment_id=money, answer="Đã bổ sung."))
    teller.wait(minutes=40)
    longer = f"{plain(_lines(FIRST))}\n{ADDED}"
    _propose(teller, "daibieu02", first, longer, "Biên bản còn thiếu ý kiến của tôi về thí điểm.")


def _blocks(teller: Teller, meeting_id: UUID) -> Callable[[str], UUID]:
    query = select(MinutesBlock.slot, MinutesBlock.id).where(MinutesBlock.meeting_id == meeting_id)
    with teller.store.reading() as session:
        found = dict(session.execute(query).all())
    return lambda slot: found[slot]


def _type(teller: Teller, block_id: UUID, said: tuple[tuple[str, ...], ...]) -> None:
    command = WriteBlock(block_id=block_id, base=1, body=_lines(said))
    teller.do("thuky", write_block, command)


def _lines(said: tuple[tuple[str, ...], ...]) -> Body:
    """The first line is a paragraph, the others are of a list; the second part of one is bold."""
    return tuple(
        TextLine(
            kind=TextLineKind.BULLET if place else TextLineKind.PARAGRAPH,
            runs=tuple(TextRun(text=text, bold=at == 1) for at, text in enumerate(parts)),
        )
        for place, parts in enumerate(said)
    )


def _propose(teller: Teller, username: str, block_id: UUID, text: str, reason: str) -> UUID:
    wish = ProposeAmendment(block_id=block_id, base=2, text=text, reason=reason)
    return teller.do(username, propose_amendment, wish).amendment_id
