"""What members of the sample office wrote on the paper that is open: questions and answers."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from documents.commands.annotate import AddAnnotations, add_annotations
from documents.marks import NewMark
from documents.models import Paper, PaperVersion
from ecabinet.demo.teller import Teller


def discuss(teller: Teller, item_id: UUID) -> None:
    """Write on the meeting layer of the first page of the item's paper, and answer."""
    with teller.store.reading() as session:
        query = select(PaperVersion.id).join(Paper, Paper.id == PaperVersion.paper_id)
        version_id = session.scalars(query.where(Paper.container_id == item_id)).first()
    assert version_id is not None, "the item has a paper"

    def write(username: str, kind: str, **fields: Any) -> UUID:
        mark = NewMark.model_validate(
            {"id": uuid4(), "layer": "meeting", "kind": kind, "page": 1, "color": "#0e6b52"}
            | fields
        )
        command = AddAnnotations(version_id=version_id, annotations=[mark])
        teller.do(username, add_annotations, command)
        return mark.id

    asked = write("daibieu05", "note", point=[540, 330], text="Nguồn kinh phí lấy ở đâu?")
    teller.wait(minutes=1)
    write("lanhdao", "reply", parent=asked, text="Từ dự toán chi thường xuyên năm nay, mục 3.")
    teller.wait(minutes=1)
    write("daibieu05", "reply", parent=asked, state="resolved")
    open_still = write("daibieu08", "note", point=[540, 520], text="Đề nghị nêu rõ đơn vị đầu mối.")
    write("thuky", "reply", parent=open_still, text="Đã ghi nhận, trình đồng chí chủ trì kết luận.")
    write("chutri", "ellipse", box=[330, 300, 440, 322], width=1.8)
