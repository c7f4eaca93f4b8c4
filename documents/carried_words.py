"""What became of the marks of the version before, in one line."""

from flask_babel import ngettext

from documents.carrying.fates import Fate
from documents.queries.carried import Counts


def carried_words(counts: Counts) -> str:
    """Return how many marks were carried over and what became of them, in the reader's language."""
    found = {fate.value: counts.by_fate.get(fate, 0) for fate in Fate}
    return ngettext(
        "%(num)s ghi chú được chuyển từ bản trước: %(kept)s giữ nguyên, %(moved)s chuyển chỗ, "
        "%(uncertain)s chưa chắc, %(orphaned)s mất chỗ",
        "%(num)s ghi chú được chuyển từ bản trước: %(kept)s giữ nguyên, %(moved)s chuyển chỗ, "
        "%(uncertain)s chưa chắc, %(orphaned)s mất chỗ",
        counts.total,
        **found,
    )
