"""The letter of invitation in both rule-sets: words, order, list, and what it never breaks."""

from dataclasses import replace
from datetime import datetime

import pytest

from documents.official.invitation import Guest, build_invitation, when_in_words
from tests import official
from tests.unit.documents.papers_read import pages_of
from tests.unit.documents.test_official_papers import _in_order, text_of


def test_a_letter_of_the_party_to_one_person() -> None:
    pages = pages_of(build_invitation(official.INVITATION))
    assert len(pages) == 1
    _in_order(
        pages[0],
        "TỈNH ỦY VĨNH PHÚC",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số …-GM/TU",
        "Vĩnh Phúc, ngày 24 tháng 8 năm 2022",
        "GIẤY MỜI dự phiên họp Ban Thường vụ Tỉnh ủy, kỳ thứ 31",
        "Kính gửi: Đồng chí Hà Thị Mai, Bí thư Huyện ủy Tam Đảo",
        "Ban Thường vụ Tỉnh ủy trân trọng kính mời dự phiên họp",
        "Thời gian: từ 14 giờ 00 phút đến 17 giờ 00 phút, thứ Tư, ngày 31 tháng 8 năm 2022.",
        "Địa điểm: Phòng họp số 1, trụ sở Tỉnh ủy.",
        "Chủ trì: đồng chí Đỗ Khắc Hiển, Phó Bí thư Thường trực Tỉnh ủy.",
        "Nội dung: 1. Sơ kết một tháng triển khai phần mềm theo dõi (Phùng Thế Vinh trình bày); "
        "2. Dự thảo Quy chế sử dụng phòng họp không giấy.",
        "Tài liệu, gửi trên hệ thống: - Tờ trình số 57-TTr/VPTU (nội dung 2).",
        "trả lời giấy mời trên hệ thống trước 17 giờ 00 phút, ngày 29 tháng 8 năm 2022.",
        "T/L BAN THƯỜNG VỤ TỈNH ỦY",
        "Tạ Thị Bích Liên",
    )


def test_a_letter_of_the_state_to_all_with_their_list() -> None:
    pages = pages_of(build_invitation(official.STATE_INVITATION))
    _in_order(
        pages[0],
        "ỦY BAN NHÂN DÂN TỈNH VĨNH PHÚC VĂN PHÒNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: …/GM-VP",
        "GIẤY MỜI",
        "Kính gửi: Các ông, bà có tên trong danh sách kèm theo",
        "Chủ trì: Đỗ Khắc Hiển",
        "ngày 29 tháng 8 năm 2022./.",
        "Nơi nhận: - Như trên; - Lưu: VT.",
    )
    _in_order(
        " ".join(pages[1:]),
        "DANH SÁCH MỜI HỌP",
        "(Kèm theo Giấy mời dự phiên họp Ban Thường vụ Tỉnh ủy, kỳ thứ 31)",
        "STT Họ và tên Chức vụ Tư cách dự",
        "1 Đỗ Khắc Hiển",
        "13 Dương Thị Yến",
    )
    assert "đồng chí" not in " ".join(pages).lower()


def test_nobody_else_is_in_a_personal_letter() -> None:
    text = text_of(build_invitation(official.INVITATION))
    assert "DANH SÁCH" not in text
    assert "Dương Thị Yến" not in text


@pytest.mark.parametrize("text", ["<b>đậm</b> & <i>nghiêng", "</para><para>", "&lt;x&gt;"])
def test_what_people_wrote_is_shown_letter_by_letter(text: str) -> None:
    guest = Guest(text, text, text)
    facts = replace(official.INVITATION, meeting_title=text, venue=text, guest=guest, chair=guest)
    shown = text_of(build_invitation(facts)).replace(" ", "")
    assert shown.count(text.replace(" ", "")) >= 6


def test_long_lists_go_on_over_pages() -> None:
    people = tuple(Guest(f"Nguyễn Thị Phương Thảo {n}", "Ủy viên " * 9) for n in range(1, 201))
    pages = pages_of(build_invitation(replace(official.INVITATION, guest=None, people=people)))
    assert "200 Nguyễn Thị Phương Thảo 200" in pages[-1]
    assert all("STT Họ và tên" in page for page in pages[1:])


def test_days_in_words() -> None:
    starts = datetime(2027, 1, 3, 8, 5, tzinfo=official.ZONE)
    one = when_in_words(starts, starts.replace(hour=11, minute=0))
    assert one == "từ 08 giờ 05 phút đến 11 giờ 00 phút, Chủ nhật, ngày 03 tháng 01 năm 2027"
    two = when_in_words(starts, starts.replace(day=4))
    assert two.endswith("đến 08 giờ 05 phút, thứ Hai, ngày 04 tháng 01 năm 2027")


def test_without_deadline_chair_and_agenda_it_is_still_a_letter() -> None:
    bare = replace(official.INVITATION, answer_by=None, chair=Guest(""), points=())
    text = text_of(build_invitation(bare))
    assert "Kính mời dự họp đầy đủ, đúng thời gian." in text
    assert "Chủ trì:" not in text
    assert "Nội dung:" not in text
