"""Compiles the translation catalogues: every .po below ecabinet/translations to a .mo beside it."""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).resolve().parents[1] / "translations"


def compile_one(source: Path) -> None:
    """Compiles one catalogue unless its .mo is newer. Raises PoFileError on a broken catalogue."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=source.parts[-3], abort_invalid=True)
    partial = target.with_suffix(".mo.new")
    with partial.open("wb") as stream:
        write_mo(stream, catalogue)
    partial.replace(target)


def compile_all() -> int:
    """Compiles every catalogue and answers how many there are."""
    sources = sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po"))
    for source in sources:
        compile_one(source)
    return len(sources)


if __name__ == "__main__":
    sys.stdout.write(f"{compile_all()} translation catalogues are compiled\n")
