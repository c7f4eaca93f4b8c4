"""Official papers: their words, fonts and geometry, read back from the finished file."""

from dataclasses import replace
from pathlib import Path

import pytest

from documents.official.conclusions import Conclusion, conclusion_sentence
from documents.official.letter import Section, build_letter
from documents.official.minutes import build_minutes
from documents.official.minutes_facts import ActedFor, MinutesItem, Person, VoteResult
from documents.official.notice import build_notice, recipients_of
from tests import official
from tests.readers import lines
from tests.unit.documents.papers_read import MM, pages_of, saved


def text_of(content: bytes) -> str:
    """The text of all pages, all white space as single spaces."""
    return " ".join(pages_of(content))


def _in_order(text: str, *expected: str) -> None:
    place = 0
    for words in expected:
        assert words in text[place:], f"{words!r} is missing or out of order in: {text[place:]}"
        place = text.index(words, place) + len(words)


def test_minutes_say_everything_in_the_order_of_the_office() -> None:
    _in_order(
        text_of(build_minutes(official.MINUTES)),
        "TỈNH ỦY VĨNH PHÚC",
        "*",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 31-BB/TU",
        "Vĩnh Phúc, ngày 31 tháng 8 năm 2022",
        "BIÊN BẢN Phiên họp Ban Thường vụ Tỉnh ủy, kỳ thứ 31 -----",
        "Vào hồi 14 giờ 00 phút ngày 31/8/2022, tại Phòng họp số 1, trụ sở Tỉnh ủy, Ban Thường vụ "
        "Tỉnh ủy họp sơ kết một tháng",
        "Chủ trì: đồng chí Đỗ Khắc Hiển, Phó Bí thư Thường trực Tỉnh ủy.",
        "Người ghi biên bản: đồng chí Tạ Thị Bích Liên, Trưởng phòng Tổng hợp",
        "Tài liệu: Báo cáo số 214-BC/VPTU; Tờ trình số 57-TTr/VPTU.",
        "1. Thành phần tham dự Có mặt 13/15 đồng chí: Đỗ Khắc Hiển, Phùng Thế Vinh,",
        "Vắng có lý do: đồng chí Trịnh Công Định (đi công tác).",
        "Vắng: Mai Văn Sơn.",
        "Khách mời: đồng chí Hà Thị Mai, Bí thư Huyện ủy Tam Đảo.",
        "2. Diễn biến 2.1. Sơ kết một tháng triển khai phần mềm theo dõi",
        "Đồng chí Phùng Thế Vinh, Chánh Văn phòng Tỉnh ủy trình bày báo cáo số 214-BC/VPTU.",
        "Có 2 lượt ý kiến: - Đồng chí Bùi Thị Hạnh: đề nghị nâng cấp đường truyền đến chi bộ.",
        "3. Biểu quyết Về chủ trương ban hành Quy chế: tán thành 12, không tán thành 0, "
        f"ý kiến khác 1. {official.VERDICT}",
        "4. Kết luận, giao nhiệm vụ và hạn hoàn thành 4.1. Giao Văn phòng Tỉnh ủy chủ trì, phối "
        "hợp với Ban Tổ chức Tỉnh ủy hoàn thiện dự thảo Quy chế sử dụng phòng họp không giấy; "
        "hoàn thành trước ngày 16/9/2022.",
        "4.4. Giao Ban Tuyên giáo Tỉnh ủy chủ trì, phối hợp với Văn phòng Tỉnh ủy và Ban Dân vận",
        "Phiên họp kết thúc hồi 16 giờ 20 phút cùng ngày.",
        "NGƯỜI GHI BIÊN BẢN Tạ Thị Bích Liên",
        "CHỦ TRÌ Đỗ Khắc Hiển",
    )


def test_state_minutes_follow_the_decree() -> None:
    text = text_of(build_minutes(official.STATE_MINUTES))
    _in_order(
        text,
        "ỦY BAN NHÂN DÂN TỈNH VĨNH PHÚC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: 05/BB-VP",
        "BIÊN BẢN",
        "Chủ tọa: Đỗ Khắc Hiển, Phó Bí thư",
        "Thư ký: Tạ Thị Bích Liên",
        "cùng ngày./.",
        "THƯ KÝ",
        "CHỦ TỌA",
        "Nơi nhận: - Như thành phần dự họp; - Lưu: VT, TH.",
    )
    # Mẫu 1.9 has no place and date in the head, and the words of the Party do not occur.
    assert "Vĩnh Phúc, ngày" not in text
    assert "đồng chí" not in text


def test_secretary_signs_left_and_chair_right(tmp_path: Path) -> None:
    found = lines(saved(tmp_path, build_minutes(official.MINUTES)), page=2)
    titles = next(line for line in found if line.text == "NGƯỜIGHIBIÊNBẢNCHỦTRÌ")
    assert titles.left > 30 * MM
    assert titles.right > (30 + 165 / 2) * MM


def test_letter_and_notice_words() -> None:
    _in_order(
        text_of(build_letter(official.STATE_LETTER)),
        "ỦY BAN NHÂN DÂN TỈNH VĨNH PHÚC SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
        "Số: 15/TTr-STTTT",
        "TỜ TRÌNH về việc ban hành Quy chế sử dụng phòng họp không giấy",
        "Kính gửi: Ủy ban nhân dân tỉnh",
        "ngày 19 tháng 6 năm 2015; Căn cứ Nghị định",
        "năm 2020 của Chính phủ.",
        "<tiết kiệm> khoảng 42.000 trang giấy & rút",
        "Thiết bị ký số theo 27-QĐ/TW 40 96",
        "quyết định./.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT, CNTT.",
    )
    notice = text_of(build_notice(official.NOTICE))
    _in_order(notice, "TỈNH ỦY VĨNH PHÚC VĂN PHÒNG *", "THÔNG BÁO", "2. Giao Văn phòng Tỉnh ủy")
    assert "- Các huyện ủy, thành ủy, - Lưu Văn phòng Tỉnh ủy." in notice
    several = text_of(build_letter(official.LETTER))
    assert "Kính gửi: - Ban Thường vụ Tỉnh ủy, - Thường trực Tỉnh ủy." in several


@pytest.mark.parametrize(
    "text",
    [
        "<b>đậm</b> & <i>nghiêng",
        '<img src="file:///etc/passwd"/>',
        "</para><para>",
        "&lt;đã mã hóa&gt; &#65;",
        '<a href="javascript:x()">bấm</a>',
        "{{ 7 * 7 }} %(ten)s \\n",
    ],
)
def test_user_text_is_shown_letter_by_letter(text: str) -> None:
    people = (Person(text, text, text),)
    item = MinutesItem(text, people[0], (text,), votes=(VoteResult(text, ((text, 1),), text),))
    facts = replace(
        official.MINUTES,
        issuer=text,
        meeting_title=text,
        venue=text,
        absent=people,
        items=(item,),
        conclusions=(Conclusion(text, "1", text, (text,)),),
        recipients=(text,),
    )
    shown = text_of(build_minutes(facts))
    assert shown.replace(" ", "").count(text.replace(" ", "")) >= 9
    assert b"/URI" not in build_minutes(facts)


def test_endless_facts_still_make_a_paper() -> None:
    names = tuple(f"Chi bộ số {n} trực thuộc Đảng bộ các cơ quan tỉnh" for n in range(1, 130))
    row = ("1", "rất dài " * 900, "2", "3")
    table = replace(official.LETTER.sections[1].table, rows=(row,))  # type: ignore[type-var]
    letter = replace(
        official.LETTER,
        issuer="Ban Chỉ đạo " * 12,
        addressees=names[:40],
        sections=(Section("I. " + "dài " * 60, ("x" * 900,), table),),
        recipients=names,
    )
    text = text_of(build_letter(letter))
    assert "- Chi bộ số 129 trực thuộc Đảng bộ các cơ quan tỉnh." in text
    assert text.count("rất dài") == 900
    assert text.replace(" ", "").count("x" * 900) == 1


def test_many_members_go_to_a_table_on_a_sheet_of_its_own() -> None:
    crowd = tuple(Person(f"Nguyễn Văn {n}", f"Chức vụ {n}") for n in range(1, 66))
    pages = pages_of(build_minutes(replace(official.MINUTES, present=crowd, members=70)))
    text = " ".join(pages)
    assert "Có mặt 65/70 đồng chí (có danh sách kèm theo)." in text
    assert "DANH SÁCH CÓ MẶT" in pages[2]
    assert "65 Nguyễn Văn 65 Chức vụ 65" in pages[-1]
    assert text.count("STT Họ và tên Chức vụ") == len(pages) - 2


def test_candidates_stand_in_a_table_and_a_meeting_may_do_without_votes() -> None:
    figures = tuple((f"Ứng viên {n}", 10 + n) for n in range(1, 7))
    vote = VoteResult("Giới thiệu nhân sự", figures, "Có 3 người trúng cử.", secret=True)
    item = MinutesItem("Công tác cán bộ", votes=(vote,))
    text = text_of(build_minutes(replace(official.MINUTES, items=(item,))))
    _in_order(
        text,
        "Về giới thiệu nhân sự (bỏ phiếu kín):",
        "STT Phương án Số phiếu",
        "6 Ứng viên 6 16",
        "Có 3 người trúng cử.",
    )
    untold = replace(official.MINUTES, purpose="", secretary=Person(""))
    text = text_of(build_minutes(untold))
    assert "Ban Thường vụ Tỉnh ủy tiến hành phiên họp Ban Thường vụ Tỉnh ủy, kỳ thứ 31." in text
    assert "Người ghi biên bản:" not in text
    none = text_of(build_minutes(replace(official.MINUTES, items=(), conclusions=())))
    assert "Phiên họp không tiến hành biểu quyết." in none
    assert "4. Kết luận" not in none


def test_conclusion_names_every_role() -> None:
    fact = Conclusion(
        "Rà soát <quy chế>",
        "1",
        "Ban A",
        ("B", "C", "D"),
        "đồng chí E",
        ("G",),
        official.LETTER.day,
    )
    assert conclusion_sentence(fact, "1") == (
        "<b>1.</b> Giao <b>Ban A</b> chủ trì, phối hợp với B, C và D rà soát &lt;quy chế&gt;; "
        "hoàn thành trước ngày <b>05/8/2022</b>; đồng chí E chỉ đạo; gửi G để biết."
    )
    assert conclusion_sentence(Conclusion("Đồng ý chủ trương.")) == "Đồng ý chủ trương."


def test_recipients_of_a_notice_are_those_with_a_part_in_it() -> None:
    found = recipients_of(official.CONCLUSIONS, "Lưu Văn phòng Tỉnh ủy")
    assert found == (
        "Văn phòng Tỉnh ủy",
        "Ban Tổ chức Tỉnh ủy",
        "các huyện ủy, thành ủy",
        "Ủy ban Kiểm tra Tỉnh ủy",
        "Ban Tuyên giáo Tỉnh ủy",
        "Ban Dân vận Tỉnh ủy",
        "Lưu Văn phòng Tỉnh ủy",
    )


def test_minutes_name_who_acted_for_whom() -> None:
    facts = official.MINUTES
    opened = ActedFor("Lý Mạnh Cường", "Phạm Thị Thu Hà", "mở biểu quyết", facts.opened_at)
    closed = replace(opened, what="đóng biểu quyết", at=facts.closed_at)
    _in_order(
        text_of(build_minutes(replace(facts, acted=(opened, closed)))),
        "5. Việc thực hiện theo ủy quyền",
        "Đồng chí Lý Mạnh Cường làm thay đồng chí Phạm Thị Thu Hà: mở biểu quyết lúc 14 giờ 00 "
        "phút; đóng biểu quyết lúc 16 giờ 20 phút.",
        "Phiên họp kết thúc",
    )
    assert "theo ủy quyền" not in text_of(build_minutes(facts))
