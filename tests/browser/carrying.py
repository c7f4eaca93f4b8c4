"""A paper with a newer version, to which its marks were carried."""

from io import BytesIO
from uuid import UUID

from sqlalchemy import select

from documents.carrier import carry_version
from documents.commands.annotate import AddAnnotations, add_annotations
from documents.commands.upload import AddVersion, StoredFile, add_version
from documents.models import CarriedMark, PaperVersion
from documents.tasks import Worker
from tests.browser.server import Site
from tests.gatherings import Gathering
from tests.marks import highlight, new
from tests.samples import worded_pdf

LINES = (
    "Ủy ban Nhân dân tỉnh báo cáo kết quả ba năm thực hiện Chỉ thị",
    "Tỷ lệ giải ngân vốn đầu tư công đạt chín mươi lăm phần trăm",
    "Các đơn vị chậm tiến độ phải giải trình trước tháng chín",
)


def revised(meeting: Gathering, site: Site) -> str:
    """A paper of the meeting with a newer version; the id of that one, with the marks carried."""
    store = site.platform.store
    old = meeting.paper(0)
    with store.reading() as session:
        paper_id = session.get_one(PaperVersion, old).paper_id

    def version(*pages: tuple[str, ...]) -> str:
        blob = store.blobs.put(BytesIO(worded_pdf(*pages)))
        file = StoredFile(
            blob=blob.sha256, size=blob.size, filename="Báo cáo.pdf", media_type="application/pdf"
        )
        made = meeting.run("thuky", add_version, AddVersion(paper_id=paper_id, file=file))
        Worker(site.platform.settings).process_version(store, str(made.version_id))
        carry_version(store, str(made.version_id))
        return str(made.version_id)

    second = version(LINES)
    marks = [
        new(highlight(quads=[[72, 89, 300, 103]], quote="", text="Nêu rõ số liệu từng huyện")),
        new(highlight(quads=[[72, 109, 300, 123]], quote="", text="Hỏi lại Sở Kế hoạch và Đầu tư")),
    ]
    meeting.run("chutri", add_annotations, AddAnnotations(version_id=second, annotations=marks))
    return version(("Báo cáo của Ủy ban, bản trình lần hai",), LINES[:2])


def orphan(site: Site, version_id: UUID) -> UUID:
    """A mark of that version which lost its place."""
    with site.platform.store.reading() as session:
        query = select(CarriedMark.id).where(
            CarriedMark.version_id == version_id, CarriedMark.mark_id.is_(None)
        )
        return session.scalars(query).one()
