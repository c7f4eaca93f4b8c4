"""Written opinions on the meeting in session: one item compiled and answered, one still open."""

from uuid import UUID

from ecabinet.demo.sessions import Planned
from ecabinet.demo.teller import Teller
from meetings.opinions.commands.giving import GiveOpinion, give_opinion
from meetings.opinions.commands.opening import (
    CloseOpinions,
    OpenOpinions,
    close_opinions,
    open_opinions,
)
from meetings.opinions.commands.replying import ReplyToOpinion, reply_to_opinion
from meetings.opinions.states import Audience, Naming, ReplyKind

BEFORE = (
    ("daibieu03", "Đề nghị bổ sung số liệu theo dõi đến cấp xã, nêu rõ đơn vị nào chưa cập nhật."),
    ("daibieu06", "Thống nhất với dự thảo. Cần giao rõ một đầu mối tổng hợp ở mỗi huyện ủy."),
    ("daibieu09", "Mục 3 nên tách phần kinh phí thành phụ lục riêng để tiện theo dõi."),
)
REPLIES = (
    (ReplyKind.ACCEPTED, "Đã bổ sung bảng số liệu đến 121 xã, phường, kèm danh sách 9 xã chậm."),
    (ReplyKind.PARTLY, "Giao văn phòng huyện ủy làm đầu mối; riêng hai thành ủy giữ như hiện nay."),
)
NOW = (
    ("daibieu05", "Nên thí điểm ở hai huyện miền núi trước khi làm đồng loạt."),
    ("daibieu08", "Đề nghị có phương án khi mất mạng giữa phiên họp."),
)
NAMELESS = ("daibieu10", "Tiến độ đề ra khá gấp so với nhân lực của cấp huyện.")


def before(teller: Teller, planned: Planned) -> None:
    """On the first item by name, before the meeting; two of them are answered, one waits."""
    item = planned.item_ids[0]
    unit = teller.unit("VPTU")
    _open(teller, item, Naming.NAMED, Audience.CLOSED, unit)
    given = [_give(teller, item, *one) for one in BEFORE]
    teller.do("thuky", close_opinions, CloseOpinions(item_id=item))
    for opinion_id, (kind, text) in zip(given, REPLIES, strict=False):
        reply = ReplyToOpinion(opinion_id=opinion_id, kind=kind, text=text)
        teller.do("vanthu", reply_to_opinion, reply)


def during(teller: Teller, planned: Planned) -> None:
    """On the second item while it is discussed; whoever wants to leaves the name out."""
    item = planned.item_ids[1]
    _open(teller, item, Naming.CHOICE, Audience.AT_ONCE, teller.unit("VPTU"))
    for one in NOW:
        _give(teller, item, *one)
    _give(teller, item, *NAMELESS, anonymous=True)


def _open(teller: Teller, item: UUID, naming: Naming, audience: Audience, unit: UUID) -> None:
    wish = OpenOpinions(item_ids=(item,), naming=naming, audience=audience, unit_id=unit)
    teller.do("thuky", open_opinions, wish)


def _give(teller: Teller, item: UUID, username: str, text: str, *, anonymous: bool = False) -> UUID:
    given = GiveOpinion(item_id=item, text=text, anonymous=anonymous)
    return teller.do(username, give_opinion, given).opinion_id
