"""The product can be kept on a tablet as an app: what browsers need for it is there."""

import json
from io import BytesIO

import pytest
from PIL import Image


def test_the_manifest_names_the_office_and_icons_that_are_there(client):
    answer = client.get("/manifest.webmanifest")
    assert (answer.status_code, answer.mimetype) == (200, "application/manifest+json")
    told = json.loads(answer.data)
    assert told["name"].startswith("E-cabinet · ")
    assert (told["start_url"], told["display"]) == ("/", "standalone")
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        picture = Image.open(BytesIO(client.get(icon["src"], buffered=True).data))
        assert f"{picture.width}x{picture.height}" == icon["sizes"]
        assert picture.format == "PNG"


@pytest.mark.parametrize("path", ["/sign-in", "/offline"])
def test_pages_lead_to_it(client, path):
    page = client.get(path).text
    assert ('rel="manifest"' in page) == (path == "/sign-in")


def test_a_maskable_icon_has_colour_in_every_corner(client):
    told = json.loads(client.get("/manifest.webmanifest").data)
    (icon,) = (icon for icon in told["icons"] if icon["purpose"] == "maskable")
    picture = Image.open(BytesIO(client.get(icon["src"], buffered=True).data)).convert("RGBA")
    assert [picture.getpixel(at) for at in ((0, 0), (511, 511))] == [(163, 22, 31, 255)] * 2
