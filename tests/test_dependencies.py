"""Every third-party package that the product imports is one that its metadata asks for."""

import ast
import json
import re
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from importlib.metadata import packages_distributions

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from ecabinet._build.sbom import PINNED, listed
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


def test_the_list_of_parts_names_every_locked_package_and_is_valid() -> None:
    text = listed()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    parts = json.loads(text)["components"]
    urls = {part["purl"] for part in parts}
    assert len(urls) == len(parts)
    locked = PINNED.findall((ROOT / "requirements.lock").read_text())
    assert {f"pkg:pypi/{normal(name)}@{version}" for name, version in locked} == {
        url for url in urls if url.startswith("pkg:pypi/")
    }
    assert any(url.startswith("pkg:npm/%40embedpdf/core@") for url in urls)
    assert not any("/typescript@" in url for url in urls), "tools only build"
    unknown = [part["name"] for part in parts if not part.get("licenses")]
    assert len(unknown) < len(parts) / 4
