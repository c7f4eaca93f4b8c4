"""Every third-party package that the product imports is one that its metadata asks for."""

import ast
import re
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from importlib.metadata import packages_distributions

from tests.sources import PACKAGES, ROOT, python_files


def normal(name: str) -> str:
    """A distribution's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def required() -> set[str]:
    """The distributions that setup.cfg names."""
    settings = ConfigParser(interpolation=None)
    settings.read(ROOT / "setup.cfg")
    lines = settings["options"]["install_requires"].split()
    return {normal(re.split(r"[<>=!;\[]", line)[0]) for line in lines}


def top_level_imports(tree: ast.Module) -> Iterator[str]:
    """The first part of the name of every module that is imported, wherever it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def foreign_imports() -> dict[str, str]:
    """Third-party modules that the product imports, each with one file that does."""
    ours = {*PACKAGES, *sys.stdlib_module_names}
    return {
        module: name
        for name, tree in python_files()
        for module in top_level_imports(tree)
        if module not in ours
    }


def test_every_import_is_a_requirement() -> None:
    owners = packages_distributions()
    asked = required()
    missing = {
        module: name
        for module, name in foreign_imports().items()
        if not asked.intersection(map(normal, owners.get(module, [])))
    }
    assert missing == {}


def test_every_requirement_is_imported_or_explained() -> None:
    owners = packages_distributions()
    imported = {normal(owner) for module in foreign_imports() for owner in owners.get(module, [])}
    # Loaded by others: SQLAlchemy's driver, pypdf's AES, websockets of the threading mode.
    explained = {"psycopg2-binary", "cryptography", "simple-websocket"}
    assert required() - imported <= explained
