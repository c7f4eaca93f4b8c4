"""Files to sign."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from documents.official.minutes import build_minutes
from documents.pdf.sign import FileKey, Look, look_at_key, sign
from tests import keys, official

SECRETARY, CHAIR, OFFICE = official.SECRETARY.name, official.CHAIR.name, "Tỉnh ủy Vĩnh Phúc"
NOW = datetime.now(UTC)


def look(number: int, name: str, *, of_office: bool = False) -> Look:
    """How the signature of `name` looks."""
    place = f"signature-{number}"
    lines = (f"Người ký: {name}", "Thời gian: 31/8/2022 16:40:05")
    field = "office" if of_office else place
    return Look(field, place, "party", lines, "Ký biên bản", "Vĩnh Phúc", name, of_office)


def key_of(name: str) -> FileKey:
    """A key file of `name`."""
    content = keys.key_file(name)
    return FileKey(content, look_at_key(content, keys.PIN, NOW).fingerprint)


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Minutes: bare, signed by the secretary, then by the chair, then by the office."""
    folder = tmp_path_factory.mktemp("signed")
    paths = [folder / f"{number}.pdf" for number in range(4)]
    paths[0].write_bytes(build_minutes(official.MINUTES))
    for place, (name, number, of_office) in enumerate(
        ((SECRETARY, 1, False), (CHAIR, 2, False), (OFFICE, 2, True))
    ):
        sign(
            paths[place], paths[place + 1], key_of(name), keys.PIN,
            look(number, name, of_office=of_office), NOW,
        )  # fmt: skip
    return paths
