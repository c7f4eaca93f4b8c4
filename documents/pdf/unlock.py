"""Opens a PDF that has a password, in a child: it goes there on stdin and nowhere else."""

from pathlib import Path

from documents.pdf.runner import Limits, run

_LIMITS = Limits(seconds=20, memory_mb=1024)


def unlock(source: Path, target: Path, password: str, *, limits: Limits = _LIMITS) -> None:
    """Write to `target` a copy of `source` without its password.

    Raises:
        PdfRejected: `wrong_password`; or the file cannot be read, or not within `limits`.
    """
    request = {
        "source": str(source.resolve()),
        "target": str(target.resolve()),
        "password": password,
    }
    run("unlock", request, limits)
