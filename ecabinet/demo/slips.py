"""Documents of the Party Office's book on their way: sent, received, sent on, returned, done."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from documents.register.models import Entry
from documents.routing.commands.handling import (
    FinishPart,
    OnPart,
    OnSlip,
    ReturnPart,
    finish_part,
    open_slip,
    receive_part,
    return_part,
)
from documents.routing.commands.receivers import Receiver
from documents.routing.commands.sending import ForwardSlip, SendSlip, forward_slip, send_slip
from documents.routing.ink import Sheet
from documents.routing.models import PartRole, SlipPart
from ecabinet.core.clock import office_day
from ecabinet.demo.teller import Teller

CLERK = "vanthu"
# A few strokes of a pen: a line under the words, and a tick.
INK = Sheet(
    height=600,
    strokes=[
        [(80, 190), (150, 120), (200, 215), (255, 130), (300, 200), (380, 150), (450, 190)],
        [(90, 290), (300, 275), (520, 285), (700, 268)],
        [(760, 180), (800, 240), (905, 110)],
    ],
)


def send_documents_on(teller: Teller) -> None:
    """Let six documents go their ways."""
    today = office_day(teller.now)

    def later(days: int) -> date:
        return today + timedelta(days=days)

    first = _send(
        teller, "1043-CV/VPTW", "lanhdao", ("BTCTU", "BTGTU"), ("UBKTTU",),
        "Kính trình đồng chí Phó Bí thư Thường trực cho ý kiến chỉ đạo.", later(12),
    )  # fmt: skip
    on = ForwardSlip(
        part_id=_lead(teller, first, "lanhdao"),
        receivers=(_to(teller, "VPTU", PartRole.LEAD), _to(teller, "BTCTU", PartRole.COORDINATE)),
        instruction="Giao Văn phòng chủ trì, phối hợp các ban tham mưu báo cáo gửi Văn phòng "
        "Trung ương Đảng.",
        ink=INK, due_on=later(9),
    )  # fmt: skip
    second = teller.do("lanhdao", forward_slip, on).id
    part = _lead(teller, second, CLERK)
    inside = ForwardSlip(
        part_id=part, receivers=(_to(teller, "canbo", PartRole.LEAD),),
        instruction="Dự thảo báo cáo, trình Chánh Văn phòng.", due_on=later(6),
    )  # fmt: skip
    teller.do(CLERK, forward_slip, inside)
    done = _send(teller, "156-TTr/BTGTU", "lanhdao", (), (), "Kính trình xem xét.", None)
    finished = FinishPart(part_id=_lead(teller, done, "lanhdao"), note="Đồng ý thời điểm sơ kết.")
    teller.do("lanhdao", finish_part, finished)
    back = _send(teller, "412/BC-STTTT", "canbo", (), (), "Nghiên cứu, đề xuất ý kiến.", None)
    reason = "Nội dung thuộc thẩm quyền Sở Thông tin và Truyền thông, đề nghị chuyển lại."
    teller.do("canbo", return_part, ReturnPart(part_id=_lead(teller, back, "canbo"), reason=reason))
    taken = _send(
        teller, "97-BC/HU", "TU", ("BTCTU",), (), "Để theo dõi, nhân rộng.", later(14)
    )  # fmt: skip
    teller.do("thuky", receive_part, OnPart(part_id=_lead(teller, taken, "thuky")))
    _send(teller, "23-TB/TU", "TU", (), ("canbo",), "Bố trí dự hội nghị chuyên đề.", None)
    _send(teller, "119-CV/HU", "canbo", ("HUTD",), (), "Tham mưu trả lời.", today)


def _to(teller: Teller, name: str, role: PartRole) -> Receiver:
    if name in teller.office.units:
        return Receiver(role=role, kind="unit", id=teller.unit(name))
    return Receiver(role=role, kind="person", id=teller.person(name))


def _send(
    teller: Teller,
    symbol: str,
    lead: str,
    coordinate: tuple[str, ...],
    inform: tuple[str, ...],
    instruction: str,
    due_on: date | None,
) -> UUID:
    receivers = [_to(teller, lead, PartRole.LEAD)]
    receivers += [_to(teller, name, PartRole.COORDINATE) for name in coordinate]
    receivers += [_to(teller, name, PartRole.INFORM) for name in inform]
    with teller.store.reading() as session:
        entry: Any = session.scalar(select(Entry.id).where(Entry.symbol == symbol))
    wish = SendSlip(
        entry_id=entry, receivers=tuple(receivers), instruction=instruction, due_on=due_on
    )
    sent: UUID = teller.do(CLERK, send_slip, wish).id
    return sent


def _lead(teller: Teller, slip_id: UUID, opened_by: str) -> UUID:
    """Let somebody open the slip; return the part of who leads."""
    teller.do(opened_by, open_slip, OnSlip(slip_id=slip_id))
    query = select(SlipPart.id).where(SlipPart.slip_id == slip_id, SlipPart.position == 0)
    with teller.store.reading() as session:
        return session.scalars(query).one()
