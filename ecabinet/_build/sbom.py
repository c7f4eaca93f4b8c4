"""`make sbom`: what the product is made of, as a CycloneDX list (JSON), from its two locks.

Python packages that run with the product come from requirements.lock, what browsers get from
static/package-lock.json (tools that only build are left out). Nothing is asked of anybody.
"""

import base64
import json
import re
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, metadata, version
from pathlib import Path
from typing import Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ \\;]+)", re.MULTILINE)
LICENSED = "License :: OSI Approved :: "


def main() -> int:
    """Write the list to the file named, or to standard output."""
    text = listed()
    if len(sys.argv) > 1:
        target = Path(sys.argv[1])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        print(f"{target}: {len(json.loads(text)['components'])} components")
    else:
        print(text)
    return 0


def listed() -> str:
    """Return the list as CycloneDX 1.6, JSON."""
    parts = [*python_components(), *browser_components()]
    whole = Component(name="ecabinet", version=version("ecabinet"), type=ComponentType.APPLICATION)
    bom = Bom(components=parts)
    bom.metadata.component = whole
    bom.register_dependency(whole, parts)
    output = make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6)
    return output.output_as_string(indent=1)


def python_components() -> Iterable[Component]:
    """What requirements.lock pins. Hashes stay in the lock: one package has many files."""
    for name, pinned in PINNED.findall((ROOT / "requirements.lock").read_text()):
        yield _component("pypi", "", name, pinned, _licence_of(name))


def browser_components() -> Iterable[Component]:
    """What the npm lock pins and does not mark as only for building."""
    lock = json.loads((ROOT / "static/package-lock.json").read_text())
    seen: set[tuple[str, str]] = set()
    for path, entry in lock["packages"].items():
        full = path.rpartition("node_modules/")[2]
        if not full or entry.get("dev") or (full, entry["version"]) in seen:
            continue
        seen.add((full, entry["version"]))
        group, _, name = full.rpartition("/")
        yield _component("npm", group, name, entry["version"], entry.get("license", ""), entry)


def _component(
    kind: str, group: str, name: str, pinned: str, licence: str, entry: dict[str, Any] | None = None
) -> Component:
    url = PackageURL(type=kind, namespace=group or None, name=name, version=pinned)
    return Component(
        name=name, group=group or None, version=pinned, type=ComponentType.LIBRARY,
        bom_ref=url.to_string(), purl=url,
        licenses=[LicenseFactory().make_from_string(licence)] if licence else [],
        hashes=_hashes((entry or {}).get("integrity", "")),
    )  # fmt: skip


def _hashes(integrity: str) -> list[HashType]:
    """The digest of npm's lock, in hexadecimal."""
    algorithm, _, digest = integrity.partition("-")
    if algorithm != "sha512":
        return []
    return [HashType(alg=HashAlgorithm.SHA_512, content=base64.b64decode(digest).hex())]


def _licence_of(name: str) -> str:
    """The licence as the package itself states it; empty when it is not installed here."""
    try:
        facts = metadata(name)
    except PackageNotFoundError:
        return ""
    expression = "".join(facts.get_all("License-Expression") or [])
    named = [
        each.removeprefix(LICENSED)
        for each in facts.get_all("Classifier") or []
        if each.startswith(LICENSED)
    ]
    return expression or (named[0] if named else "")


if __name__ == "__main__":
    sys.exit(main())
