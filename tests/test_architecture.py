"""What may stand where: the rules of docs and design, read from the code itself."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.sources import PACKAGES, ROOT, python_files, tags, text_files

CONTRACTS = 5
COMMITS = {"ecabinet/core/store.py", "ecabinet/migrations/env.py"}
EVENTLET = {"ecabinet/concurrency.py", "ecabinet/web/fanout.py"}
PDF_HOME = "documents/pdf/"
HTML_SINKS = re.compile(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b")
FOREIGN = re.compile(r"^(https?:)?//")
# What each contract forbids, to see that it is really watched: (module, what it must not import).
VIOLATIONS = {
    "ecabinet/core/clock.py": ["ecabinet.settings", "ecabinet._build"],
    "documents/models/__init__.py": ["flask", "documents.commands"],
    "followup/models/__init__.py": ["meetings.models"],
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs import-linter over the packages in a folder."""
    command = [
        Path(sys.executable).with_name("lint-imports"),
        "--no-cache",
        "--config",
        "setup.cfg",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call in a module."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def imported(tree: ast.AST) -> Iterator[str]:
    """The name of every module that a module imports, wherever it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def importers(package: str) -> set[str]:
    """The files that import a third-party package."""
    return {
        name
        for name, tree in python_files()
        if any(module.split(".")[0] == package for module in imported(tree))
    }


def test_imports_keep_every_contract() -> None:
    outcome = lint_imports(ROOT)
    assert outcome.returncode == 0, outcome.stdout
    assert f"Contracts: {CONTRACTS} kept, 0 broken." in outcome.stdout


def test_every_import_contract_notices_a_breach(tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package)
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    for name, modules in VIOLATIONS.items():
        with (tmp_path / name).open("a") as module:
            module.writelines(f"\nimport {target}" for target in modules)
    outcome = lint_imports(tmp_path)
    assert f"Contracts: 0 kept, {CONTRACTS} broken." in outcome.stdout, outcome.stdout


def test_only_the_store_commits() -> None:
    found = {
        name
        for name, tree in python_files()
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "commit"
    }
    assert found <= COMMITS
    assert "ecabinet/core/store.py" in found


def test_only_concurrency_names_eventlet() -> None:
    assert importers("eventlet") <= EVENTLET
    assert "ecabinet/concurrency.py" in importers("eventlet")


def test_only_documents_pdf_reads_and_writes_pdf_files() -> None:
    strangers = {
        name
        for package in ("pypdf", "pypdfium2", "pypdfium2_raw")
        for name in importers(package)
        if not name.startswith(PDF_HOME)
    }
    assert strangers == set()


def test_time_is_always_aware() -> None:
    naive = [
        f"{name}:{call.lineno}"
        for name, tree in python_files()
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute) and is_naive(call, call.func.attr)
    ]
    assert naive == []


def is_naive(call: ast.Call, name: str) -> bool:
    """Whether a call of the datetime module answers a time without its zone."""
    owner = ast.unparse(call.func).rsplit(".", 1)[0].rsplit(".", 1)[-1]
    if owner not in ("datetime", "date"):
        return False
    return name in ("utcnow", "utcfromtimestamp", "today") or (
        name == "now" and not call.args and not call.keywords
    )


def test_the_package_itself_imports_nothing() -> None:
    # The build backend and the command line import it before packages exist, or are patched.
    tree = ast.parse((ROOT / "ecabinet/__init__.py").read_text())
    assert list(imported(tree)) == []


def test_scripts_never_write_markup() -> None:
    scripts = list(text_files("static/js", ".js", ".mjs"))
    assert scripts
    found = [name for name, text in scripts if HTML_SINKS.search(without_comments(text))]
    assert found == []


def without_comments(script: str) -> str:
    """A script without its comments, which may name what they warn of."""
    return re.sub(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", "", script, flags=re.DOTALL)


def test_templates_hold_no_script_no_handler_and_no_foreign_address() -> None:
    pages = list(text_files("templates", ".html"))
    assert pages
    found = [
        f"{name}: <{tag}> {problem}"
        for name, text in pages
        for tag, attributes in tags(text)
        for problem in markup_problems(tag, attributes)
    ]
    assert found == []


def markup_problems(tag: str, attributes: dict[str, str | None]) -> Iterator[str]:
    """What the content security policy would refuse in one tag."""
    if tag == "script" and "src" not in attributes and attributes.get("type") != "application/json":
        yield "holds a script"
    for name, value in attributes.items():
        if name.startswith(("on", "hx-on")):
            yield f"has the handler {name}"
        if name in ("src", "href", "action", "srcset") and FOREIGN.match(value or ""):
            yield f"points to {value}"
        if (value or "").strip().lower().startswith("javascript:"):
            yield f"runs {value}"
