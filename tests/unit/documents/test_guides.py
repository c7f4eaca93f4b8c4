"""Quick guides: one page each, with every word of theirs, in both languages."""

from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from documents.cache import Cache
from documents.guides.making import made
from documents.guides.sheet import draw_guide
from documents.guides.signs import paths_of
from ecabinet.core.errors import NotFound
from ecabinet.help.roles import ROLES, guide, words
from ecabinet.help.texts import LANGUAGES

OFFICE = "Tỉnh ủy Vĩnh Phúc"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_a_guide_is_one_page_with_every_step(role: str, language: str) -> None:
    text = guide(role, language)
    assert 6 <= len(text.steps) <= 8
    assert 4 <= len(text.tour) <= 5
    assert len({step.key for step in text.tour}) == len(text.tour)
    file = draw_guide(text, words(language), OFFICE, language)
    assert file == draw_guide(text, words(language), OFFICE, language)
    reader = PdfReader(BytesIO(file))
    assert len(reader.pages) == 1
    page = reader.pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
        (595.3, 841.9), abs=0.1
    )
    found = _spaced(page.extract_text())
    said = [text.title, text.about, OFFICE, words(language).ask]
    said += [step.text for step in text.steps]
    said += [part for case in text.when for part in (case.happens, case.do)]
    assert not [line for line in said if _spaced(line) not in found]


def test_both_languages_tell_the_same() -> None:
    for role in ROLES:
        vi, en = (guide(role, language) for language in LANGUAGES)
        assert [step.icon for step in vi.steps] == [step.icon for step in en.steps], role
        assert len(vi.when) == len(en.when), role
        assert [(s.key, s.page) for s in vi.tour] == [(s.key, s.page) for s in en.tour], role


def test_it_is_made_by_a_child_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    first = made(cache, "member", "vi", OFFICE)
    assert first.read_bytes() == draw_guide(guide("member", "vi"), words("vi"), OFFICE, "vi")
    monkeypatch.setattr("documents.guides.making.run_apart", None)
    assert made(cache, "member", "vi", OFFICE) == first
    with pytest.raises(NotFound):
        made(cache, "../member", "vi", OFFICE)


def test_icons_are_those_of_the_product() -> None:
    assert all(paths_of(step.icon) for role in ROLES for step in guide(role, "vi").steps)
    with pytest.raises(KeyError):
        paths_of("none")


def _spaced(text: str) -> str:
    return " ".join(normalize("NFC", text).split())
