"""What becomes of operations on marks: the same table as tests/js/viewer-merge.test.mjs reads."""

import json
from pathlib import Path
from typing import Any

import pytest

from documents.merging import Kept, on_add, on_change, on_remove

TABLE: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[2] / "merging.json").read_text()
)


def verdict(row: dict[str, Any]) -> str:
    kept = Kept(**row["kept"]) if row["kept"] else None
    if row["do"] == "add":
        return on_add(kept, row["fingerprint"])
    if row["do"] == "change":
        return on_change(kept, row["seen"])
    return on_remove(kept)


@pytest.mark.parametrize("row", TABLE["server"], ids=lambda row: row["name"])
def test_the_table(row: dict[str, Any]) -> None:
    assert verdict(row) == row["verdict"]


def test_the_table_tells_every_verdict() -> None:
    told = {row["verdict"] for row in TABLE["server"]}
    assert told == {"apply", "same", "taken", "stale", "gone", "unknown"}
