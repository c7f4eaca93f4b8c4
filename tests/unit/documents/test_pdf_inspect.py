"""What is accepted as a PDF, and why the rest is not."""

import time
from pathlib import Path

import pytest
from PIL import Image

from documents.pdf.errors import PdfRejected
from documents.pdf.inspect import PageSize, inspect
from documents.pdf.runner import Limits
from tests import samples
from tests.hostile_samples import bomb_pdf, deep_pdf, looping_pdf, nested_pdf


def _refusal(path: Path, **options: object) -> PdfRejected:
    with pytest.raises(PdfRejected) as caught:
        inspect(path, **options)  # type: ignore[arg-type]
    return caught.value


def test_tells_pages_sizes_and_vietnamese_title(tmp_path: Path) -> None:
    found = inspect(samples.saved(tmp_path, samples.plain_pdf(3)))
    assert found.page_count == 3
    assert found.pages == (PageSize(595.28, 841.89, 0),) * 3
    assert found.title == samples.TITLE
    assert not found.has_active_content


@pytest.mark.parametrize(
    ("rotation", "size"), [(0, (300, 600)), (90, (600, 300)), (180, (300, 600)), (270, (600, 300))]
)
def test_size_is_of_the_crop_box_as_displayed(
    tmp_path: Path, rotation: int, size: tuple[int, int]
) -> None:
    content = samples.rectangle_pdf(rotation, (50, 60, 350, 660))
    assert inspect(samples.saved(tmp_path, content)).pages == (PageSize(*size, rotation),)


def test_header_may_stand_within_the_first_kilobyte(tmp_path: Path) -> None:
    path = samples.saved(tmp_path, b"\n" * 900 + samples.plain_pdf(1))
    assert inspect(path).page_count == 1


def test_file_locked_only_against_changes_opens(tmp_path: Path) -> None:
    assert inspect(samples.saved(tmp_path, samples.encrypted_pdf(""))).title == samples.TITLE


def test_password_needed_is_refused(tmp_path: Path) -> None:
    refusal = _refusal(samples.saved(tmp_path, samples.encrypted_pdf("mật khẩu")))
    assert (refusal.reason, refusal.code) == ("encrypted", "pdf.encrypted")


def test_empty_file_is_refused(tmp_path: Path) -> None:
    assert _refusal(samples.saved(tmp_path, b"")).reason == "empty"


def test_other_kinds_are_named(tmp_path: Path) -> None:
    text = _refusal(samples.saved(tmp_path, "Đây không phải là tệp PDF.".encode()))
    assert (text.reason, text.params) == ("not_pdf", {"found": "text"})
    Image.new("RGB", (8, 8)).save(tmp_path / "anh.pdf", "PNG")
    assert _refusal(tmp_path / "anh.pdf").params == {"found": "png"}


def test_truncated_file_is_told_from_a_broken_one(tmp_path: Path) -> None:
    whole = samples.plain_pdf(3)
    assert _refusal(samples.saved(tmp_path, whole[: len(whole) // 3])).reason == "truncated"
    broken = b"%PDF-1.7\nnothing at all\n%%EOF\n"
    assert _refusal(samples.saved(tmp_path, broken)).reason == "broken"


def test_limits_of_pages_and_bytes_are_told(tmp_path: Path) -> None:
    path = samples.saved(tmp_path, samples.plain_pdf(3))
    pages = _refusal(path, max_pages=2)
    assert (pages.reason, pages.params) == ("too_many_pages", {"pages": 3, "limit": 2})
    size = _refusal(path, max_bytes=1000)
    assert (size.reason, size.params) == ("too_large", {"limit": 1000})


@pytest.mark.parametrize("kind", samples.ACTIVE_KINDS)
def test_active_content_is_noticed(tmp_path: Path, kind: str) -> None:
    assert inspect(samples.saved(tmp_path, samples.active_pdf(kind))).has_active_content


def test_links_outlines_and_fonts_of_odd_names_are_no_active_content(tmp_path: Path) -> None:
    assert not inspect(samples.saved(tmp_path, samples.linked_pdf())).has_active_content


@pytest.mark.parametrize("build", [looping_pdf, deep_pdf, nested_pdf])
def test_malicious_structures_are_refused(tmp_path: Path, build: object) -> None:
    content: bytes = build()  # type: ignore[operator]
    assert _refusal(samples.saved(tmp_path, content)).reason in {"broken", "timeout", "too_large"}


def test_bomb_ends_in_the_child_within_its_limits(tmp_path: Path) -> None:
    path = samples.saved(tmp_path, bomb_pdf())
    assert path.stat().st_size < 10_000
    started = time.monotonic()
    refusal = _refusal(path)
    assert refusal.reason in {"broken", "timeout", "too_large"}
    assert time.monotonic() - started < 10


def test_child_that_takes_too_long_is_killed(tmp_path: Path) -> None:
    path = samples.saved(tmp_path, samples.plain_pdf(1))
    assert _refusal(path, limits=Limits(seconds=0.001)).reason == "timeout"


def test_lack_of_memory_is_not_blamed_on_the_office(tmp_path: Path) -> None:
    path = samples.saved(tmp_path, samples.plain_pdf(1))
    with pytest.raises(RuntimeError, match="could not start"):
        # So little that the first imports fail: with 24 MB an interpreter spins in one run of four.
        inspect(path, limits=Limits(seconds=30, memory_mb=16))
