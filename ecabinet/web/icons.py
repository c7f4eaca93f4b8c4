"""Icons on pages: each shows one drawing of the sheet `vendor/icons.svg`.

A list holds a hundred of them, nearly all alike, so what was put together once is kept.
"""

from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup

MOST = 1024
ICON = Markup('<svg class="{}" {}><use href="{}#i-{}"></use></svg>')
SILENT = Markup('aria-hidden="true"')
SPEAKS = Markup('role="img" aria-label="{}"')


def icons_of(sheet: str) -> Callable[..., Markup]:
    """Return what puts the icons of the sheet at the address `sheet` on pages."""

    @lru_cache(MOST)
    def icon(name: str, label: str | None = None, size: str = "", cls: str = "") -> Markup:
        classes = " ".join(word for word in ("i", size, cls) if word)
        return ICON.format(classes, SPEAKS.format(label) if label else SILENT, sheet, name)

    return icon
