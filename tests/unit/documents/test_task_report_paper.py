"""The report on tasks keeps to both rule-sets, upright and across; same facts, same bytes."""

from datetime import date
from pathlib import Path

import pytest

from documents.official.checking import check
from documents.official.letter import LetterTable
from documents.official.parts import Signer
from documents.official.rules import rule_set
from documents.official.task_report import TaskReportPaper, build_task_report
from documents.pdf.layout import layout_of
from tests.unit.documents.test_official_layout import NAMED

HEADS = ("TT", "Nhiệm vụ", "Nguồn giao", "Hạn", "Tình trạng", "Kết quả thực hiện")
ROWS = tuple(
    (str(n), f"Nâng cấp đường truyền phòng họp cấp huyện, đợt {n} (NV-{n:03})", "145-TB/TU",
     "30/11/2026", "Quá hạn", "Đã nâng cấp 9 điểm; hai xã chờ nhà mạng đo lại tốc độ.")
    for n in range(1, 31)
)  # fmt: skip
FIGURES = (
    "TT",
    "Đơn vị chủ trì",
    "Tổng số",
    "Đúng hạn",
    "Quá hạn",
    "Đang làm",
    "Quá hạn",
    "Không hạn",
)


def paper(style: str, across: bool) -> TaskReportPaper:
    """A report with all its parts, longer than a page."""
    return TaskReportPaper(
        rule_set=style, issuer="Văn phòng Tỉnh ủy", superior="Tỉnh ủy Vĩnh Phúc",
        symbol="15-BC/VPTU" if style == "party" else "15/BC-VPTU", place="Vĩnh Phúc",
        day=date(2026, 12, 24),
        abstract=("Kết quả thực hiện nhiệm vụ được giao", "tuần từ 23/11/2026 đến 29/11/2026"),
        across=across, summary=("Tổng số nhiệm vụ được giao: 30, trong đó: đã hoàn thành 5.",),
        figures=LetterTable(FIGURES, (("", "Tổng cộng", *"123456"),), (1, 4, 1, 2, 2, 2, 1, 1)),
        tasks=LetterTable(HEADS, (("Văn phòng Tỉnh ủy (30)",), *ROWS)),
        remarks=("Tiến độ khá.", "Đề nghị đôn đốc."), basis="Số liệu tính đến hết ngày 29/11/2026",
        signer=Signer("Nguyễn Văn An", "Chánh Văn phòng"),
        recipients=("Thường trực Tỉnh ủy (báo cáo)", "Lưu Văn phòng Tỉnh ủy"),
    )  # fmt: skip


@pytest.mark.parametrize("style", ["party", "state"])
@pytest.mark.parametrize("across", [True, False])
def test_it_keeps_to_its_rule_set(style: str, across: bool, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(build_task_report(paper(style, across)))
    sheets = layout_of(path)
    assert len(sheets) > 1
    assert check(sheets, rule_set(style), NAMED) == []
    assert all((sheet.width > sheet.height) is across for sheet in sheets)
    words = " ".join(run.text for sheet in sheets for run in sheet.runs)
    for part in ("BÁO CÁO", "I. Kết quả chung", "II. Danh mục nhiệm vụ", "III. Nhận xét", "NV-030"):
        assert part in words
    assert build_task_report(paper(style, across)) == path.read_bytes()
