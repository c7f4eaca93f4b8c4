"""What templates call an element is known: some sheet gives it a look, or a script looks for it."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.sources import ROOT

WORDS = re.compile(r'class="([^"]*)"')
SPOKEN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
QUOTED = re.compile(r"'(c-[a-z]+)'")
NAMED_BY_TESTS = {"offline-page", "versions-of"}


def text(folder: str, kind: str) -> str:
    """All files of a kind below a folder, without what is installed."""
    files = (ROOT / folder).rglob(f"*.{kind}")
    return "\n".join(
        path.read_text(encoding="utf-8") for path in files if "node_modules" not in path.parts
    )


def classes() -> Iterator[tuple[str, Path]]:
    """Every class that a template writes out, and those of chips that it chooses from."""
    for path in (ROOT / "templates").rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        for words in WORDS.findall(page):
            for word in SPOKEN.sub(" ", words).split():
                yield word, path
        for word in QUOTED.findall(page):
            yield word, path


def test_every_class_has_a_look_or_a_script() -> None:
    looks = set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", text("static/css", "css")))
    scripts = text("static/js", "js")
    unknown = {
        f"{word} in {path.relative_to(ROOT)}"
        for word, path in classes()
        if word not in looks | NAMED_BY_TESTS
        and word not in scripts
        and not word.endswith("-")  # The rest of it is computed.
    }
    assert not unknown
