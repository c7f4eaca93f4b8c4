"""What the documents name exists: operations, addresses, files, settings, commands, links."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from werkzeug.exceptions import MethodNotAllowed, NotFound

from ecabinet.cli import commands
from tests.doc_texts import DOCUMENTS, text
from tests.sources import ROOT

MINE = {"README.md", "CONTRIBUTING.md", "docs/features.md", "docs/architecture.md"}
ADR = ROOT / "docs/adr"
SOMEBODY = "01900000-0000-7000-8000-000000000000"
# Words written like an operation in the list of features, and nothing else: an operation's name.
OPERATION = re.compile(r"[a-z]+[A-Z][A-Za-z]+")
SUFFIXES = (
    "py",
    "md",
    "mjs",
    "js",
    "html",
    "css",
    "po",
    "cfg",
    "toml",
    "json",
    "txt",
    "sh",
    "lock",
)
FILE = re.compile(rf"[\w.][\w./-]+\.(?:{'|'.join(SUFFIXES)})")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
SPAN = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def spans(name: str) -> Iterator[str]:
    """Everything a document sets as code within a line."""
    yield from SPAN.findall(FENCE.sub("", text(name)))


def test_there_is_something_to_check() -> None:
    assert set(DOCUMENTS) >= MINE


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_within_leads_somewhere(name: str) -> None:
    folder = (ROOT / name).parent
    lost = [
        target
        for target in LINK.findall(FENCE.sub("", text(name)))
        if "://" not in target and not leads(folder, target)
    ]
    assert lost == []


def leads(folder: Path, target: str) -> bool:
    """Whether a relative link names a file of the repository, and a heading in it if it says so."""
    path, _, anchor = target.partition("#")
    found = folder / path
    if not found.exists() or not found.resolve().is_relative_to(ROOT):
        return False
    return not anchor or anchor in anchors(found.read_text())


def anchors(markdown: str) -> set[str]:
    """The anchors of the headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", markdown), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_named_exists(name: str) -> None:
    found = [span for span in spans(name) if FILE.fullmatch(span) and "/" in span[1:]]
    missing = [path for path in found if not exists(name, path)]
    assert missing == []


def exists(document: str, path: str) -> bool:
    """Whether a path is of the repository, or beside the document, or below the platform."""
    beside = (ROOT / document).parent
    places = (
        ROOT,
        beside,
        beside.parent,
        ROOT / "ecabinet",
        ROOT / "static/js",
        ROOT / "templates",
    )
    return any((place / path).exists() for place in places)


def test_every_operation_named_exists(built_app: Any) -> None:
    known = operations(built_app)
    places = ("docs/features.md", "docs/voting.md")
    named = {span for name in places for span in spans(name) if OPERATION.fullmatch(span)}
    assert named - known == set()
    assert {"castBallot", "recordConclusion", "getStory"} <= named


def test_no_operation_is_left_out_of_the_list_of_features(built_app: Any) -> None:
    assert operations(built_app) - set(spans("docs/features.md")) == set()


def operations(built_app: Any) -> set[str]:
    """The names of all operations of the API."""
    document = built_app.test_client().get("/api/v1/openapi.json").json
    return {
        operation["operationId"]
        for methods in document["paths"].values()
        for operation in methods.values()
    }


def test_every_address_named_is_served(built_app: Any) -> None:
    routes = built_app.url_map.bind("localhost")
    named = {
        span for name in DOCUMENTS for span in spans(name) if re.match(r"/[a-z]*(?:/|\?|$)", span)
    }
    lost = [address for address in sorted(named) if not served(routes, address)]
    assert lost == []
    assert "/meetings/{id}/desk" in named


def served(routes: Any, address: str) -> bool:
    """Whether some route answers an address; `{id}` stands for any id."""
    path = re.sub(r"\{\w+\}|<\w+>", SOMEBODY, address.partition("?")[0])
    try:
        routes.match(path)
    except MethodNotAllowed:
        return True
    except NotFound:
        return path in ("/socket.io/",)
    return True


def test_every_make_target_named_exists() -> None:
    named = {word for name in DOCUMENTS for word in re.findall(r"\bmake ([a-z-]+)\b", code(name))}
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    assert named - targets == set()
    assert {"demo", "test", "check"} <= named


def code(name: str) -> str:
    """Everything a document sets as code, within lines and in blocks."""
    return "\n".join([*spans(name), *FENCE.findall(text(name))])


def test_every_command_named_exists() -> None:
    pattern = r"(?:^|[/ ])ecabinet ((?:[a-z][a-z-]+ ?){1,2})"
    named = {
        tuple(found.split())
        for name in DOCUMENTS
        for found in re.findall(pattern, code(name), re.MULTILINE)
    }
    assert [words for words in sorted(named) if not is_command(words)] == []
    assert ("audit", "verify") in named


def is_command(words: tuple[str, ...]) -> bool:
    """Whether the words begin with a command of the command line."""
    found: click.Command | None = commands.commands.get(words[0])
    if isinstance(found, click.Group) and len(words) > 1:
        found = found.commands.get(words[1])
    return found is not None


def test_every_test_named_exists() -> None:
    named = {word for name in DOCUMENTS for word in spans(name) if re.fullmatch(r"test_\w+", word)}
    known = {
        found
        for path in (ROOT / "tests").rglob("test_*.py")
        for found in re.findall(r"def (test_\w+)", path.read_text())
    }
    assert named - known == set()
    assert named


def test_every_decision_is_in_the_index() -> None:
    decisions = {path.name for path in ADR.glob("0*.md")}
    assert decisions
    assert decisions == set(LINK.findall((ADR / "README.md").read_text()))


def test_every_error_code_named_has_its_sentence(built_app: Any) -> None:
    from ecabinet.web.errors import MESSAGES
    from ecabinet.webhooks.kinds import registered

    codes = re.compile(r"(?:vote|session|request|conclusion|task)\.[a-z_]+")
    events = {"task.changed", "vote.opened", "vote.turnout", "vote.closed", "vote.prepared"}
    events |= {"session.changed", "conclusion.recorded", "conclusion.shown", "task.said"}
    events |= {"conclusion.discarded"}
    events |= set(registered())  # What other systems are told of.
    named = {word for name in DOCUMENTS for word in spans(name) if codes.fullmatch(word)} - events
    assert named - set(MESSAGES) == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_points_out_of_the_repository(name: str) -> None:
    assert "shared/" not in text(name)


def test_every_document_has_its_place_on_the_site() -> None:
    """docs/index.md is what the site is built from; the decisions come by themselves."""
    index = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    named = {line.strip() for line in index.splitlines()}
    documents = {path.stem for path in (ROOT / "docs").glob("*.md")} - {"index"}
    assert documents - named == set()
