"""Tables of papers, their versions and the marks made on them."""

from documents.models.annotation import Annotation
from documents.models.carried import CarriedMark
from documents.models.copy import PaperCopy
from documents.models.grant import PaperGrant
from documents.models.paper import Paper
from documents.models.reading import Bookmark, ReadingPlace
from documents.models.upload import Upload
from documents.models.version import PDF, PageText, PaperVersion

__all__ = [
    "PDF",
    "Annotation",
    "Bookmark",
    "CarriedMark",
    "PageText",
    "Paper",
    "PaperCopy",
    "PaperGrant",
    "PaperVersion",
    "ReadingPlace",
    "Upload",
]
