"""Text as commands take it: trimmed, and composed (NFC) as everything is stored."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from ecabinet.core.text import nfc

Words = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(nfc)]
"""Any text, possibly empty; add a `Field` with its lengths."""
