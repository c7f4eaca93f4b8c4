"""The catalogue of usual sentences of an instruction (bút phê); offices add their own."""

from ecabinet.catalogues.registry import Catalogue, Seed
from ecabinet.catalogues.values import EntryData


class Sentence(EntryData):
    """A sentence; code and words are all there is."""


SENTENCES = Catalogue(
    "instruction-sentences",
    Sentence,
    seed=(
        Seed("TM", "Tham mưu, báo cáo Thường trực.", "Advise and report to the Standing Board."),
        Seed("CT", "Chủ trì, phối hợp các đơn vị thực hiện.", "Lead, together with the others."),
        Seed("NC", "Nghiên cứu, đề xuất ý kiến.", "Study and propose."),
        Seed("TL", "Chuẩn bị văn bản trả lời.", "Prepare an answer."),
        Seed("TD", "Theo dõi, đôn đốc, báo cáo kết quả.", "Follow up and report the result."),
        Seed("SC", "Sao gửi các đơn vị liên quan.", "Copy to the units concerned."),
        Seed("LV", "Để biết, lưu.", "For information and filing."),
    ),
)
