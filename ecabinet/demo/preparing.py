"""Papers the secretary asked of units for the conference to come: one of each way to stand."""

from datetime import date, timedelta
from uuid import UUID

from documents.commands.upload import UploadPaper, upload_paper
from ecabinet.demo import papers
from ecabinet.demo.sessions import Planned
from ecabinet.demo.teller import Teller
from meetings.commands.ask_papers import AskForPapers, ask_for_papers
from meetings.commands.request_steps import OnRequest
from meetings.commands.submit_papers import (
    ReturnPapers,
    SubmitPapers,
    accept_papers,
    return_papers,
    submit_papers,
)
from meetings.request_container import CONTAINER


def ask(teller: Teller, planned: Planned, today: date) -> None:
    """Five papers of three units: awaited, due soon, handed in, returned, taken."""
    item = planned.item_ids[0]
    soon, later = today + timedelta(days=1), today + timedelta(days=9)
    report, _ = _wish(teller, item, "VPTU", ("Tờ trình", "Dự thảo kết luận"), later)
    money, _ = _wish(teller, item, "STC", ("Báo cáo thẩm định", "Phụ lục kinh phí"), soon)
    (network,) = _wish(teller, item, "STTTT", ("Báo cáo hiện trạng đường truyền",), later)
    _hand_in(teller, report, "vanthu", "Tờ trình mở rộng phòng họp không giấy")
    teller.do("thuky", accept_papers, OnRequest(request_id=report))
    _hand_in(teller, money, "vanthu.stc", "Báo cáo thẩm định nguồn vốn")
    reason = "Thiếu số liệu năm 2026 của hai huyện miền núi."
    teller.do("thuky", return_papers, ReturnPapers(request_id=money, reason=reason))
    _hand_in(teller, network, "vanthu.stttt", "Hiện trạng đường truyền cấp xã")


def _wish(
    teller: Teller, item_id: UUID, unit: str, names: tuple[str, ...], due_on: date
) -> tuple[UUID, ...]:
    wish = AskForPapers(
        item_id=item_id,
        unit_ids=(teller.unit(unit),),
        names=names,
        due_on=due_on,
        note="Bản ký số, kèm phụ lục nếu có.",
    )
    return teller.do("thuky", ask_for_papers, wish).request_ids


def _hand_in(teller: Teller, request_id: UUID, username: str, title: str) -> None:
    letter = papers.report(teller.now.date(), "131-BC/VPTU")
    file = teller.keep(letter, f"{title}.pdf")
    upload = UploadPaper(container_kind=CONTAINER, container_id=request_id, file=file, title=title)
    teller.do(username, upload_paper, upload)
    teller.platform.jobs.drain(teller.store)
    note = "Đã rà soát số liệu đến hết tháng trước."
    teller.do(username, submit_papers, SubmitPapers(request_id=request_id, note=note))
