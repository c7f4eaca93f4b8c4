"""Why a file was not accepted as a PDF."""

from ecabinet.core.errors import Invalid

REASONS = frozenset(
    {
        "not_pdf",  # params: found, the kind of file it is (a value of filetype.Kind)
        "empty",
        "truncated",  # unreadable, and its end is missing: the upload was cut short
        "broken",
        "encrypted",  # a password is needed to open it
        "too_many_pages",  # params: pages, limit
        "too_large",  # params: limit in bytes; or it needs more memory than allowed (no params)
        "timeout",
        "no_such_page",  # params: page, pages
    }
)


class PdfRejected(Invalid):
    """The file cannot be used; `code` is `pdf.<reason>` and `reason` one of `REASONS`."""

    def __init__(self, reason: str, /, **params: object) -> None:
        if reason not in REASONS:
            raise ValueError(f"unknown reason to reject a PDF: {reason}")
        super().__init__(f"pdf.{reason}", **params)
        self.reason = reason
