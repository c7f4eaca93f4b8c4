"""Checks that English is complete: Vietnamese stands in the code, English in catalogues per area (meetings.po, meetings_votes.po)."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
FEATURES = ("documents", "meetings", "followup")
AREAS = ("web", "accounts", *FEATURES)
# What every area may use without repeating it.
SHARED = "web"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")

Text = str | tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One translation: its plural forms (or the one form), and whether a person looked at it."""

    words: tuple[str, ...]
    certain: bool


@dataclass
class Area:
    """The messages of one area: where the code uses them, and its English catalogue."""

    used: dict[Text, str] = field(default_factory=dict)
    english: dict[Text, Entry] = field(default_factory=dict)
    contradicted: list[str] = field(default_factory=list)

    def learn(self, name: str, entries: dict[Text, Entry]) -> None:
        """Add one of the area's catalogues; on screen only one of two translations is shown."""
        for text in entries.keys() & self.english.keys():
            if entries[text].words != self.english[text].words:
                self.contradicted.append(f"{name}: said differently before: {singular(text)!r}")
        self.english |= entries


def area_of(path: Path) -> str:
    """The area whose catalogue translates a file of the repository."""
    parts = path.parts[1:] if path.parts[0] in ("templates", "ecabinet") else path.parts
    return parts[0] if parts[0] in ("accounts", *FEATURES) else SHARED


def sources() -> Iterator[tuple[str, Path]]:
    """Every file with words, as (how to read it, path in the repository)."""
    for folder in ("ecabinet", *FEATURES):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield "python", path.relative_to(ROOT)
    for path in sorted((ROOT / "templates").rglob("*.*")):
        if path.suffix in (".html", ".txt", ".xml", ".ics"):
            yield "jinja2", path.relative_to(ROOT)


def collect() -> dict[str, Area]:
    """Reads code and catalogues. Raises PoFileError on a broken catalogue."""
    areas: dict[str, Area] = defaultdict(Area)
    for method, path in sources():
        for line, text, _comments, _context in extract_from_file(
            method, ROOT / path, keywords=KEYWORDS
        ):
            areas[area_of(path)].used.setdefault(text, f"{path}:{line}")
    for source in sorted((ROOT / "ecabinet/translations/en/LC_MESSAGES").glob("*.po")):
        areas[source.stem.split("_")[0]].learn(source.name, read_english(source))
    return areas


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """The plural forms of a message or a translation; one where there is no plural."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def read_english(source: Path) -> dict[Text, Entry]:
    """One catalogue without its header."""
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale="en", abort_invalid=True)
    entries: dict[Text, Entry] = {}
    for message in catalogue:
        text = message.id if isinstance(message.id, str) else tuple(message.id)
        if text:
            entries[text] = Entry(forms(message.string), not message.fuzzy)
    return entries


def singular(text: Text) -> str:
    """A message as a person would name it."""
    return forms(text)[0]


def placeholders(text: Text) -> set[str]:
    """The names of the placeholders in a message, over all plural forms."""
    return set(PLACEHOLDER.findall(" ".join(forms(text))))


def untranslated(areas: dict[str, Area]) -> Iterator[str]:
    """Messages that neither the area nor the shared catalogue translates."""
    for name, area in sorted(areas.items()):
        known = areas[SHARED].english.keys() | area.english.keys()
        for text, place in area.used.items():
            if text not in known:
                yield f"{place}: no English in {name}.po: {singular(text)!r}"


def unused(areas: dict[str, Area]) -> Iterator[str]:
    """Entries of catalogues that no code shows any more."""
    everywhere = {text for area in areas.values() for text in area.used}
    for name, area in sorted(areas.items()):
        shown = everywhere if name == SHARED else area.used.keys()
        for text in area.english.keys() - shown:
            yield f"{name}.po: nothing shows {singular(text)!r}"


def faulty(areas: dict[str, Area]) -> Iterator[str]:
    """Entries that are empty, doubtful, differ in placeholders, or contradict another catalogue."""
    seen: dict[Text, tuple[str, Entry]] = {}
    for name, area in sorted(areas.items()):
        yield from area.contradicted
        for text, entry in area.english.items():
            if not entry.certain or not all(entry.words):
                yield f"{name}.po: empty or fuzzy: {singular(text)!r}"
            elif placeholders(text) != placeholders(entry.words):
                yield f"{name}.po: placeholders differ: {singular(text)!r}"
            other, said = seen.setdefault(text, (name, entry))
            if said.words != entry.words:
                yield f"{name}.po: {other}.po says it differently: {singular(text)!r}"


def problems() -> list[str]:
    """Everything that is wrong with the translations, one line each."""
    areas = collect()
    return [*untranslated(areas), *unused(areas), *faulty(areas)]


if __name__ == "__main__":
    found = problems()
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.exit(f"{len(found)} problems in the translations" if found else 0)
