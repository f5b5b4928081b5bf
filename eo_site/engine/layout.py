"""Every file that a site wants, with a key of all that the file is made from."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from eo_site.content_files import folder_beside
from eo_site.engine.cache import Cache, Output
from eo_site.engine.edition_files import (
    EditionPages,
    File,
    OrderPages,
    data_page,
    standing_pages,
)
from eo_site.engine.edition_index import (
    NOTHING,
    Before,
    EditionIndex,
    Layout,
    found_by,
)
from eo_site.engine.indexed_order import unpacked
from eo_site.engine.load import Loaded
from eo_site.engine.open_editions import ROOM
from eo_site.engine.options import Options
from eo_site.engine.order_outputs import ORDER_OUTPUTS
from eo_site.engine.reach import Reach, reach, theme_digest
from eo_site.engine.setting import Setting, code_digest, library_digest
from eo_site.engine.worker_tasks import EditionFilesJob, EditionJob, EditionOrders, OrderJob
from eo_site.engine.workers import WorkerPool
from eo_site.fingerprint import digest, digest_bytes
from eo_site.model.audience import Audience
from eo_site.model.listed import ListedOrder
from eo_site.model.study import EditionStudy, OrderNote, PublicRecord
from eo_site.plan.available import published
from eo_site.plan.chooser import Chooser, featured, holdings, hosted_for_all, public_audiences
from eo_site.plan.frame import edition_base
from eo_site.plan.instruments import public_instruments
from eo_site.plan.moved_pages import MovedPage
from eo_site.plan.pages import Roster
from eo_site.plan.related import Nearest, NearOrders
from eo_site.plan.schedule import NextChange, earliest, of_file
from eo_site.plan.shelf import Shelver
from eo_site.plan.site import NOT_FOUND
from eo_site.plan.views import Holdings
from eo_site.render.html import HtmlRenderer
from eo_site.render.sitemap import robots, sitemap, sitemap_index
from eo_site.urls import (
    HOME,
    PROOF,
    address_of,
    file_of,
    order_of,
    order_path,
    page_path,
)  # fmt: skip


def public_records(notes: Mapping[str, OrderNote], setting: Setting) -> dict[str, PublicRecord]:
    """What anybody may know of every order that is out, and of every other instrument."""
    orders = {
        slug: note.public
        for slug, note in notes.items()
        if published(note, setting.today, drafts=setting.drafts)
    }
    return public_instruments(setting.library) | orders


class TwoInputs(ValueError):
    """Two pages, or a page and a file, want the same path."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True)
class Wanted:
    """Everything that a site's output folder is to hold, apart from the manifests.

    An edition's files are laid out when they are asked for, each time anew: a large site has too
    many to hold those of all editions.
    """

    out: "LayOut"
    edition_indexes: Mapping[str, EditionIndex]
    layouts: Mapping[str, Layout]
    roster: Roster
    orders: Mapping[str, OrderPages]
    """By edition, the pages of its orders."""
    next_change: NextChange | None = None

    @property
    def editions(self) -> tuple[str, ...]:
        """Their names; the front door's, which is empty, is the last."""
        return *self.edition_indexes, ""

    def files(self, edition: str) -> Iterator[tuple[str, File]]:
        """(path in it, file) of everything in an edition; `TwoInputs` where two want one path."""
        return distinct(
            self.out.edition(self.edition_indexes[edition], self.layouts[edition], self.roster)
            if edition
            else self.out.front_door()
        )

    def files_job(self, edition: str, paths: Sequence[str]) -> EditionFilesJob:
        """For a worker, files of an edition that show many orders."""
        audiences, edition_index = self.out.audiences, self.edition_indexes[edition]
        shown = {slug for path in paths for slug in edition_index.read_for(path)}
        pages = [address_of(path) for path in paths]
        return EditionFilesJob(
            self.out.orders(edition_index, shown),
            self.out.kept(edition),
            self.layouts[edition].offer,
            {e.id: frozenset(p for p in pages if self.roster.has(e.id, p)) for e in audiences},
            tuple(paths),
            self._fragments(edition_index, shown),
        )

    def _fragments(self, edition_index: EditionIndex, shown: Iterable[str]) -> dict[str, bytes]:
        found = (
            (slug, self.out.fragments(edition_index, slug, edition_index.mark(slug)))
            for slug in shown
        )
        return {slug: data for slug, data in found if data}

    def amended(
        self, edition: str, path: str, content: str, read: Callable[[], bytes]
    ) -> bytes | None:
        """See `EditionIndex.amended`."""
        index = self.edition_indexes.get(edition)
        return index.amended(path, content, read) if index else None

    def keep_fragments(self, edition: str, found: Mapping[str, bytes] | None = None) -> None:
        """Keep fragments that files of an edition have been made of, if not by workers then here."""
        if edition in self.edition_indexes:
            self.out.keep_fragments(self.edition_indexes[edition], found)

    @property
    def studied(self) -> int:
        """How many orders had to be studied."""
        return self.out.loaded.studied

    def outputs(self, edition: str) -> dict[str, Output]:
        """By path, what the last build left of an edition."""
        return self.out.cache.outputs(self.out.options.output_name, edition)

    def of_order(self, edition: str, slug: str) -> Iterator[tuple[str, File]]:
        """(path, file) of everything that an edition has of one order."""
        return self.orders[edition].of(slug)

    def job(self, slug: str, paths: Mapping[str, Sequence[str]]) -> OrderJob:
        """For a worker, files of an order by edition."""
        loaded, cache = self.out.loaded, self.out.cache
        return OrderJob(
            slug,
            cache.parsed(slug),
            loaded.official(slug),
            tuple(
                EditionJob(
                    name, cache.value("neighbours", self.layouts[name].neighbours[slug]), (*each,)
                )
                for name, each in paths.items()
            ),
            tuple(name for name, found in loaded.editions.items() if slug in found),
            loaded.proofs(slug),
            tuple(name for name, layout in self.layouts.items() if layout.offer.feeds),
        )

    def forget(self, edition: str) -> None:
        """Let go of what an edition's lists were made from."""
        self.out.renderer.forget()
        if edition in self.edition_indexes:
            self.edition_indexes[edition].forget()


def distinct(files: Iterable[tuple[str, File]]) -> Iterator[tuple[str, File]]:
    """The same (path, file), unless two have one path."""
    seen = set[str]()
    for path, file in files:
        if path in seen:
            raise TwoInputs(path)
        seen.add(path)
        yield path, file


def lay_out(
    loaded: Loaded, options: Options, cache: Cache, worker_pool: WorkerPool | None = None
) -> Wanted:
    """Lay out every edition and the front door."""
    assert loaded.setting
    return LayOut(
        loaded, loaded.setting, options, cache, worker_pool or WorkerPool.alone(options)
    ).wanted()


MOST_AT_ONCE = 4000
"""Orders of an edition up to which several editions may be laid out at once: it takes memory."""


class LayOut:
    """Says what an edition's files are made from."""

    def __init__(
        self,
        loaded: Loaded,
        setting: Setting,
        options: Options,
        cache: Cache,
        worker_pool: WorkerPool,
    ) -> None:
        self._worker_pool = worker_pool
        self.loaded, self._setting, self.cache = loaded, setting, cache
        self.options = options
        self.renderer = HtmlRenderer(setting.theme)
        public = self._records = public_records(loaded.notes, setting)
        self._shelver = Shelver(setting.library, public, setting.today, setting.portable)
        self._slim = partial(cache.value, "slims")
        self._known_listed: dict[str, ListedOrder] = {}

    @cached_property
    def _reach(self) -> Reach:
        return _reach(self._setting, self.cache)

    @cached_property
    def _site(self) -> str:
        """Of the site's own files and of what was asked for."""
        setting, library = self._setting, self._setting.library
        vocabularies = [
            getattr(library.vocabularies, each)
            for each in library.vocabularies.__dataclass_fields__
        ]
        return digest(
            [
                code_digest(), library.site, library.audiences, vocabularies,
                setting.portable, setting.drafts, setting.search,
            ]
        )  # fmt: skip

    @cached_property
    def _public(self) -> str:
        return digest_bytes(repr(sorted(self._records.items())).encode())

    @cached_property
    def _base(self) -> str:
        """Of all that orders are laid out with, apart from orders and the day."""
        return digest([self._site, library_digest(self._setting.library)])

    def wanted(self) -> Wanted:
        """Every file of the site."""
        audiences = self.audiences
        edition_indexes = {audience.id: self.edition_index(audience) for audience in audiences}
        for each in edition_indexes.values():
            each.kept_fragments = partial(self.fragments, each)
        layouts = self._layouts(edition_indexes)
        roster = self._roster(edition_indexes, layouts)
        orders = {
            name: self.order_pages(edition_index, layouts[name], roster)
            for name, edition_index in edition_indexes.items()
        }
        return Wanted(self, edition_indexes, layouts, roster, orders, self._next_change(layouts))

    def _next_change(self, layouts: Mapping[str, Layout]) -> NextChange | None:
        found = [each.next_change for each in layouts.values() if each.next_change]
        found += (each for note in self.loaded.notes.values() for each in of_file(note))
        return earliest(found, self._setting.today)

    # Layouts ------------------------------------------------------------------------------

    def _layouts(self, edition_indexes: Mapping[str, EditionIndex]) -> dict[str, Layout]:
        """Each edition's layout, from the cache while none of its orders shows otherwise to others."""
        keys = {
            name: self.key(edition_index.studies) for name, edition_index in edition_indexes.items()
        }
        found = {name: self._known(name, key) for name, key in keys.items()}
        stale = [edition_indexes[name] for name, layout in found.items() if layout is None]
        for name, layout, orders in self._made(stale):
            found[name] = layout
            made_with = [self._base, _nearest(edition_indexes[name]).mark, self._public]
            self.cache.keep_shelf(name, keys[name], [made_with, layout.plain()], orders)
        if self._public != self._public_before[0]:
            self.cache.keep_fact("public", [self._public, self._called])
        if self._near.changed:
            self.cache.keep_fact("near", [code_digest(), self._near.plain()])
        for name, edition_index in edition_indexes.items():
            edition_index.kept = partial(self.kept, name)
        return {name: layout for name, layout in found.items() if layout}

    def key(self, studies: Mapping[str, EditionStudy]) -> str:
        """Of all that an edition's layout is made from, the day apart."""
        marks = "".join(f"{slug} {found_by(study)}\n" for slug, study in studies.items())
        return digest([self._base, self._public, digest_bytes(marks.encode())])

    def _known(self, name: str, key: str) -> Layout | None:
        known, value = self.cache.shelf(name)
        if known != key or value is None:
            return None
        layout = Layout.of(value[1], self.cache.shelf_orders(name))
        return layout if layout.holds(self._setting.today) else None

    def _made(self, edition_indexes: Sequence[EditionIndex]) -> Iterator[tuple[str, Layout, bytes]]:
        """(edition, layout, its orders packed), in no order."""
        jobs = list[EditionOrders]()
        for edition_index in edition_indexes:
            name, count = edition_index.audience.id, len(edition_index.studies)
            before, large = self._before(edition_index), count > MOST_AT_ONCE
            few = edition_index.anew(before.orders) < self.options.pool_from
            if large or few or not self._worker_pool.spreads(count):
                yield name, *edition_index.layout(self._keep, before)
            else:  # to read every order again takes workers less time than to send them the others
                jobs.append(self.orders(edition_index, edition_index.studies, near=True))
            if large or count * len(edition_indexes) > ROOM:  # gone before the next one's are made
                (edition_index.forget_facts if few else edition_index.forget)()
        if jobs:
            yield from self._made_by_workers(jobs)

    def _made_by_workers(
        self, jobs: Sequence[EditionOrders]
    ) -> Iterator[tuple[str, Layout, bytes]]:
        workers = self._worker_pool.workers(self._setting, max(len(job.studies) for job in jobs))
        for job, (layout, orders, values) in zip(jobs, workers.run("lay_out", jobs), strict=True):
            for mark, value in values.items():
                self._keep(mark, value)
            yield job.audience, layout, orders

    def _before(self, edition_index: EditionIndex) -> Before:
        """What an earlier build kept of an edition's orders, if it may hold today."""
        name = edition_index.audience.id
        _, value = self.cache.shelf(name)
        if value is None:
            return NOTHING
        (base, near, public), plain = value
        if base != self._base or Layout.of(plain, b"").computed > self._setting.today:
            return NOTHING
        orders = dict(unpacked(self.cache.shelf_orders(name), self._known_listed))
        if public != self._public_before[0]:
            return Before(orders, None)
        return Before(orders, self._renamed | self._near.moved(near, _nearest(edition_index)))

    @cached_property
    def _called(self) -> dict[str, str]:
        """By order and instrument, the digest of all that anybody may know of it."""
        return {ident: self._shelver.called(ident) for ident in self._records}

    @cached_property
    def _public_before(self) -> tuple[str, Mapping[str, str]]:
        """(digest of all of these, these) when editions were last laid out."""
        mark, called = self.cache.fact("public") or ("", {})
        return mark, called

    @cached_property
    def _renamed(self) -> frozenset[str]:
        """The orders and instruments of which something else may be known since then."""
        return frozenset(
            ident for ident, _ in self._called.items() ^ self._public_before[1].items()
        )

    def _keep(self, mark: str, value: bytes) -> None:
        self.cache.keep_values("neighbours", {mark: value})

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Those of the site."""
        return self._setting.library.audiences.audiences

    def kept(self, edition: str) -> bytes:
        """What was packed of an edition's orders when it was laid out."""
        return self.cache.shelf_orders(edition)

    def fragments(self, edition_index: EditionIndex, slug: str, mark: str) -> bytes:
        """What was packed of an order's fragments under its mark, if all else that they are made from is the same."""
        return self.cache.fragments(edition_index.audience.id, slug, self._fragments_key(mark))

    def keep_fragments(
        self, edition_index: EditionIndex, found: Mapping[str, bytes] | None = None
    ) -> None:
        """Keep an edition's fragments by order, or those that have been made here."""
        new = edition_index.fragments.packed() if found is None else found.items()
        rows = ((slug, self._fragments_key(edition_index.mark(slug)), each) for slug, each in new)
        self.cache.keep_fragments(edition_index.audience.id, rows)

    def _fragments_key(self, mark: str) -> str:
        return digest_bytes(f"{self._fragments_base}{mark}".encode())

    @cached_property
    def _fragments_base(self) -> str:
        """Of all that an edition's files make of orders, apart from these and the day."""
        return digest([self._base, theme_digest(self._setting.theme)])

    def orders(
        self, edition_index: EditionIndex, read: Collection[str], *, near: bool = False
    ) -> EditionOrders:
        """An edition for a worker that reads some of its orders; if wanted, which are near which."""
        studies = edition_index.studies
        slugs = {each for slug in read for each in (slug, *edition_index.stating_inside(slug))}
        slims = {each: self._slim(each) for each in {studies[slug].slim for slug in slugs}}
        found = {slug: edition_index.near[slug] for slug in studies} if near else {}
        name = edition_index.audience.id
        return EditionOrders(name, studies, self._records, slims, self._stating, found)

    def _roster(
        self, edition_indexes: Mapping[str, EditionIndex], layouts: Mapping[str, Layout]
    ) -> Roster:
        paths = {
            name: _Paths(
                edition_index.studies,
                frozenset(
                    {*layouts[name].lists, *standing_pages(edition_index.audience, self._setting)}
                ),
            )
            for name, edition_index in edition_indexes.items()
        }
        return Roster(self._setting.library.audiences.audiences, self._setting.texts, paths)

    # One edition --------------------------------------------------------------------------

    def edition(
        self, edition_index: EditionIndex, layout: Layout, roster: Roster
    ) -> Iterator[tuple[str, File]]:
        """(path, file) of everything in one edition."""
        audience, name = edition_index.audience, edition_index.audience.id
        site = self._site_of(edition_index)
        yield from self._assets(name)
        orders = self.order_pages(edition_index, layout, roster)
        for slug in edition_index.studies:
            yield from orders.of(slug)
        yield from self._beside(edition_index)
        planner = edition_index.planner(roster, layout.offer)
        pages = EditionPages(edition_index, planner, self.renderer, self._reach, site)
        yield from pages.moved_pages(roster)
        yield from pages.texts(roster)
        yield from pages.lists(layout, roster)
        yield from pages.front(layout)
        yield from pages.about_data(roster)
        yield from pages.own(roster)
        yield from pages.compare(layout, roster)
        yield from pages.search(roster)
        yield from pages.exports(layout)
        yield from self._indexes(edition_index, layout)
        base = edition_base(self._setting.library.site, audience)
        indexed = audience.access.public and not self._setting.drafts
        yield "robots.txt", _fixed(robots(base, public=indexed))

    def _assets(self, name: str) -> Iterator[tuple[str, File]]:
        for path, data in self.loaded.assets[name].items():
            yield path, _fixed(data)

    def _site_of(self, edition_index: EditionIndex) -> str:
        """Digest of what all pages of an edition are made from."""
        name = edition_index.audience.id
        nav = [(page.slug, page.record.nav) for page in self._setting.texts[name]]
        return digest([self._site, self._setting.assets[name], nav])

    def order_pages(
        self, edition_index: EditionIndex, layout: Layout, roster: Roster
    ) -> OrderPages:
        """The pages of an edition's orders."""
        return OrderPages(
            edition_index,
            layout,
            roster,
            {each: each.theme(self._reach, edition_index.audience) for each in ORDER_OUTPUTS},
            digest([self._site_of(edition_index), layout.offer.feeds]),
        )

    def _beside(self, edition_index: EditionIndex) -> Iterator[tuple[str, File]]:
        inputs = self.loaded.inputs
        for slug, study in edition_index.studies.items():
            folder = folder_beside(edition_index.notes[slug].path)
            for name in study.beside:
                file = f"{folder}/{name}"
                parts = (("content", inputs.digest(file) or ""),)
                yield order_path(slug) + name, File(parts, partial(inputs.read, file))

    def _indexes(self, edition_index: EditionIndex, layout: Layout) -> Iterator[tuple[str, File]]:
        base = edition_base(self._setting.library.site, edition_index.audience)
        if base and not self._setting.drafts:
            yield "sitemap.xml", _copied(partial(self._sitemap, edition_index, layout, base))

    def _sitemap(self, edition_index: EditionIndex, layout: Layout, base: str) -> bytes:
        texts = (page_path(each.slug) for each in self._setting.texts[edition_index.audience.id])
        orders = (*edition_index.order_paths(), *edition_index.proof_paths())
        return sitemap(
            base, (HOME, *orders, *texts, *layout.lists, *data_page(edition_index.audience))
        )

    # The front door -----------------------------------------------------------------------

    def front_door(self) -> Iterator[tuple[str, File]]:
        """(path, file) of everything beside the editions."""
        setting, library = self._setting, self._setting.library
        yield from self._assets("")
        slug = featured(library, self.loaded.editions)
        marks = {
            each.id: study.slim
            for each in public_audiences(library)
            if (study := self.loaded.editions[each.id].get(slug))
        }
        held = self._holdings()
        content = digest([slug, marks, self._public if slug else "", repr(held)])
        theme = self._reach.of("chooser.html")
        site = digest([self._site, setting.assets[""]])
        parts = (("content", content), ("theme", theme), ("site", site))
        yield "index.html", File(parts, partial(self._chooser, slug, held))
        theme = self._reach.of("front-404.html")
        yield NOT_FOUND, File((("theme", theme), ("site", site)), self._front_not_found)
        yield from self._moved_pages(site)
        base = (library.site.base_url or "").rstrip("/")
        if base and not setting.drafts:
            bases = (
                edition_base(library.site, each)
                for each in public_audiences(library)
                if not each.base_url
            )
            yield "sitemap.xml", _fixed(sitemap_index(bases))
        yield "robots.txt", _fixed(robots(base, public=not setting.drafts))

    def _moved_pages(self, site: str) -> Iterator[tuple[str, File]]:
        """Addresses of the site that these pages come from; `site` is the digest of its own files."""
        theme, taken = self._reach.of("front-moved.html"), set[str]()
        for audience in hosted_for_all(self._setting.library):
            for each in self.edition_index(audience).moved_pages():
                if each.elsewhere and each.path not in taken:
                    taken.add(each.path)
                    content = digest([each.path, audience.id, each.target, each.title])
                    parts = (("content", content), ("theme", theme), ("site", site))
                    yield file_of(each.path), File(parts, partial(self._moved_page, audience, each))

    def _moved_page(self, audience: Audience, moved: MovedPage) -> bytes:
        return self.renderer.front_moved(self._front.moved_page(audience, moved))

    def _holdings(self) -> Holdings:
        notes = self.loaded.notes
        library, editions = self._setting.library, self.loaded.editions
        return holdings(library, editions, lambda slug: notes[slug].public.signed)

    def _front_not_found(self) -> bytes:
        return self.renderer.front_not_found(self._front.not_found())

    @property
    def _front(self) -> Chooser:
        setting = self._setting
        return Chooser(setting.library, setting.assets[""], setting.portable, setting.drafts)

    def _chooser(self, slug: str, held: Holdings) -> bytes:
        setting, chooser = self._setting, self._front
        note = self.loaded.notes.get(slug)
        orders = {}
        for audience in public_audiences(setting.library):
            study: EditionStudy | None = self.loaded.editions[audience.id].get(slug)
            if study:
                orders[audience.id] = self.edition_index(audience).order(slug)
        return self.renderer.chooser(chooser.view(note.public if note else None, orders, held))

    def edition_index(self, audience: Audience) -> EditionIndex:
        """Where an edition is laid out."""
        return EditionIndex(
            self._setting,
            audience,
            self.loaded.editions[audience.id],
            self.loaded.notes,
            self._shelver,
            self._slim,
            self._stating,
            self._near.of(self.loaded.editions[audience.id]),
            known_listed=self._known_listed,
        )

    @cached_property
    def _near(self) -> NearOrders:
        about = {slug: note.about for slug, note in self.loaded.notes.items()}
        code, kept = self.cache.fact("near") or ("", {})
        return NearOrders(about, kept if code == code_digest() else {})

    @cached_property
    def _stating(self) -> dict[str, list[str]]:
        """By order, those whose files state a relation to it, the newest first."""
        found: dict[str, list[str]] = {}
        for slug, note in self.loaded.notes.items():
            for target in dict.fromkeys(each for each, _ in note.relations):
                found.setdefault(target, []).append(slug)
        return found


def _nearest(edition_index: EditionIndex) -> Nearest:
    near = edition_index.near
    assert isinstance(near, Nearest)
    return near


@dataclass(frozen=True)
class _Paths:
    """The paths of an edition's pages that are no texts; those of its orders are not written out."""

    orders: Mapping[str, EditionStudy]
    others: frozenset[str]

    def __contains__(self, path: object) -> bool:
        assert isinstance(path, str)
        study = self.orders.get(order_of(path.removesuffix(PROOF)))
        if study is None:
            return path in self.others
        return study.proof or not path.endswith(PROOF)


def _fixed(data: bytes) -> File:
    return _copied(lambda: data)


def _copied(read: Callable[[], bytes]) -> File:
    """A file that is what it is made from, read again when it is wanted."""
    return File((("content", digest_bytes(read())),), read)


def _reach(setting: Setting, cache: Cache) -> Reach:
    """What each template reaches, worked out when a template has changed."""
    mark = digest([code_digest(), theme_digest(setting.theme)])
    known = cache.fact("reach")
    if known and known[0] == mark:
        return Reach(known[1], known[2])
    found = reach(setting.theme)
    cache.keep_fact("reach", [mark, dict(found.digests), found.strings])
    return found
