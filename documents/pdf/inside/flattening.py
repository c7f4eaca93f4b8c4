"""Makes annotations part of their pages, so that nothing can be moved, read out or left out."""

from pathlib import Path
from typing import Any

import pypdfium2.raw

from documents.pdf.inside.pdfium import load_page, open_with_pdfium
from documents.pdf.inside.refusal import Refusal

_raw: Any = pypdfium2.raw


def run(source: str, target: str) -> int:
    """Write `source` with its annotations drawn into the pages to `target`; return its pages."""
    document = open_with_pdfium(Path(source))
    count = len(document)
    for number in range(1, count + 1):
        page = load_page(document, number)
        # Not the binding's own `flatten`: that one wants a file with form fields.
        if _raw.FPDFPage_Flatten(page, _raw.FLAT_NORMALDISPLAY) == _raw.FLATTEN_FAIL:
            raise Refusal("broken")
        page.close()
    document.save(Path(target))
    return count
