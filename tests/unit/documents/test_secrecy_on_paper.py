"""The mark as it is drawn on papers: framed, beside the date, in either column."""

from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from documents.official.fonts import BOLD, REGULAR, register_fonts
from documents.pdf.text import text_of_pages
from documents.secrecy_marks import secrecy_of

LEFT, RIGHT = 70, 330


def paper(
    mark: str, at: tuple[float, float], body: str = "về công tác cán bộ", frame: bool = True
) -> bytes:
    """The first page of an official letter, with `mark` drawn at a place."""
    register_fonts()
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont(BOLD, 13)
    canvas.drawString(LEFT, 780, "TỈNH ỦY VĨNH PHÚC")
    canvas.drawString(RIGHT, 780, "ĐẢNG CỘNG SẢN VIỆT NAM")
    canvas.setFont(REGULAR, 13)
    canvas.drawString(LEFT, 760, "Số 12-BC/TU")
    canvas.drawString(RIGHT, 740, "Vĩnh Phúc, ngày 15 tháng 9 năm 2022")
    canvas.setFont(BOLD, 14)
    canvas.drawString(250, 680, "BÁO CÁO")
    if mark:
        canvas.drawString(*at, mark)
        if frame:
            canvas.rect(at[0] - 6, at[1] - 6, 100, 24)
    canvas.setFont(REGULAR, 13)
    for number, line in enumerate([body] * 30):
        canvas.drawString(LEFT, 650 - 18 * number, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def level(tmp_path: Path, content: bytes) -> int:
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    return secrecy_of(text_of_pages(path)[0])


@pytest.mark.parametrize(("mark", "wanted"), [("MẬT", 1), ("TỐI MẬT", 2), ("TUYỆT MẬT", 3)])
@pytest.mark.parametrize(
    "at", [(LEFT, 720), (LEFT, 740), (RIGHT + 40, 720), (250, 700)],
    ids=["below the symbol", "beside the date", "right column", "middle"],
)  # fmt: skip
def test_it_is_found_wherever_it_stands_in_the_head(
    tmp_path: Path, mark: str, wanted: int, at: tuple[float, float]
) -> None:
    assert level(tmp_path, paper(mark, at)) == wanted
    assert level(tmp_path, paper(mark, at, frame=False)) == wanted


@pytest.mark.parametrize(
    "body",
    [
        "Các đơn vị bảo vệ bí mật nhà nước, giữ bí mật nội dung.",
        "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Không đưa tài liệu MẬT lên mạng này.",
        "Danh mục bí mật độ Tối mật, Tuyệt mật",
    ],
)
def test_words_about_secrecy_pass(tmp_path: Path, body: str) -> None:
    assert level(tmp_path, paper("", (0, 0), body)) == 0
