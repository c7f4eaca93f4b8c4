"""Files with a virus are refused before anything of them is kept."""

import logging
from typing import BinaryIO

from ecabinet.core.clamd import ScannerAway, virus_in
from ecabinet.core.errors import Invalid, Unavailable

log = logging.getLogger(__name__)

# The test file of EICAR (eicar.org): harmless, and known without a scanner. Written in two halves,
# so that no scanner takes this file for it.
TEST_FILE = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + rb"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def refuse_virus(stream: BinaryIO, clamd: str | None) -> None:
    """Return when nothing was found; `stream` is left at its beginning.

    Raises:
        Invalid: the test file of EICAR, or what the scanner at `clamd` finds.
        Unavailable: there is a scanner and it cannot say: nothing goes by it unseen.
    """
    head = stream.read(len(TEST_FILE))
    stream.seek(0)
    if head == TEST_FILE:
        raise Invalid("file.virus", field="file", virus="EICAR-Test-File")
    if clamd is None:
        return
    try:
        found = virus_in(stream, clamd)
    except ScannerAway as error:
        log.error("a file was not taken: %s", error)
        raise Unavailable("file.not_scanned", field="file") from error
    if found is not None:
        log.warning("a file with %s was refused", found)
        raise Invalid("file.virus", field="file", virus=found)
