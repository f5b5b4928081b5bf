"""Drafts, embargoes, earlier names, and the day on which a site changes by itself."""

from datetime import date
from pathlib import Path

import pytest

from tests.sites import (
    AUDIENCES,
    built,
    found,
    loaded,
    order,
    outcome,
    page,
    run,
    small_site,
    tree,
    write,
)


def test_drafts_are_for_reviewers_only(tmp_path: Path) -> None:
    """`--drafts --out` shows and marks them; `build/` never has them."""
    root = small_site(
        tmp_path / "site", {"content/orders/eo-2.md": order("draft: true\n", number=2)}
    )
    assert "orders/eo-2/index.html" not in tree(built(root) / "plain")
    review = built(root, drafts=True, out=tmp_path / "review")
    assert "noindex" in page(review / "plain", "orders/eo-2")
    assert b"Disallow: /" in (review / "plain/robots.txt").read_bytes()
    assert not (review / "plain/sitemap.xml").exists()


def test_drafts_are_never_written_into_build(tmp_path: Path) -> None:
    """Without --out, or with --out build, the command is refused."""
    root = small_site(tmp_path / "site")
    assert run("-C", root, "build", "--drafts").code == 2
    assert run("-C", root, "build", "--drafts", "--out", root / "build").code == 2
    assert not (root / "build").exists()


def test_the_next_change_without_an_edit_is_told(tmp_path: Path) -> None:
    """The end of an embargo is the day to build again."""
    root = small_site(
        tmp_path / "site", {"content/orders/eo-2.md": order("publish_on: 2026-12-01\n", number=2)}
    )
    report = outcome(root)
    assert report.next_change == (date(2026, 12, 1), "eo-2", "is published")
    assert "2026-12-01" in run("-C", root, "build", "--now", "2026-11-22").output
    later = outcome(root, now=date(2026, 12, 1))
    assert "orders/eo-2/index.html" in tree(root / "build/plain")
    assert later.next_change is None


def test_an_order_is_out_from_its_signing(tmp_path: Path) -> None:
    """A site for an earlier day has no page of it, and no list, tie or card that says anything of it."""
    signed = order(
        "dates: {signed: 2021-03-01}\nrelations: [{type: amends, target: eo-14001, source: order}]\n",
        number=2,
    )
    root = small_site(tmp_path / "site", {"content/orders/eo-2.md": signed})
    report = outcome(root, now=date(2021, 2, 28))
    assert report.next_change and report.next_change[0] == date(2021, 3, 1)
    assert not any("eo-2" in each for each in tree(root / "build/plain"))
    pages = (root / "build/plain").rglob("*.html")
    assert not any("eo-2/" in each.read_text("utf-8") for each in pages)
    outcome(root, now=date(2021, 3, 1))
    assert "eo-2/" in page(root / "build/plain", "orders") + page(root / "build/plain", "")
    assert "orders/eo-2/index.html" in tree(root / "build/plain")


def test_an_earlier_name_leads_to_the_page(tmp_path: Path) -> None:
    """An alias is a page that sends readers on, and says where the page is."""
    root = small_site(
        tmp_path / "site", {"content/orders/eo-2.md": order("aliases: [old-name]\n", number=2)}
    )
    old = page(built(root) / "plain", "orders/old-name")
    assert 'http-equiv="refresh"' in old
    assert "../../orders/eo-2/" in old


def test_addresses_of_an_earlier_site_lead_to_the_page(tmp_path: Path) -> None:
    """Beside the editions to the first public one that has it, in each edition to its own; of pages, too."""
    old = "aliases: [2020/02/05/old-post.html, /blog/old/]\n"
    files = {
        "content/orders/eo-2.md": order(f"audiences: [lawyers]\n{old}", number=2),
        "content/pages/about.md": "---\ntitle: About\naliases: [us.htm, who]\n---\n\nUs.\n",
    }
    build = built(small_site(tmp_path / "site", files))
    front = (build / "2020/02/05/old-post.html").read_text("utf-8")
    assert 'http-equiv="refresh" content="0; url=../../../lawyers/orders/eo-2/"' in front
    assert 'href="../../../assets/' in front
    assert "../../lawyers/orders/eo-2/" in (build / "blog/old/index.html").read_text("utf-8")
    assert "../../../orders/eo-2/" in (build / "lawyers/2020/02/05/old-post.html").read_text(
        "utf-8"
    )
    assert not (build / "plain/2020").exists()
    assert "plain/about/" in (build / "us.htm").read_text("utf-8")
    assert "../about/" in (build / "plain/who/index.html").read_text("utf-8")
    assert not (build / "who").exists()


def test_addresses_of_an_earlier_site_tell_nothing_of_members_orders(tmp_path: Path) -> None:
    """What only members have has no page beside the editions."""
    root = small_site(
        tmp_path / "site",
        {
            "audiences.yaml": AUDIENCES.replace("Lawyers", "Lawyers\n    access: {members: [paid]}"),
            "content/orders/eo-2.md": order("audiences: [lawyers]\naliases: [secret/post.html]\n", number=2),
        },
    )  # fmt: skip
    build = built(root)
    assert (build / "lawyers/secret/post.html").is_file()
    assert [path for path in tree(build) if path.startswith("secret")] == []


@pytest.mark.parametrize(
    ("alias", "said"),
    [
        ("assets/old.html", "`assets`, a part of every edition"),
        ("robots.html", "`robots.html`, a part of every edition"),
        ("index.html", "`the home page`, a part of every edition"),
        ("lawyers/old/", "the edition `lawyers`"),
        ("orders/eo-14001/", "content/orders/eo-14001.md"),
        ("orders/old/", "`orders`, a part of every edition"),
    ],
)
def test_an_earlier_address_stands_in_the_place_of_nothing(
    tmp_path: Path, alias: str, said: str
) -> None:
    """It cannot take the address of an edition or of what every edition has."""
    files = {"content/orders/eo-2.md": order(f"aliases: [{alias}]\n", number=2)}
    (problem,) = loaded(small_site(tmp_path / "site", files)).problems
    assert problem.code == "EO413" and said in problem.message


def test_a_name_leads_to_one_order(tmp_path: Path) -> None:
    """An alias that is another order's name is a problem."""
    root = small_site(
        tmp_path / "site", {"content/orders/eo-2.md": order("aliases: [eo-14001]\n", number=2)}
    )
    assert found(root) == ["content/orders/eo-2.md:4 EO413"]


def test_an_order_cannot_take_the_name_of_a_year(tmp_path: Path) -> None:
    """`orders/2020/` is the list of that year."""
    root = small_site(tmp_path / "site")
    write(root, {"content/orders/2020.md": order(number=2)})
    assert "content/orders/2020.md:1 EO411" in found(root)
