"""The transfer slip (phiếu chuyển văn bản) as a PDF in the official layout.

Layout: Nghị định 30/2020/NĐ-CP, phụ lục III (phiếu chuyển), with the head of the office's rule-set.
"""

from datetime import datetime

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from documents.official import parts
from documents.official.layout import build
from documents.official.markup import bound
from documents.official.rules import RuleSet, rule_set
from documents.register.models import Urgency
from documents.routing.ink import Sheet
from documents.routing.models import PartRole
from documents.routing.queries.shapes import SlipDetail
from ecabinet.core.clock import office_day, office_time

# Words of an official text are Vietnamese by law, so not translated.
ROLES = {
    PartRole.LEAD: "Chủ trì",
    PartRole.COORDINATE: "Phối hợp",
    PartRole.INFORM: "Để biết",
}
URGENCY = {
    Urgency.NORMAL: "Thường",
    Urgency.URGENT: "Khẩn",
    Urgency.VERY_URGENT: "Thượng khẩn",
    Urgency.EXPRESS: "Hỏa tốc",
}
MOST_HEIGHT = 110 * mm


class Handwriting(Flowable):
    """Strokes of a sheet, as large as the width allows, cut to what was written on."""

    def __init__(self, sheet: Sheet, width: float) -> None:
        super().__init__()
        self._strokes = sheet.strokes
        places = [place for stroke in sheet.strokes for place in stroke]
        self._left = min(x for x, _ in places) - 10
        self._top = min(y for _, y in places) - 10
        wide = max(x for x, _ in places) + 10 - self._left
        high = max(y for _, y in places) + 10 - self._top
        self._scale = min(width / 1000, MOST_HEIGHT / high)
        self.width, self.height = wide * self._scale, high * self._scale

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take the room of what was written."""
        del available_width, available_height
        return self.width, self.height

    def draw(self) -> None:
        """Draw each stroke as a line with round ends; y grows downwards on the sheet."""
        self.canv.setLineWidth(1.4)
        self.canv.setLineCap(1)
        self.canv.setLineJoin(1)
        for stroke in self._strokes:
            path = self.canv.beginPath()
            path.moveTo(*self._at(*stroke[0]))
            for x, y in stroke[1:] or stroke[:1]:
                path.lineTo(*self._at(x, y))
            self.canv.drawPath(path)

    def _at(self, x: int, y: int) -> tuple[float, float]:
        return (x - self._left) * self._scale, self.height - (y - self._top) * self._scale


def build_slip(slip: SlipDetail, office: str) -> bytes:
    """Return the PDF; the same slip gives the same bytes. `office` stands above the unit."""
    row, rules = slip.row, rule_set("party")
    day = office_day(row.sent_at)
    place = office.rsplit(" ", 2)[-2:] if len(office.split()) > 2 else [office]
    superior = office if office != row.unit_name else None
    head = parts.Head(superior, row.unit_name, "", " ".join(place), day)
    names = [f"{part.name} ({ROLES[part.role].lower()})" for part in row.parts]
    end = parts.two_columns(
        parts.recipients(names, rules),
        parts.signature(parts.Signer(row.sender, "Người chuyển"), rules),
        rules,
    )
    story = [
        *parts.head(head, rules),
        *parts.title("Phiếu chuyển văn bản", (), rules),
        *_facts(slip, rules),
        *_receivers(slip, rules),
        *_instruction(slip, rules),
        *parts.ending([], end),
    ]
    made: datetime = office_time(row.sent_at)
    title = f"Phiếu chuyển {row.symbol}"
    return build(story, rules, title=title, author=row.unit_name, made=made)


def _facts(slip: SlipDetail, rules: RuleSet) -> list[Flowable]:
    row = slip.row
    said = [
        f"Văn bản: số {row.symbol} ngày {slip.issued_on:%d/%m/%Y} của {slip.issuing_body}",
        f"Về việc: {row.abstract}",
        f"Mức độ khẩn: {URGENCY[row.urgency]}",
        f"Chuyển lúc: {office_time(row.sent_at):%H:%M ngày %d/%m/%Y}",
    ]
    if row.due_on:
        said.append(f"Hạn xử lý: {row.due_on:%d/%m/%Y}")
    if row.recalled:
        said.append("Phiếu này đã được thu hồi.")
    return parts.listed([bound(text) for text in said], rules)


def _receivers(slip: SlipDetail, rules: RuleSet) -> list[Flowable]:
    rows = [
        (str(place), part.name, ROLES[part.role], part.note)
        for place, part in enumerate(slip.row.parts, start=1)
    ]
    heads = ("STT", "Nơi nhận", "Vai trò", "Ghi chú")
    return [
        parts.heading("Kính chuyển", rules),
        *parts.grid(heads, rows, rules, (9, 43, 17, 31)),
    ]


def _instruction(slip: SlipDetail, rules: RuleSet) -> list[Flowable]:
    found: list[Flowable] = [parts.heading("Ý kiến chỉ đạo", rules)]
    lines = [line for line in slip.row.instruction.splitlines() if line.strip()]
    found += [parts.paragraph(bound(line), rules) for line in lines]
    if slip.ink:
        found.append(Handwriting(slip.ink, rules.page.text_width * mm))
    return found
