"""The list, the choices and the mail room as pages."""

import re
from uuid import uuid4

WHO, OTHER, ADMIN = "daibieu01", "daibieu02", "quantri"
LOST = "account.password_changed"


def test_an_empty_list_says_what_will_come(browser_sign_in):
    page = browser_sign_in(WHO).get("/notifications").text
    assert "Chưa có thông báo" in page
    assert "Đánh dấu đã đọc hết" not in page


def test_one_tap_marks_read_and_leads_there(browser_sign_in, tell, submit):
    tell(WHO, LOST, "Của tôi")
    browser = browser_sign_in(WHO)
    page = browser.get("/notifications").text
    assert "Của tôi" in page
    assert "Thông báo, 1 chưa đọc" in page
    (path,) = re.findall(r'action="(/notifications/[0-9a-f-]+/reading)"', page)
    answer = submit(browser, "/notifications", path)
    assert (answer.status_code, answer.location) == (303, "/account")
    assert 'aria-label="Thông báo"' in browser.get("/notifications").text
    stranger = browser_sign_in(OTHER)
    assert submit(stranger, "/notifications", path).status_code == 404
    nothing = f"/notifications/{uuid4()}/reading"
    assert submit(stranger, "/notifications", nothing).status_code == 404


def test_all_read_reaches_to_what_was_on_the_screen(browser_sign_in, tell, submit):
    for number in range(40):
        tell(WHO, LOST, f"Việc {number}")
    browser = browser_sign_in(WHO)
    page = browser.get("/notifications").text
    (until,) = re.findall(r'name="until" value="([0-9a-f-]+)"', page)
    tell(WHO, LOST, "Mới đến")
    answer = submit(browser, "/notifications", "/notifications/readings", until=until)
    assert answer.status_code == 303
    unread = browser.get("/notifications?unread=1").text
    assert "Mới đến" in unread
    assert "Việc 1" not in unread
    wrong = submit(browser, "/notifications", "/notifications/readings", until="x")
    assert wrong.status_code == 400
    assert browser.get("/notifications?topic=none").status_code == 404


def test_what_is_new_stands_on_the_home_page_until_it_is_read(browser_sign_in, tell, submit):
    browser = browser_sign_in(WHO)
    assert "list mini news" not in browser.get("/").text
    tell(OTHER, LOST, "Của người khác")
    for number in range(5):
        tell(WHO, LOST, f"Việc {number}")
    home = browser.get("/").text
    shown = home.split('<ul class="list mini news">')[1].split("</ul>")[0]
    assert [f"Việc {n}" in shown for n in range(5)] == [False, False, True, True, True]
    assert "Của người khác" not in home
    assert 'href="/notifications?unread=1"' in home
    path = re.findall(r'action="(/notifications/[0-9a-f-]+/reading)"', shown)[0]
    assert submit(browser, "/", path).location == "/account"
    assert "Việc 4" not in browser.get("/").text


def test_choices_are_kept_as_the_form_says(browser_sign_in, submit):
    browser = browser_sign_in(WHO)
    page = "/account/notifications"
    shown = browser.get(page).text
    assert 'name="kind-task.overdue"' in shown
    assert 'name="topic-account"' not in shown
    fields = {
        "topic-tasks": "digest",
        "kind-task.overdue": "mail",
        "kind-task.issued": "",
        "digest_hour": "17",
    }
    assert submit(browser, page, page, **fields).status_code == 303
    kept = browser.get(page).text
    assert re.search(r'name="topic-tasks" value="digest"[^>]* checked', kept)
    assert re.search(r'<option value="17" selected', kept)
    overdue = kept[kept.index('name="kind-task.overdue"') :]
    assert '<option value="mail" selected' in overdue[: overdue.index("</select>")]
    assert submit(browser, page, page, **{"topic-tasks": "pigeon"}).status_code == 400
    assert submit(browser, page, page, **{"kind-task.none": "off"}).status_code in (400, 422)


def test_choices_cannot_turn_off_ones_own_account(browser_sign_in, submit):
    browser = browser_sign_in(WHO)
    page = "/account/notifications"
    wrong = {"topic-account": "off", f"kind-{LOST}": "off"}
    assert submit(browser, page, page, **wrong).status_code in (400, 422)


def test_the_mail_room_is_for_administrators(browser_sign_in):
    admin = browser_sign_in(ADMIN)
    assert "ECABINET_SMTP_URL" in admin.get("/admin/mail/").text
    for username in (WHO, "thuky", "chutri"):
        assert browser_sign_in(username).get("/admin/mail/").status_code == 404
