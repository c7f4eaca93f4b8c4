"""A question sent round between meetings: some have answered, the chair has not."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from documents.commands.upload import UploadPaper, upload_paper
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day, office_time
from ecabinet.demo import papers
from ecabinet.demo.teller import Teller
from meetings.ballot_forms import Choice
from meetings.circulation.commands.answer import AnswerCirculation, answer_circulation
from meetings.circulation.commands.draft import CreateCirculation, create_circulation
from meetings.circulation.commands.flow import OnCirculation, send_circulation
from meetings.circulation.containers import PAPERS
from meetings.circulation.fields import AskedPeople, OfficeHolders

SECRETARY = "thuky"
ANSWERS = {
    "daibieu02": (Choice.YES, ""),
    "daibieu03": (Choice.YES, ""),
    "daibieu04": (Choice.OTHER, "Đề nghị bổ sung dự toán chi tiết cho từng huyện."),
    "daibieu05": (Choice.YES, ""),
}  # fmt: skip


BY_ALL = {
    "daibieu01": (Choice.YES, ""),
    "daibieu02": (Choice.YES, ""),
    "daibieu03": (Choice.NO, "Nên chờ kế hoạch kinh phí quý sau."),
}


def send_round(teller: Teller) -> None:
    """Ask the Standing Committee, with a proposal as its paper; four have answered.

    Another one was answered by all who were asked: it may be counted with a vote at the desk.
    """
    _closed_round(teller)
    letter = papers.proposal(office_day(teller.now), "87-TTr/VPTU")
    asked = AskedPeople(
        people=tuple(teller.person(name) for name in ("chutri", "daibieu01", *ANSWERS)),
        offices=(OfficeHolders(unit_id=teller.unit("TU"), role=Role.LEADER),),
    )
    wish = CreateCirculation(
        unit_id=teller.unit("TU"),
        title="Chủ trương trang bị máy tính bảng cho hội nghị không giấy của cấp huyện",
        question="Đồng chí có tán thành chủ trương trang bị 180 máy tính bảng dùng chung cho hội "
        "nghị không giấy của các huyện, thành ủy từ kinh phí chuyển đổi số năm nay không?",
        due_at=_evening(teller, 4),
        asked=asked,
    )  # fmt: skip
    made = teller.do(SECRETARY, create_circulation, wish)
    paper = UploadPaper(
        container_kind=PAPERS, container_id=made.id,
        file=teller.keep(letter, "to-trinh-may-tinh-bang.pdf"),
        title="Tờ trình kèm phiếu lấy ý kiến", symbol=letter.symbol,
    )  # fmt: skip
    teller.do(SECRETARY, upload_paper, paper)
    teller.platform.jobs.drain(teller.store)
    teller.do(SECRETARY, send_circulation, OnCirculation(circulation_id=made.id))
    _answer(teller, made.id, ANSWERS)


def _closed_round(teller: Teller) -> None:
    wish = CreateCirculation(
        unit_id=teller.unit("TU"),
        title="Cử đoàn công tác học tập mô hình họp không giấy",
        question="Đồng chí có tán thành cử đoàn công tác của Tỉnh ủy đi học tập mô hình họp "
        "không giấy không?",
        due_at=_evening(teller, 1),
        asked=AskedPeople(people=tuple(teller.person(name) for name in BY_ALL)),
    )
    made = teller.do(SECRETARY, create_circulation, wish)
    teller.do(SECRETARY, send_circulation, OnCirculation(circulation_id=made.id))
    _answer(teller, made.id, BY_ALL)


def _evening(teller: Teller, days: int) -> datetime:
    """Five o'clock in so many days."""
    today = office_time(teller.now).replace(hour=17, minute=0, second=0, microsecond=0)
    return today + timedelta(days=days)


def _answer(
    teller: Teller, circulation_id: UUID, answers: Mapping[str, tuple[Choice, str]]
) -> None:
    for username, (choice, text) in answers.items():
        said = AnswerCirculation(circulation_id=circulation_id, choice=choice, text=text)
        teller.do(username, answer_circulation, said)
