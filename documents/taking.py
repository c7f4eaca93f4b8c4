"""The worker lets annotations that a file brought along become marks."""

import logging
from pathlib import Path

from documents.carrying.again import not_standing
from documents.commands.take_marks import AT_ONCE, TakeMarks, take_marks, taken_marks
from documents.geometry import Pages
from documents.models import PaperVersion
from documents.pdf.errors import PdfRejected
from documents.pdf.take import take_annotations
from ecabinet.core.actors import SYSTEM
from ecabinet.core.store import Store

_log = logging.getLogger(__name__)


def without_marks(
    store: Store, version: PaperVersion, clean: Path, bare: Path, pages: Pages
) -> Path:
    """Store the annotations of `clean` as marks, when wanted; return the file to serve.

    That is `bare`, without what became marks, so that nothing is drawn twice; `clean` when there
    was nothing to take, or when it could not be taken: then it is seen as part of the page.
    """
    onto = version.marks_onto
    if onto is None or version.uploaded_by is None:
        return clean
    try:
        found = take_annotations(clean, bare)
    except PdfRejected as refused:
        _log.warning("marks of version %s stay in the file: %s", version.id, refused.code)
        return clean
    if not found:
        return clean
    marks = taken_marks(version.id, onto, found, pages)
    with store.reading() as session:
        marks = not_standing(session, version, onto, marks)
    for first in range(0, len(marks), AT_ONCE):
        some = TakeMarks(version_id=version.id, marks=marks[first : first + AT_ONCE])
        store.execute(SYSTEM, take_marks, some)
    return bare
