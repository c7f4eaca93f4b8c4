"""The unbroken line, walked on the screens of everybody who has a part in it."""

from pathlib import Path

import pytest

from tests.browser.people import People
from tests.browser.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def test_from_the_agenda_to_the_evaluated_result(people: People, tmp_path: Path) -> None:
    walk = Walk(people, tmp_path)
    walk.prepare()
    walk.gather()
    walk.show_everybody()
    walk.follow_and_leave()
    walk.write_on_the_paper()
    walk.read_the_download_back()
    walk.vote()
    walk.conclude()
    walk.do_the_work()
    walk.look_back()
    walk.close()
