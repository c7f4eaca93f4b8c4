"""Symbols of documents: party style `15-NQ/TU`, state style `15/QĐ-UBND`, `42/2014/QĐ-TTg`.

Party: Hướng dẫn 36-HD/VPTW; state: Nghị định 30/2020/NĐ-CP, Phụ lục I. See domain.md, section 7.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from ecabinet.core.text import nfc


class SymbolStyle(StrEnum):
    """Which rule-set wrote the symbol."""

    PARTY = "party"
    STATE = "state"


PARTY_TYPES = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "QĐi": "Quy định", "CT": "Chỉ thị", "KL": "Kết luận",
    "QC": "Quy chế", "TB": "Thông báo", "BC": "Báo cáo", "KH": "Kế hoạch", "CTr": "Chương trình",
    "TTr": "Tờ trình", "CV": "Công văn", "BB": "Biên bản", "HD": "Hướng dẫn", "TT": "Thông tri",
    "ĐA": "Đề án", "PA": "Phương án",
}  # fmt: skip
STATE_TYPES = {
    "NĐ": "Nghị định", "QĐ": "Quyết định", "NQ": "Nghị quyết", "CT": "Chỉ thị", "TT": "Thông tư",
    "QC": "Quy chế", "QyĐ": "Quy định", "TB": "Thông báo", "BC": "Báo cáo", "KH": "Kế hoạch",
    "CTr": "Chương trình", "TTr": "Tờ trình", "BB": "Biên bản", "HD": "Hướng dẫn", "ĐA": "Đề án",
    "PA": "Phương án", "CĐ": "Công điện", "L": "Luật",
}  # fmt: skip
BODIES = {
    "TW": "Trung ương Đảng", "TU": "Tỉnh ủy", "HU": "Huyện ủy", "ĐU": "Đảng ủy", "CB": "Chi bộ",
    "VPTW": "Văn phòng Trung ương Đảng", "VPTU": "Văn phòng Tỉnh ủy",
    "BTCTU": "Ban Tổ chức Tỉnh ủy",
    "UBKTTU": "Ủy ban Kiểm tra Tỉnh ủy", "BTGTU": "Ban Tuyên giáo Tỉnh ủy",
    "BDVTU": "Ban Dân vận Tỉnh ủy", "CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ",
    "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân",
}  # fmt: skip

_CODE = r"[A-ZĐƯÂĂÊÔƠ][A-Za-zĐđƯưÂâĂăÊêÔôƠơ]{0,11}"
_LEAD = r"(?:(?:số|sỐ|SỐ|Số)\s*:?\s*)?"
_NUMBER = r"(?P<number>[1-9]\d{0,4}|0[1-9]\d{0,3})"
_PARTY = re.compile(rf"{_LEAD}{_NUMBER}-(?P<type>{_CODE})/(?P<body>{_CODE}(?:-{_CODE})*)")
_STATE = re.compile(
    rf"{_LEAD}{_NUMBER}/(?:(?P<year>(?:19|20)\d\d)/)?(?P<type>{_CODE})-(?P<body>{_CODE}(?:-{_CODE})*)"
)


@dataclass(frozen=True)
class Symbol:
    """The parts of a symbol; `year` only where it is part of it."""

    style: SymbolStyle
    number: int
    type_code: str
    body_code: str
    year: int | None = None

    def __str__(self) -> str:
        """The symbol as written in a text: 15-NQ/TU, 15/QĐ-UBND, 42/2014/QĐ-TTg."""
        number = f"{self.number:02d}"
        if self.style is SymbolStyle.PARTY:
            return f"{number}-{self.type_code}/{self.body_code}"
        year = f"/{self.year}" if self.year else ""
        return f"{number}{year}/{self.type_code}-{self.body_code}"

    @property
    def heading(self) -> str:
        """The symbol as it stands in the head of the document: state style with a colon."""
        return f"Số {self}" if self.style is SymbolStyle.PARTY else f"Số: {self}"

    @property
    def type_name(self) -> str:
        """The kind of document in words; the code itself when it is not known."""
        types = PARTY_TYPES if self.style is SymbolStyle.PARTY else STATE_TYPES
        return types.get(self.type_code, self.type_code)

    @property
    def body_name(self) -> str:
        """The issuing body in words; the code itself when it is not known."""
        return BODIES.get(self.body_code, self.body_code)


def parse_symbol(text: str) -> Symbol | None:
    """Return the parts of `text`, with or without "Số"; None when it is no symbol."""
    plain = re.sub(r"\s*([-/])\s*", r"\1", nfc(text).strip().replace("\u2011", "-"))
    if found := _PARTY.fullmatch(plain):
        return Symbol(SymbolStyle.PARTY, int(found["number"]), found["type"], found["body"])
    if found := _STATE.fullmatch(plain):
        year = int(found["year"]) if found["year"] else None
        return Symbol(SymbolStyle.STATE, int(found["number"]), found["type"], found["body"], year)
    return None
