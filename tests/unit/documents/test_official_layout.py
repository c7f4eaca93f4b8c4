"""The checker: our own documents keep to their rule-set, and each broken rule is named."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from unicodedata import normalize

import pytest
from reportlab.pdfgen.canvas import Canvas

from documents.official.attendance import AttendanceFacts, Attendee, build_attendance
from documents.official.checking import Asked, LayoutRule, check
from documents.official.fonts import face
from documents.official.invitation import Guest, build_invitation
from documents.official.letter import build_letter
from documents.official.minutes import build_minutes
from documents.official.notice import build_notice
from documents.official.parts import Signer
from documents.official.rules import rule_set
from documents.official.transfer import Receiver, TransferFacts, build_transfer
from documents.official.vote_result import CountedVote, VoteResultFacts, build_vote_result
from documents.pdf.layout import Run, Sheet, layout_of
from tests import official
from tests.official import ZONE

STATE_NOTICE = replace(
    official.NOTICE, rule_set="state", symbol="142/TB-VP",
    recipients=("Như trên", "Lưu: VT"), signer=official.STATE_LETTER.signer,
)  # fmt: skip
VOTES = VoteResultFacts(
    rule_set="party", issuer="Tỉnh ủy Vĩnh Phúc", superior=None, symbol="32-BB/TU",
    place="Vĩnh Phúc", day=official.NOTICE.day, body="Ban Thường vụ Tỉnh ủy",
    venue="Phòng họp số 1", meeting_title="Phiên họp Ban Thường vụ Tỉnh ủy, kỳ thứ 31",
    opened_at=official.MINUTES.opened_at, closed_at=official.MINUTES.closed_at, members=15,
    present=13, secretary=official.SECRETARY.name, chair=official.CHAIR.name,
    votes=(
        CountedVote(
            "2", "Chủ trương ban hành Quy chế", "bỏ phiếu kín", 13, 13,
            (("Tán thành", 12), ("Không tán thành", 0), ("Ý kiến khác", 1)), official.VERDICT,
            datetime(2022, 8, 31, 15, 40, tzinfo=ZONE),
        ),
    ),
)  # fmt: skip
ATTENDANCE = AttendanceFacts(
    rule_set="state", issuer="Văn phòng", superior="Ủy ban nhân dân tỉnh Vĩnh Phúc", symbol="",
    place="Vĩnh Phúc", venue="Phòng họp số 1", meeting_title="Phiên họp tháng 8",
    starts_at=official.MINUTES.opened_at, made_at=official.MINUTES.closed_at, members=200,
    present=200, required=101, secretary=official.SECRETARY.name, chair=official.CHAIR.name,
    people=tuple(
        Attendee(f"Nguyễn Thị Phương Thảo {n}", "Ủy viên Ban Chấp hành Đảng bộ tỉnh", "Thành viên",
                 official.MINUTES.opened_at)
        for n in range(1, 201)
    ),
)  # fmt: skip
CROWD = replace(
    official.INVITATION, guest=None, symbol="07-GM/TU",
    people=tuple(Guest(f"Trần Đặng Hoàng Nguyên {n}", "Phó Bí thư", "Khách mời")
                 for n in range(1, 201)),
)  # fmt: skip
SLIP = TransferFacts(
    rule_set="party", issuer="Văn phòng Tỉnh ủy", superior="Tỉnh ủy Vĩnh Phúc",
    symbol="12-PC/VPTU", place="Vĩnh Phúc", day=official.NOTICE.day, about="119-CV/HU",
    said=("Văn bản: số 119-CV/HU ngày 13/9/2022 của Huyện ủy Tam Đảo", "Mức độ khẩn: Thường"),
    receivers=tuple(Receiver(f"Ban Tổ chức Tỉnh ủy {n}", "Phối hợp") for n in range(1, 31)),
    instruction=("Kính chuyển đồng chí xem xét, cho ý kiến.",),
    signer=Signer(official.REPORTER.name, "Người chuyển"), strokes=(((10, 20), (300, 400)),),
)  # fmt: skip
STATE_SLIP = replace(
    SLIP, rule_set="state", issuer="Văn phòng", superior="Ủy ban nhân dân tỉnh Vĩnh Phúc",
    symbol="12/PC-VP",
)  # fmt: skip
NAMED, DATELESS = Asked(recipients=True), Asked(dated=False)
DOCUMENTS: dict[str, tuple[Callable[[], bytes], str, Asked]] = {
    "minutes": (lambda: build_minutes(official.MINUTES), "party", Asked()),
    "state minutes": (lambda: build_minutes(official.STATE_MINUTES), "state", DATELESS),
    "notice": (lambda: build_notice(official.NOTICE), "party", NAMED),
    "state notice": (lambda: build_notice(STATE_NOTICE), "state", NAMED),
    "letter": (lambda: build_letter(official.LETTER), "party", NAMED),
    "state letter": (lambda: build_letter(official.STATE_LETTER), "state", NAMED),
    "invitation of 200": (lambda: build_invitation(CROWD), "party", NAMED),
    "transfer slip": (lambda: build_transfer(SLIP), "party", NAMED),
    "state transfer slip": (lambda: build_transfer(STATE_SLIP), "state", NAMED),
    "record of votes": (lambda: build_vote_result(VOTES), "party", Asked()),
    "attendance of 200": (lambda: build_attendance(ATTENDANCE), "state", Asked(numbered=False)),
}


def sheets_of(folder: Path, content: bytes) -> list[Sheet]:
    path = folder / "van-ban.pdf"
    path.write_bytes(content)
    return layout_of(path)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_our_documents_keep_to_their_rules(tmp_path: Path, name: str) -> None:
    build, rules, asked = DOCUMENTS[name]
    sheets = sheets_of(tmp_path, build())
    assert check(sheets, rule_set(rules), asked) == []
    if "200" in name:
        text = " ".join(run.text for sheet in sheets for run in sheet.runs)
        assert len(sheets) >= 7
        assert text.count("STT") >= len(sheets) - 2
        assert " 200 " in f" {text} "


def test_a_document_of_the_other_rule_set_breaks_many(tmp_path: Path) -> None:
    sheets = sheets_of(tmp_path, build_notice(official.NOTICE))
    broken = {fault.rule for fault in check(sheets, rule_set("state"), NAMED)}
    assert broken == {LayoutRule.MOTTO, LayoutRule.NUMBER, LayoutRule.KIND, LayoutRule.RECIPIENTS}


@pytest.fixture(scope="module")
def notice(tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    """The page of a notice that keeps to all rules."""
    [sheet] = sheets_of(tmp_path_factory.mktemp("notice"), build_notice(official.NOTICE))
    return sheet


def changed(sheet: Sheet, begins: str, fields: dict[str, object]) -> Sheet:
    """The sheet with the run that begins so set otherwise."""
    assert any(run.text.startswith(begins) for run in sheet.runs)
    runs = (
        replace(run, **fields) if run.text.startswith(begins) else run  # type: ignore[arg-type]
        for run in sheet.runs
    )
    return replace(sheet, runs=tuple(runs))


@pytest.mark.parametrize(
    ("text", "fields", "rule"),
    [
        ("ĐẢNG CỘNG", {"size": 12.0}, LayoutRule.MOTTO),
        ("ĐẢNG CỘNG", {"face": "Tinos-Regular"}, LayoutRule.MOTTO),
        ("ĐẢNG CỘNG", {"text": "Đảng Cộng sản"}, LayoutRule.MOTTO),
        ("ĐẢNG CỘNG", {"left": 90.0, "right": 200.0}, LayoutRule.MOTTO),
        ("Số 142", {"text": "Số 142/TB-VPTU"}, LayoutRule.NUMBER),
        ("Số 142", {"text": "Số: 142-TB/VPTU"}, LayoutRule.NUMBER),
        ("Số 142", {"text": "Số 7-TB/VPTU"}, LayoutRule.NUMBER),
        ("Số 142", {"size": 11.0}, LayoutRule.NUMBER),
        ("Vĩnh Phúc, ngày", {"text": "Vĩnh Phúc, ngày 31/8/2022"}, LayoutRule.DATE),
        ("Vĩnh Phúc, ngày", {"text": "Vĩnh Phúc, ngày 5 tháng 8 năm 2022"}, LayoutRule.DATE),
        ("Vĩnh Phúc, ngày", {"face": "Tinos-Regular"}, LayoutRule.DATE),
        ("THÔNG BÁO", {"size": 18.0}, LayoutRule.KIND),
        ("THÔNG BÁO", {"text": "Thông báo"}, LayoutRule.KIND),
        ("TỈNH ỦY", {"text": "Tỉnh ủy"}, LayoutRule.ISSUER),
        ("Nơi nhận", {"size": 9.0}, LayoutRule.RECIPIENTS),
        ("- Lưu", {"text": "- Gửi"}, LayoutRule.RECIPIENTS),
        ("Ngày 31/8/2022", {"left": 60.0}, LayoutRule.MARGIN),
        ("Ngày 31/8/2022", {"right": 590.0}, LayoutRule.MARGIN),
        ("TỈNH ỦY", {"baseline": 30.0}, LayoutRule.MARGIN),
        ("Ngày 31/8/2022", {"face": "ArialMT"}, LayoutRule.FACE),
    ],
)
def test_each_broken_rule_is_named(
    notice: Sheet, text: str, fields: dict[str, object], rule: LayoutRule
) -> None:
    party = rule_set("party")
    assert check([notice], party, NAMED) == []
    faults = check([changed(notice, text, fields)], party, NAMED)
    assert {fault.rule for fault in faults} == {rule}


def test_sheets_and_their_numbers(notice: Sheet) -> None:
    party = rule_set("party")
    second = Sheet(notice.width, notice.height, (_plain("2", 34, 300),))
    assert check([notice, second], party, NAMED) == []
    bare = replace(second, runs=(_plain("Chữ", 100, 100),))
    assert {f.rule for f in check([notice, bare], party, NAMED)} == {LayoutRule.PAGE_NUMBER}
    letter = replace(notice, width=612.0, height=792.0)
    assert LayoutRule.PAGE_SIZE in {f.rule for f in check([letter], party, NAMED)}
    small = replace(notice, runs=tuple(_small(run) for run in notice.runs))
    assert {f.rule for f in check([small], party, NAMED)} == {LayoutRule.BODY}
    assert check([], party, NAMED) == []


def _plain(text: str, baseline: float, left: float) -> Run:
    return Run(text, "Tinos-Regular", 14.0, left, left + 20, baseline)


def _small(run: Run) -> Run:
    is_body = run.face == "Tinos-Regular" and len(run.text) > 40
    return replace(run, size=10.0) if is_body else run


def test_every_vietnamese_letter_comes_back_in_every_face(tmp_path: Path) -> None:
    tones = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
    vowels = [normalize("NFC", base + tone) for base in "aăâeêioôơuưy" for tone in tones]
    letters = [*"bcdđghklmnpqrstvx", *vowels]
    alphabet = [*letters, *(letter.upper() for letter in letters)]
    assert len(set(alphabet)) == 2 * (17 + 12 * 6)
    path = tmp_path / "letters.pdf"
    canvas = Canvas(str(path), pagesize=(1200, 300))
    faces = [face(bold=b, italic=i) for b in (False, True) for i in (False, True)]
    for row, name in enumerate(faces):
        for part in range(2):
            canvas.setFont(name, 12)
            half = alphabet[part * len(letters) : (part + 1) * len(letters)]
            canvas.drawString(10, 280 - 30 * (2 * row + part), " ".join(half))
    canvas.save()
    [sheet] = layout_of(path)
    read = Counter(letter for run in sheet.runs for letter in run.text if letter != " ")
    assert read == Counter(alphabet * len(faces))
