"""Why a file could not be made into a PDF."""

from ecabinet.core.errors import Invalid

REASONS = frozenset(
    {
        "no_converter",  # LibreOffice is not installed; tried again once it is
        "failed",  # it wrote nothing: the file is damaged, or has a password
        "timeout",
    }
)


class ConversionFailed(Invalid):
    """The file stays as it came; `code` is `office.<reason>`."""

    def __init__(self, reason: str) -> None:
        if reason not in REASONS:
            raise ValueError(f"unknown reason: {reason}")
        super().__init__(f"office.{reason}")
        self.reason = reason
