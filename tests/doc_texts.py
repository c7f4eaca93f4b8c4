"""The documents of the repository."""

from tests.sources import ROOT

DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in (
        "*.md",
        "docs/**/*.md",
        "templates/*.md",
        "static/js/**/*.md",
        "benchmarks/*.md",
    )
    for path in ROOT.glob(pattern)
)


def text(name: str) -> str:
    """A document."""
    return (ROOT / name).read_text()
