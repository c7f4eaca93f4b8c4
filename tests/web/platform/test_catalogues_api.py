"""Catalogues through the API: everybody reads them, administrators put them in order."""

import uuid

PATH = "/catalogues/meeting-types"


def test_everybody_reads_and_the_administrator_orders(sign_in):
    administrator, official = sign_in("quantri"), sign_in("canbo")
    entries = official.get(PATH).json["entries"]
    assert {"BTV", "TT"} <= {entry["code"] for entry in entries}
    assert all(entry["offered"] for entry in entries)
    turned = [entry["id"] for entry in reversed(entries)]
    answer = administrator.put(PATH + "/order", {"entry_ids": turned})
    assert answer.status_code == 200
    assert [entry["id"] for entry in official.get(PATH).json["entries"]] == turned


def test_others_may_not_and_nothing_changes(sign_in):
    official = sign_in("canbo")
    before = official.get(PATH).json["entries"]
    turned = [entry["id"] for entry in reversed(before)]
    assert official.put(PATH + "/order", {"entry_ids": turned}).status_code == 403
    assert official.get(PATH).json["entries"] == before
    assert official.get("/catalogues/none").status_code == 404
    assert official.put("/catalogues/none/order", {"entry_ids": []}).status_code == 404


def test_an_order_that_is_not_of_all_entries_is_refused(sign_in):
    administrator = sign_in("quantri")
    ids = [entry["id"] for entry in administrator.get(PATH).json["entries"]]
    for wrong in (ids[:-1], [*ids, str(uuid.uuid4())], [*ids[:-1], ids[0]]):
        assert administrator.put(PATH + "/order", {"entry_ids": wrong}).status_code == 409
    assert administrator.put(PATH + "/order", {"entry_ids": ids, "x": 1}).status_code == 422
    assert administrator.put(PATH + "/order", {"entry_ids": ["a"]}).status_code == 422
