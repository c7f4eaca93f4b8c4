"""Vietnamese stands in the code; English is complete, used, and says the same placeholders."""

from ecabinet._build.translations import AREAS, Area, Entry, collect, faulty, problems, untranslated
from ecabinet._build.translations import unused as unused_entries


def area(used: dict[str, str], english: dict[str, str], certain: bool = True) -> Area:
    """An area with messages of one form."""
    entries = {text: Entry((said,), certain) for text, said in english.items()}
    return Area(dict(used), dict(entries))


def test_every_area_has_words_and_english() -> None:
    areas = collect()
    assert [name for name in AREAS if not areas[name].used or not areas[name].english] == []


def test_english_is_complete_and_nothing_is_left_over() -> None:
    assert problems() == []


def test_a_missing_translation_is_found() -> None:
    areas = {"web": area({}, {"Có": "Yes"}), "meetings": area({"Có": "a:1", "Không": "b:2"}, {})}
    assert list(untranslated(areas)) == ["b:2: no English in meetings.po: 'Không'"]


def test_an_unused_translation_is_found() -> None:
    areas = {"web": area({}, {"Có": "Yes"}), "meetings": area({"Có": "a:1"}, {"Cũ": "Old"})}
    assert list(unused_entries(areas)) == ["meetings.po: nothing shows 'Cũ'"]


def test_empty_doubtful_and_contradicting_translations_are_found() -> None:
    areas = {
        "documents": area({}, {"Xem %(n)s": "See %(m)s", "Trống": ""}),
        "meetings": area({}, {"Mờ": "Dim"}, certain=False),
        "web": area({}, {"Trống": "Empty"}),
    }
    assert list(faulty(areas)) == [
        "documents.po: placeholders differ: 'Xem %(n)s'",
        "documents.po: empty or fuzzy: 'Trống'",
        "meetings.po: empty or fuzzy: 'Mờ'",
        "web.po: documents.po says it differently: 'Trống'",
    ]


def test_two_catalogues_of_an_area_that_contradict_each_other_are_found() -> None:
    words = area({}, {"Đi": "Go"})
    words.learn("documents_register.po", area({}, {"Đi": "Outgoing", "Đến": "Incoming"}).english)
    assert list(faulty({"documents": words})) == [
        "documents_register.po: said differently before: 'Đi'"
    ]
