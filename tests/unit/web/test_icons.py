"""What puts icons on pages: silent beside words, speaking alone, never more than words."""

from ecabinet.web.icons import icons_of

SHEET = "/static/1/vendor/icons.svg"


def test_an_icon_beside_words_is_silent() -> None:
    icon = icons_of(SHEET)
    assert icon("clock", size="s", cls="late") == (
        '<svg class="i s late" aria-hidden="true"><use href="/static/1/vendor/icons.svg#i-clock">'
        "</use></svg>"
    )


def test_an_icon_alone_speaks_and_its_words_are_only_words() -> None:
    drawn = icons_of(SHEET)("x", 'Đóng "<b>"')
    assert 'role="img" aria-label="Đóng &#34;&lt;b&gt;&#34;"' in drawn
    assert "aria-hidden" not in drawn
