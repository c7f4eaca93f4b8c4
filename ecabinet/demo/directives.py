"""The directives named in the article, registered with their real symbols and dates."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from ecabinet.demo.teller import Teller
from followup.commands.articles import ArticleContent, SetArticles, set_articles
from followup.commands.directives import RegisterDirective, register_directive
from followup.commands.issue_by_hand import IssueByHand, issue_by_hand
from followup.models import DirectiveArticle
from followup.splitting import split

# The wording is ours; the directive of the article is not public.
TEXT = """1. Các cấp ủy, tổ chức đảng quán triệt sâu sắc vai trò của chuyển đổi số.
2. Ban cán sự đảng các sở, ngành rà soát, số hóa thủ tục hành chính; báo cáo kết quả hằng quý.
3. Ban Tuyên giáo Tỉnh ủy đẩy mạnh tuyên truyền, nâng cao nhận thức của cán bộ, đảng viên.
4. Văn phòng Tỉnh ủy bảo đảm hạ tầng, an toàn thông tin cho các cơ quan Đảng.
5. Ủy ban Kiểm tra Tỉnh ủy kiểm tra, giám sát việc thực hiện Chỉ thị này.
"""
DIRECTIVES = (
    (
        "52-NQ/TW",
        date(2019, 9, 27),
        "Bộ Chính trị",
        "Nghị quyết về một số chủ trương, chính sách chủ động tham gia cuộc Cách mạng công nghiệp "
        "lần thứ tư",
    ),
    (
        "84-CTr/TU",
        date(2019, 12, 31),
        "Ban Chấp hành Đảng bộ tỉnh",
        "Chương trình hành động thực hiện Nghị quyết số 52-NQ/TW của Bộ Chính trị",
    ),
    (
        "27-QĐ/TW",
        date(2021, 8, 10),
        "Ban Bí thư Trung ương Đảng",
        "Quyết định về chương trình ứng dụng công nghệ thông tin trong hoạt động của các cơ quan "
        "Đảng giai đoạn 2021-2025",
    ),
    (
        "81-KH/TU",
        date(2022, 4, 19),
        "Tỉnh ủy Vĩnh Phúc",
        "Kế hoạch ứng dụng công nghệ thông tin trong hoạt động của các cơ quan Đảng tỉnh giai đoạn "
        "2021-2025",
    ),
    (
        "23-CT/TU",
        date(2022, 5, 16),
        "Ban Thường vụ Tỉnh ủy",
        "Chỉ thị về tăng cường công tác lãnh đạo của Đảng đối với quá trình chuyển đổi số trên địa "
        "bàn tỉnh",
    ),
)


def divide(teller: Teller, directive_id: UUID) -> list[UUID]:
    """Lay the directive down in articles; return those that need work."""
    pieces = split(TEXT)
    articles = tuple(
        ArticleContent(label=piece.label, text=piece.text, needs_work=place > 0)
        for place, piece in enumerate(pieces)
    )
    teller.do("thuky", set_articles, SetArticles(directive_id=directive_id, articles=articles))
    with teller.store.reading() as session:
        rows = session.scalars(
            select(DirectiveArticle)
            .where(
                DirectiveArticle.directive_id == directive_id, DirectiveArticle.needs_work.is_(True)
            )
            .order_by(DirectiveArticle.position)
        )
        return [row.id for row in rows]


def issue(teller: Teller, article_id: UUID, title: str, code: str, due_on: date) -> UUID:
    """Issue a task that comes of an article."""
    wish = IssueByHand(
        title=title, article_id=article_id, lead_unit_id=teller.unit(code), due_on=due_on,
        supervisor_id=teller.person("lanhdao"),
    )  # fmt: skip
    return teller.do("thuky", issue_by_hand, wish).id


def register(teller: Teller) -> dict[str, UUID]:
    """Register them all; return their ids by symbol."""
    return {
        symbol: teller.do(
            "thuky",
            register_directive,
            RegisterDirective(symbol=symbol, title=title, issued_on=day, issuing_body=body),
        ).id
        for symbol, day, body, title in DIRECTIVES
    }
