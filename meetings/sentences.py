"""Catalogue of the sentences that conclusions use again and again; "…" stands where words go."""

from ecabinet.catalogues.registry import Catalogue, Seed
from ecabinet.catalogues.values import EntryData


class Sentence(EntryData):
    """A usual sentence: its words are the entry's name. A `statement` gives no task."""

    statement: bool = False


SENTENCES = Catalogue(
    "conclusion-sentences",
    Sentence,
    seed=(
        Seed(
            "giao-chu-tri",
            "Giao … chủ trì, phối hợp với các cơ quan liên quan tham mưu, báo cáo Ban Thường vụ.",
            "Assign … to lead, with the bodies concerned, and to report to the Standing Committee.",
            Sentence(),
        ),
        Seed(
            "thong-nhat",
            "Thống nhất chủ trương … theo đề nghị của cơ quan trình.",
            "Agree to … as the submitting body proposes.",
            Sentence(statement=True),
        ),
        Seed(
            "ghi-nhan",
            "Ghi nhận báo cáo của … và ý kiến thảo luận của các thành viên dự họp.",
            "Take note of the report of … and of the opinions of the members.",
            Sentence(statement=True),
        ),
        Seed(
            "co-ban-thong-nhat",
            "Cơ bản thống nhất nội dung tờ trình; cơ quan trình tiếp thu ý kiến thảo luận, "
            "hoàn chỉnh để ban hành.",
            "Agree in the main; the submitting body takes up the opinions and completes the paper.",
            Sentence(),
        ),
        Seed(
            "khac-phuc",
            "Yêu cầu … rà soát, khắc phục những tồn tại, hạn chế đã nêu.",
            "Require … to review and mend the faults named.",
            Sentence(),
        ),
        Seed(
            "theo-doi",
            "Giao Văn phòng theo dõi, đôn đốc, tổng hợp kết quả thực hiện kết luận này.",
            "Assign the Office to follow up and to sum up how this conclusion is carried out.",
            Sentence(),
        ),
    ),
)
