"""JSON-LD, expanded by a processor of it; and what pages say of themselves where they are shared."""

import json
import re
from datetime import date
from pathlib import Path
from struct import unpack
from typing import Any
from zlib import decompress

import pytest
from pyld import jsonld

from eo_site.plan.exports.articles import legal_force
from eo_site.plan.views import AxisView, FindingView, SourceRef
from eo_site.render.tint import tinted
from tests.site.crawling import pages_of
from tests.sites import ORDER, SITE, built, page, small_site

SCHEMA = "https://schema.org/"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TODAY = date(2026, 11, 22)
VOCABULARY = {"@context": {"@vocab": SCHEMA, "url": {"@type": "@id"}}}
"""In place of schema.org's context, which no test fetches."""


def blocks(html: str) -> list[dict[str, Any]]:
    """A page's blocks as JSON."""
    return [json.loads(each) for each in BLOCK.findall(html)]


def expanded(block: dict[str, Any]) -> dict[str, Any]:
    """A block in full: every name an address."""

    def load(url: str, _options: object) -> dict[str, Any]:
        assert url.rstrip("/") == "https://schema.org", f"a processor would fetch {url}"
        return {"contextUrl": None, "documentUrl": url, "document": VOCABULARY}

    [found] = jsonld.expand(block, {"documentLoader": load})
    return dict(found)


def value(node: dict[str, Any], name: str) -> Any:
    """The one value of a property."""
    [found] = node[SCHEMA + name]
    return found.get("@value", found)


def test_every_orders_page_is_an_article_about_a_legal_text(repository_site: Path) -> None:
    """For its edition's readers, with its own address and the order's own dates."""
    pages = list((repository_site / "build").glob("*/orders/eo-*/index.html"))
    assert len(pages) > 30
    for file in pages:
        [block] = blocks(file.read_text("utf-8"))
        node = expanded(block)
        path = file.parent.relative_to(repository_site / "build").as_posix()
        assert node["@type"] == [f"{SCHEMA}Article"]
        assert node["@id"] == f"https://eo-site.example/{path}/"
        assert value(value(node, "audience"), "audienceType")
        law = value(node, "about")
        assert law["@type"] == [f"{SCHEMA}Legislation"]
        assert value(law, "legislationDate") and value(law, "legislationType") == "Executive Order"
        assert value(law, "legislationPassedBy")["@type"] == [f"{SCHEMA}Person"]


def test_legal_force_is_said_where_it_is_known(repository_site: Path) -> None:
    """A revoked order's page says so; where the source is silent, so is the page."""
    said = {
        slug: expanded(blocks(page(repository_site / "build/general", f"orders/{slug}"))[0])
        for slug in ("eo-13769", "eo-13903")
    }
    force = value(value(said["eo-13769"], "about"), "legislationLegalForce")
    assert force["@id"] == f"{SCHEMA}NotInForce"
    assert f"{SCHEMA}legislationLegalForce" not in value(said["eo-13903"], "about")


def entry(status: str, **more: Any) -> FindingView:
    """An entry of an axis."""
    known = {
        "value": status, "sections": (), "as_to": "", "since": None, "until": None, "as_of": None,
        "source": SourceRef("notes", "Notes", None, ""), "note": None,
    }  # fmt: skip
    return FindingView(**{**known, **more})


@pytest.mark.parametrize(
    ("status", "court", "force"),
    [
        ([entry("in-force")], [], "InForce"),
        ([entry("in-force-as-amended")], [], "InForce"),
        ([entry("revoked")], [], "NotInForce"),
        ([entry("expired")], [entry("blocked-nationwide")], "NotInForce"),
        ([entry("revoked", sections=("2",))], [], "PartiallyInForce"),
        ([entry("no-recorded-revocation")], [], None),
        ([entry("no-recorded-revocation"), entry("revoked")], [], "NotInForce"),
        ([entry("unknown")], [], None),
        ([entry("suspended")], [], None),
        ([], [], None),
        ([entry("in-force"), entry("revoked")], [], None),
        ([entry("in-force", sections=("2",))], [], None),
        ([entry("in-force")], [entry("blocked-in-part")], None),
        ([entry("in-force")], [entry("invalidated")], None),
        ([entry("in-force")], [entry("challenged-not-blocked")], "InForce"),
        ([entry("in-force", until=date(2026, 1, 1))], [], None),
        ([entry("revoked", since=date(2027, 1, 1))], [], None),
    ],
)  # fmt: skip
def test_legal_force_needs_a_source_that_says_so(
    status: list[FindingView], court: list[FindingView], force: str | None
) -> None:
    """Silence, disagreement and a court's block leave it unsaid."""
    axes = [AxisView("values", tuple(each), ()) for each in (status, court)]
    assert legal_force(axes[0], axes[1], TODAY) == force


def test_nothing_in_a_record_can_end_the_block(tmp_path: Path) -> None:
    """Markup stands in it as escapes, and comes back as it was."""
    title = "</script><script>alert(1)</script> & \u2028"
    text = ORDER.replace("Counting Lighthouses", json.dumps(title.replace("\u2028", "")))
    out = built(small_site(tmp_path, {"content/orders/eo-14001.md": text}))
    html = page(out / "plain", "orders/eo-14001")
    [block] = blocks(html)
    assert block["headline"] == f"EO 14001: {title.replace(chr(0x2028), '')}"
    assert "<script>alert" not in html


def test_members_pages_say_that_they_are_not_free(tmp_path: Path) -> None:
    """Whoever indexes them by mistake is told."""
    audiences = (
        "audiences:\n  - {id: lawyers, name: L, question: Q?, lead: [summary], modules: [],"
        " access: {members: [paid]}}\n  - {id: plain, name: P, question: Q?, lead: [], modules: []}\n"
    )
    out = built(small_site(tmp_path, {"audiences.yaml": audiences}))
    for name, free in (("lawyers", False), ("plain", True)):
        [block] = blocks(page(out / name, "orders/eo-14001"))
        assert block["isAccessibleForFree"] is free


def test_the_page_of_data_is_a_dataset(repository_site: Path) -> None:
    """Each download leads to a file that is there."""
    [block] = blocks(page(repository_site / "build/researchers", "data"))
    node = expanded(block)
    assert node["@type"] == [f"{SCHEMA}Dataset"]
    addresses = [value(each, "contentUrl") for each in node[f"{SCHEMA}distribution"]]
    assert len(addresses) >= 8
    for address in addresses:
        path = address.removeprefix("https://eo-site.example/")
        assert (repository_site / "build" / path).is_file(), address


# Where pages are shared ---------------------------------------------------------------------


def shared(html: str) -> dict[str, str]:
    """A page's Open Graph properties."""
    return dict(re.findall(r'<meta property="(og:[a-z:_]+)" content="([^"]*)">', html))


def test_every_page_says_what_it_is_where_it_is_shared(repository_site: Path) -> None:
    """Title, description of its own, address, and the edition's picture, which is there."""
    out = repository_site / "build"
    for folder in sorted(each.parent for each in out.glob("*/manifest.json")):
        for path in ("", "orders/eo-13903", "deadlines"):
            found = shared(page(folder, path))
            assert found["og:type"] == ("article" if path.startswith("orders") else "website")
            assert found["og:title"] and found["og:site_name"] and found["og:image:alt"]
            assert (
                found["og:url"] == f"https://eo-site.example/{folder.name}/{path}".rstrip("/") + "/"
            )
            picture = found["og:image"].removeprefix("https://eo-site.example/")
            assert (out / picture).read_bytes().startswith(b"\x89PNG")
    front = shared((out / "index.html").read_text("utf-8"))
    assert (out / front["og:image"].removeprefix("https://eo-site.example/")).is_file()
    assert front["og:url"] == "https://eo-site.example/"


def test_without_an_address_no_picture_is_promised(tmp_path: Path) -> None:
    """A picture's address has to be absolute."""
    site = SITE.replace("base_url: https://orders.example/library/\n", "")
    found = shared(page(built(small_site(tmp_path, {"site.yaml": site})) / "plain", ""))
    assert "og:image" not in found and "og:url" not in found and found["og:title"]


def chunks(image: bytes) -> dict[bytes, bytes]:
    """A PNG's chunks."""
    found, at = {}, 8
    while at < len(image):
        length, kind = unpack(">I4s", image[at : at + 8])
        found[kind] = image[at + 8 : at + 8 + length]
        at += 12 + length
    return found


def test_each_edition_has_the_picture_in_its_own_colour(repository_site: Path) -> None:
    """The same pixels, another palette: black is the accent, white stays white."""
    files = sorted((repository_site / "build").glob("*/assets/*/img/share.png"))
    every = [chunks(file.read_bytes()) for file in files]
    assert len(every) > 1 and len({each[b"PLTE"] for each in every}) == len(every)
    assert len({each[b"IDAT"] for each in every}) == 1
    general = chunks(next((repository_site / "build/general").rglob("share.png")).read_bytes())
    assert general[b"PLTE"].startswith(bytes.fromhex("305686"))
    assert general[b"PLTE"].endswith(b"\xff\xff\xff")
    width, height, depth = unpack(">IIB", general[b"IHDR"][:9])
    assert (width, height) == (1200, 630)
    assert len(decompress(general[b"IDAT"])) == height * (1 + width * depth // 8)


def test_a_picture_of_another_kind_stays_as_it_is() -> None:
    """A theme may bring its own: in colours, or no PNG at all."""
    assert tinted(b"GIF89a", "#305686") == b"GIF89a"
    assert tinted(b"\x89PNG\r\n\x1a\n\x00", "#305686") == b"\x89PNG\r\n\x1a\n\x00"
    assert tinted(b"", "#305686") == b""


def test_only_pages_of_orders_and_data_carry_blocks(repository_site: Path) -> None:
    """Lists say nothing that search engines cannot read on them."""
    found = {
        path
        for path, each in pages_of(repository_site / "build/general").items()
        if any(
            script.attributes.get("type") == "application/ld+json" for script in each.all("script")
        )
    }
    assert found == {f"orders/{slug}/index.html" for slug in
                     ("eo-13769", "eo-13773", "eo-13780", "eo-13898", "eo-13903")}  # fmt: skip
