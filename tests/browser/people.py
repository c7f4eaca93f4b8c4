"""People with a device each: a browser context, signed in through the form."""

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.server import PASSWORD, Site
from tests.browser.watch import Watch
from tests.fixtures import csrf_of

TABLET = {"width": 1024, "height": 768}
DESK = {"width": 1366, "height": 768}
WALL = {"width": 1920, "height": 1080}
WAIT_MS = 15_000
# A font is asked for when the first words in it are laid out; then it is waited for.
LETTERS = "() => new Promise(requestAnimationFrame).then(() => document.fonts.ready).then(() => {})"


@dataclass
class Person:
    """Somebody in front of a page; who was let in is at home, unless they go elsewhere at once."""

    name: str
    _page: Page
    site: Site
    watch: Watch
    pictures: Path
    _let_in: bool = False

    @property
    def page(self) -> Page:
        """What they see."""
        if self._let_in:
            self.go("/")
        return self._page

    @page.setter
    def page(self, other: Page) -> None:
        """They look at another window from now on."""
        self._page, self._let_in = other, False

    def go(self, path: str) -> None:
        """Open an address of the product."""
        self._let_in = False
        self._page.goto(self.site.origin + path)

    def press(self, words: str, *, exact: bool = True) -> None:
        """Press the button with these words."""
        self.page.get_by_role("button", name=words, exact=exact).click()

    def follow(self, words: str, *, exact: bool = True) -> None:
        """Follow the link with these words."""
        self.page.get_by_role("link", name=words, exact=exact).first.click()

    def fill(self, label: str, value: str) -> None:
        """Write into the field with this label."""
        self.page.get_by_label(label, exact=False).fill(value)

    def choosing(self, label: str) -> Locator:
        """The box that finds in a list, once it has taken the place of the plain list."""
        return self.page.locator("input").and_(self.page.get_by_role("combobox", name=label))

    def fill_day(self, field: Locator, day: date) -> None:
        """Write a day as people here write it."""
        machine = field.get_attribute("type") == "date"
        field.fill(day.isoformat() if machine else f"{day:%d/%m/%Y}")

    def sees(self, words: str | re.Pattern[str]) -> None:
        """Wait until these words are to be seen."""
        expect(self.page.get_by_text(words).first).to_be_visible()

    def photograph(self, name: str) -> Path:
        """Take a picture of what is to be seen now."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        path = self.pictures / f"{name}.png"
        self.page.wait_for_load_state("load")
        self.page.evaluate(LETTERS)
        self.page.screenshot(path=path, animations="disabled")
        return path

    def sign_in(self, *, english: bool = False) -> "Person":
        """Sign in and arrive at the home page."""
        self.go("/sign-in")
        self.page.locator("#f-username").fill(self.name)
        self.page.locator("#f-password").fill(PASSWORD)
        self.press("Sign in" if english else "Đăng nhập")
        expect(self.page).to_have_url(self.site.origin + "/")
        return self

    def let_in(self) -> "Person":
        """Sign in as the form does, without drawing its page or home: most tests go elsewhere."""
        door, request = self.site.origin + "/sign-in", self._page.context.request
        token = csrf_of(request.get(door).text())
        form = {"username": self.name, "password": PASSWORD, "csrf_token": token}
        answer = request.post(door, form=form, max_redirects=0)
        assert answer.headers.get("location") == "/", answer.text()
        self._let_in = True
        return self

    def choose_language(self, language: str, label: str) -> None:
        """Choose a language in the menu, whose label is in the language read now."""
        menus = self.page.locator("details.drop-menu")
        menus.filter(has=self.page.get_by_label(label)).locator("summary").click()
        self.page.get_by_label(label).select_option(language)


class People:
    """Opens a device for each person, and knows what went wrong on any of them."""

    def __init__(self, browser: Browser, site: Site, pictures: Path) -> None:
        self._browser, self._site, self._pictures = browser, site, pictures
        self._met: list[Person] = []

    def stranger(
        self,
        name: str,
        size: dict[str, int] | None = None,
        scheme: str = "light",
        *,
        keeps: bool = False,
    ) -> Person:
        """Somebody with a device who has not signed in; a tablet, or a window of `size`.

        With `keeps` the browser may have a service worker, and keep papers.
        """
        context = self._browser.new_context(
            viewport=size or TABLET,  # type: ignore[arg-type]
            has_touch=size is None,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            color_scheme=scheme,  # type: ignore[arg-type]
            accept_downloads=True,
            service_workers="allow" if keeps else "block",
        )
        context.set_default_timeout(WAIT_MS)
        watch = Watch(name, self._site.origin).over(context)
        person = Person(name, context.new_page(), self._site, watch, self._pictures)
        self._met.append(person)
        return person

    def enter(
        self,
        name: str,
        size: dict[str, int] | None = None,
        scheme: str = "light",
        *,
        keeps: bool = False,
    ) -> Person:
        """Somebody signed in. What a browser keeps begins with the pages that it has seen."""
        person = self.stranger(name, size, scheme, keeps=keeps)
        return person.sign_in() if keeps else person.let_in()

    def faults(self) -> list[str]:
        """What went wrong on any device."""
        return [fault for person in self._met for fault in person.watch.faults()]

    def photograph_all(self, name: str) -> None:
        """Keep what everybody sees, for whoever reads why a test failed."""
        for number, person in enumerate(self._met):
            if not person._page.is_closed():
                person.photograph(f"{name}-{number}-{person.name}")

    def leave(self) -> None:
        """Everybody closes the device."""
        for person in self._met:
            person._page.context.close()


def pictures_folder(default: Path) -> Path:
    """Where screenshots go: ECABINET_SCREENSHOTS, else `default`."""
    return Path(os.environ.get("ECABINET_SCREENSHOTS") or default)
