"""Tables of papers, their versions and the marks made on them."""

from documents.models.annotation import Annotation
from documents.models.paper import Paper
from documents.models.version import PDF, PageText, PaperVersion

__all__ = ["PDF", "Annotation", "PageText", "Paper", "PaperVersion"]
