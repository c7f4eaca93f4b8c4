"""Proposals of the sample office: one at each step of the way, and one that became a task."""

from datetime import date, timedelta
from uuid import UUID

from documents.commands.upload import StoredFile
from ecabinet.core.clock import office_day
from ecabinet.demo import papers
from ecabinet.demo.teller import Teller
from followup.models import Priority
from followup.proposals.commands.become import IssueFromProposal, issue_from_proposal
from followup.proposals.commands.consult import (
    AskOpinions,
    GiveOpinion,
    ask_opinions,
    give_opinion,
)
from followup.proposals.commands.decide import (
    ApproveProposal,
    TurnDown,
    approve_proposal,
    refuse_proposal,
    return_proposal,
)
from followup.proposals.commands.draft import DraftProposal, draft_proposal
from followup.proposals.commands.submit import (
    SubmitProposal,
    WithdrawProposal,
    forward_proposal,
    submit_proposal,
    withdraw_proposal,
)
from followup.proposals.queries.one import proposal_detail
from followup.proposals.states import Opinion
from meetings.commands import agenda_from_proposal as commands
from meetings.commands.agenda_from_proposal import PutOnAgenda

HEAD = "daibieu02"
"""Leads the office of the committee (Chánh Văn phòng)."""


def propose(teller: Teller) -> UUID:
    """Officials of the office and of the units propose; each proposal comes to another step.

    Return the one that was approved.
    """
    today = office_day(teller.now)
    approved = _approved(teller, today)
    _waiting(teller, today)
    _consulting(teller, today)
    _set_aside(teller)
    draft(teller, "canbo", "VPTU", "Lập đội hỗ trợ phòng họp không giấy cho cấp xã",
          "Cấp xã thiếu người hướng dẫn khi họp bằng máy tính bảng.",
          "Cho lập đội hỗ trợ gồm 6 cán bộ, làm việc đến hết quý II.",
          files=(teller.keep(papers.report(today, "31-BC/VPTU"), "Danh-sach-du-kien.pdf"),),
    )  # fmt: skip
    return approved


def draft(
    teller: Teller, username: str, unit: str, title: str, text: str, wish: str,
    urgency: Priority = Priority.NORMAL, desired_on: date | None = None,
    files: tuple[StoredFile, ...] = (),
) -> UUID:  # fmt: skip
    """Let somebody of the unit draft a proposal."""
    words = DraftProposal(
        title=title, text=text, wish=wish, urgency=urgency, desired_on=desired_on,
        unit_id=teller.unit(unit), files=list(files),
    )  # fmt: skip
    return teller.do(username, draft_proposal, words).id


def _ask(teller: Teller, username: str, proposal_id: UUID, day: date, *units: str) -> None:
    wish = AskOpinions(
        proposal_id=proposal_id, unit_ids=[teller.unit(code) for code in units], due_on=day,
        question="Đề nghị cho ý kiến về sự cần thiết và nguồn kinh phí.",
    )  # fmt: skip
    teller.do(username, ask_opinions, wish)


def _answer(
    teller: Teller, username: str, proposal_id: UUID, opinion: Opinion, text: str = ""
) -> None:
    with teller.store.reading() as session:
        actor = teller.actor(username)
        asked = proposal_detail(session, actor, proposal_id).mine_to_answer
    said = GiveOpinion(consult_id=asked[0].id, opinion=opinion, text=text)
    teller.do(username, give_opinion, said)


def _send_up(teller: Teller, username: str, head: str, proposal_id: UUID, note: str = "") -> None:
    teller.do(username, submit_proposal, SubmitProposal(proposal_id=proposal_id))
    teller.wait(hours=2)
    teller.do(head, forward_proposal, SubmitProposal(proposal_id=proposal_id, note=note))


def put_on_agenda(teller: Teller, proposal_id: UUID, meeting_id: UUID) -> None:
    """Let the secretary put what was approved on the agenda of a meeting that is planned."""
    item = PutOnAgenda(
        proposal_id=proposal_id, meeting_id=meeting_id, minutes=10,
        title="Trang bị máy tính bảng dự phòng cho phòng họp không giấy",
        presenter_unit="Văn phòng Tỉnh ủy",
    )  # fmt: skip
    teller.do("thuky", commands.put_on_agenda, item)


def _approved(teller: Teller, today: date) -> UUID:
    """Asked about, sent up by the head, approved, and a task since."""
    paper = teller.keep(papers.report(today, "142-BC/VPTU"), "Khai-toan-may-tinh-bang.pdf")
    proposal_id = draft(
        teller, "canbo", "VPTU", "Trang bị máy tính bảng dự phòng cho phòng họp không giấy",
        "Sáu tuần qua có 4 phiên họp thiếu máy do hỏng đột xuất; đại biểu phải dùng bản giấy.\n"
        "Trung tâm chỉ còn 3 máy dự phòng, đều quá hạn bảo hành.",
        "Cho mua 20 máy tính bảng dự phòng từ nguồn chi thường xuyên, hoàn thành trong quý này.",
        Priority.HIGH, today + timedelta(days=20), (paper,),
    )  # fmt: skip
    teller.platform.jobs.drain(teller.store)
    _ask(teller, "canbo", proposal_id, today + timedelta(days=2), "STC", "STTTT")
    teller.wait(hours=5)
    _answer(teller, "khach01", proposal_id, Opinion.AGREE)
    _answer(teller, "vanthu.stc", proposal_id, Opinion.REMARKS,
            "Nhất trí; đề nghị mua tập trung để giảm giá, dưới 9 triệu đồng một máy.")  # fmt: skip
    teller.wait(hours=1)
    _send_up(teller, "canbo", HEAD, proposal_id, "Văn phòng nhất trí, kính trình Thường trực.")
    teller.wait(hours=20)
    words = "Giao Văn phòng Tỉnh ủy chủ trì, Sở Tài chính phối hợp; mua tập trung."
    teller.do("lanhdao", approve_proposal, ApproveProposal(proposal_id=proposal_id, words=words))
    task = IssueFromProposal(
        proposal_id=proposal_id, title="Mua 20 máy tính bảng dự phòng cho phòng họp không giấy",
        content=words, lead_unit_id=teller.unit("VPTU"),
        coordinating_unit_ids=[teller.unit("STC")], supervisor_id=teller.person("lanhdao"),
        due_on=today + timedelta(days=45), priority=Priority.HIGH,
    )  # fmt: skip
    teller.do("lanhdao", issue_from_proposal, task)
    return proposal_id


def _waiting(teller: Teller, today: date) -> None:
    """One waits for the leader above with an opinion that is late, one for the own head."""
    proposal_id = draft(
        teller, "canbo", "VPTU", "Tích hợp chữ ký số trên máy tính bảng của đại biểu",
        "Đại biểu ký biên bản, phiếu ý kiến bằng giấy sau phiên họp, mất trung bình hai ngày.",
        "Cho thí điểm ký số trên máy tính bảng tại hai phiên họp Ban Thường vụ.",
        Priority.URGENT, today + timedelta(days=16),
    )  # fmt: skip
    _ask(teller, "canbo", proposal_id, today + timedelta(days=1), "STTTT", "UBKTTU")
    teller.wait(hours=3)
    _answer(teller, "khach01", proposal_id, Opinion.DISAGREE,
            "Chứng thư số của 7 đại biểu hết hạn tháng này; đề nghị lùi sang quý sau.")  # fmt: skip
    _send_up(teller, "canbo", HEAD, proposal_id, "Kính trình đồng chí Phó Bí thư Thường trực.")
    for_the_head = draft(
        teller, "canbo", "VPTU", "Điều chỉnh giờ trực kỹ thuật phòng họp",
        "Phiên họp buổi tối tăng, tổ kỹ thuật chỉ trực giờ hành chính.",
        "Cho bố trí trực kỹ thuật đến 21 giờ vào các ngày có họp.",
    )  # fmt: skip
    teller.do("canbo", submit_proposal, SubmitProposal(proposal_id=for_the_head))


def _consulting(teller: Teller, today: date) -> None:
    """The board of organisation asks the office of the committee, who has not answered."""
    proposal_id = draft(
        teller, "canbo.btctu", "BTCTU", "Thống nhất danh mục chức danh văn thư cấp xã",
        "Mỗi huyện ghi một tên gọi, khó phân quyền trên hệ thống.",
        "Ban hành danh mục chức danh thống nhất, áp dụng từ đầu năm sau.",
    )  # fmt: skip
    _ask(teller, "canbo.btctu", proposal_id, today + timedelta(days=30), "VPTU", "HUTD")


def _set_aside(teller: Teller) -> None:
    """One returned, one refused, one taken back."""
    returned, refused, withdrawn = (
        draft(teller, "canbo.btgtu", "BTGTU", title, text, wish)
        for title, text, wish in (
            ("Mở chuyên mục phòng họp không giấy trên Báo Vĩnh Phúc",
             "Cán bộ cơ sở chưa biết hiệu quả của phòng họp không giấy.",
             "Cho mở chuyên mục hằng tuần trong sáu tháng."),
            ("Thuê đơn vị ngoài làm phim tài liệu",
             "Cần tư liệu cho tổng kết nhiệm kỳ.", "Cho thuê đơn vị ngoài, kinh phí 900 triệu."),
            ("In sổ tay phòng họp không giấy", "Nhiều đại biểu hỏi cách dùng.",
             "Cho in 2.000 cuốn sổ tay."),
        )
    )  # fmt: skip
    for proposal_id in (returned, refused):
        teller.do("daibieu04", submit_proposal, SubmitProposal(proposal_id=proposal_id))
    why = "Nêu rõ kinh phí và người phụ trách chuyên mục, rồi trình lại."
    teller.do("chutri", return_proposal, TurnDown(proposal_id=returned, reason=why))
    why = "Kinh phí lớn, chưa cần thiết; dùng tư liệu sẵn có của Đài."
    teller.do("chutri", refuse_proposal, TurnDown(proposal_id=refused, reason=why))
    why = "Đã có hướng dẫn ngay trong phần mềm."
    teller.do("canbo.btgtu", withdraw_proposal, WithdrawProposal(proposal_id=withdrawn, reason=why))
