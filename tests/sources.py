"""The product's own files, parsed, for tests about the code itself."""

import ast
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("ecabinet", "documents", "meetings", "followup")
NOT_SHIPPED = ("ecabinet/_build",)


def python_files() -> Iterator[tuple[str, ast.Module]]:
    """Every module that is installed: its path in the repository and its syntax tree."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(NOT_SHIPPED):
                yield name, ast.parse(path.read_text(), name)


def text_files(folder: str, *suffixes: str) -> Iterator[tuple[str, str]]:
    """Every file below a folder with one of the suffixes: path in the repository and text."""
    for path in sorted((ROOT / folder).rglob("*")):
        if path.is_file() and path.suffix in suffixes:
            yield path.relative_to(ROOT).as_posix(), path.read_text()


class Tags(HTMLParser):
    """Collects the tags of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes one tag."""
        self.found.append((tag, dict(attrs)))


def tags(text: str) -> list[tuple[str, dict[str, str | None]]]:
    """The tags of a template, with their attributes."""
    parser = Tags()
    parser.feed(text)
    return parser.found
