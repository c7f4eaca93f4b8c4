"""Words that were recognised in a scan are kept, so that it can be found by them."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from documents.models import PageText, PaperVersion
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork


class RecognisedWords(BaseModel):
    """The words by page, from the first; empty when nothing could be made out."""

    model_config = ConfigDict(frozen=True)
    version_id: UUID
    texts: list[str]


def keep_words(uow: UnitOfWork, cmd: RecognisedWords) -> None:
    """Keep the words of a scan, once. A version that has words already keeps those."""
    locked = select(PaperVersion).where(PaperVersion.id == cmd.version_id).with_for_update()
    version = uow.session.scalar(locked)
    if version is None or version.recognised_at is not None:
        return
    version.recognised_at = uow.now
    known = uow.session.scalar(select(PageText.page).where(PageText.version_id == version.id))
    found = 0
    if known is None:
        for page, text in enumerate(cmd.texts, start=1):
            if text.strip():
                found += 1
                uow.session.add(PageText(version_id=version.id, page=page, text=nfc(text)))
    uow.audit("paper.recognised", "paper", version.paper_id, version_id=version.id, pages=found)
