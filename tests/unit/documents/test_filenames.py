"""Names of files: safe to store, true to the content, readable in Vietnamese."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.filenames import content_disposition, fold_keeping_case, safe_name
from documents.media_types import EXTENSIONS

PDF = "application/pdf"


@pytest.mark.parametrize(
    ("given_name", "media_type", "safe"),
    [
        ("Tờ trình 118-TTr-VPTU.pdf", PDF, "Tờ trình 118-TTr-VPTU.pdf"),
        ("..\\..\\C:\\báo cáo.PDF", PDF, "báo cáo.pdf"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("anh.pdf", "image/png", "anh.png"),
        ("bang.v2.xlsx", PDF, "bang.v2.pdf"),
        ("a\r\nSet-Cookie: x.pdf", PDF, "a Set-Cookie x.pdf"),
        ("trình\u202efdp.exe", PDF, "trình fdp.exe.pdf"),
        ("", PDF, "tep.pdf"),
        ("...", PDF, "tep.pdf"),
        ("e\u0302\u0301.pdf", PDF, "ế.pdf"),
    ],
)
def test_safe_names(given_name: str, media_type: str, safe: str) -> None:
    assert safe_name(given_name, media_type) == safe


@given(st.text(), st.sampled_from(sorted(EXTENSIONS)))
def test_any_name_becomes_safe_and_stays_so(given_name: str, media_type: str) -> None:
    name = safe_name(given_name, media_type)
    assert name.endswith("." + EXTENSIONS[media_type])
    assert not set(name) & set('/\\:*?"<>|\r\n\0\u202e')
    assert len(name) <= 160
    assert safe_name(name, media_type) == name
    header = content_disposition(name, attachment=True)
    assert header.isascii()
    assert header.isprintable()
    assert unquote(header.split("filename*=UTF-8''")[1]) == name


def test_capitals_stay_when_diacritics_go() -> None:
    assert fold_keeping_case("Đề án Ủy ban NHÂN DÂN") == "De an Uy ban NHAN DAN"
