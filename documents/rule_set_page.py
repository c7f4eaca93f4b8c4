"""The rule-sets of official documents, to look up: what each value means, which body uses which."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from documents.catalogues import ISSUING_BODIES
from documents.official.rules import NAMES, RuleSet, Style, rule_set
from ecabinet.catalogues.queries import book
from ecabinet.catalogues.words import Extra, FixedPage, register_fixed
from ecabinet.core.clock import office_day, utc_now

TEMPLATE = "admin/catalogues/_rule_sets.html"

STYLES = {
    "superior": _l("Cơ quan cấp trên"),
    "issuer": _l("Cơ quan ban hành"),
    "place_date": _l("Địa danh, ngày tháng"),
    "kind": _l("Tên loại văn bản"),
    "abstract": _l("Trích yếu"),
    "addressee": _l("Kính gửi"),
    "recipients": _l("Nơi nhận"),
}
SETTINGS = (
    ("caps", _l("in hoa")),
    ("bold", _l("đậm")),
    ("italic", _l("nghiêng")),
    ("underline", _l("gạch dưới")),
)


@dataclass(frozen=True)
class Shown:
    """One rule-set in words: lines of (what, how), and the bodies whose documents follow it."""

    title: str
    source: str
    lines: list[tuple[str, str]]
    bodies: list[str]


def register_rule_set_page() -> None:
    """Put the page among the catalogues."""
    page = FixedPage(
        _l("Thể thức văn bản"),
        _l("Khổ giấy, cỡ chữ, số và ký hiệu của văn bản Đảng và văn bản hành chính."),
        "file",
        80,
        Extra(TEMPLATE, _facts),
    )
    register_fixed("rule-sets", page)


def _facts(session: Session, language: str) -> Mapping[str, Any]:
    offered = book(session, ISSUING_BODIES).offered(office_day(utc_now()))
    return {
        "rule_sets": [
            Shown(
                title=rules.title,
                source=rules.source,
                lines=list(lines_of(rules)),
                bodies=[
                    f"{e.shown(language)} ({e.code})" for e in offered if e.data.rule_set == name
                ],
            )
            for name in NAMES
            for rules in [rule_set(name)]
        ]
    }


def lines_of(rules: RuleSet) -> Iterator[tuple[str, str]]:
    """Yield what the data file lays down, in the reader's language."""
    page, body, signature = rules.page, rules.body, rules.signature
    yield _("Khổ giấy"), f"{page.width:g} × {page.height:g} mm"
    yield (
        _("Lề"),
        _(
            "trên %(top)s, dưới %(bottom)s, trái %(left)s, phải %(right)s mm",
            top=f"{page.top:g}", bottom=f"{page.bottom:g}",
            left=f"{page.left:g}", right=f"{page.right:g}",
        ),
    )  # fmt: skip
    yield _("Đánh số trang"), _("cỡ %(size)s, từ trang thứ hai", size=f"{rules.page_number.size:g}")
    for motto in rules.motto:
        yield motto.text, style_words(motto)
    for name, label in STYLES.items():
        yield str(label), style_words(getattr(rules, name))
    example = rules.number.label + rules.symbol(15, "QĐ", "ABC")
    yield _("Số, ký hiệu"), _("ví dụ: %(example)s", example=example)
    yield (
        _("Phần nội dung"),
        _(
            "cỡ %(size)s, giãn dòng %(leading)s pt, dòng đầu lùi %(indent)s mm, "
            "cách đoạn %(space)s pt",
            size=f"{body.size:g}", leading=f"{body.leading:g}",
            indent=f"{body.first_indent:g}", space=f"{body.space:g}",
        ),
    )  # fmt: skip
    bold = _(", chức vụ đậm") if signature.position_bold else ""
    yield _("Chữ ký"), _("cỡ %(size)s", size=f"{signature.size:g}") + bold
    yield _("Ký thay, ký thừa lệnh"), ", ".join(rules.authority.values())
    yield _("Dấu hết văn bản"), rules.end_mark or _("không có")


def style_words(style: Style) -> str:
    """Return "cỡ 14, in hoa, đậm"."""
    words = [_("cỡ %(size)s", size=f"{style.size:g}")]
    words += [str(said) for name, said in SETTINGS if getattr(style, name)]
    if style.rule:
        words.append(_("có đường kẻ dưới"))
    if style.mark:
        words.append(_("dưới có %(mark)s", mark=style.mark))
    return ", ".join(words)
