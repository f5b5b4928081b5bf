"""The work on orders, as pure functions over values, wherever it is done.

A chunk of orders goes in and what was made of them comes out; nothing is kept between
chunks but the setting and what follows from it. So the same chunks run in this process, in a
pool of processes, or on a cluster without a shared disk, and give the same bytes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from eo_site.codec import loads
from eo_site.engine.edition_index import EditionIndex, Layout, planner
from eo_site.engine.edition_outputs import EditionOutputs
from eo_site.engine.order_outputs import OrderInEdition, output_at
from eo_site.engine.setting import Setting
from eo_site.engine.study import OrderCompiler, Studied, unpack
from eo_site.model.audience import Audience
from eo_site.model.library import OrderFile
from eo_site.model.official import OfficialText
from eo_site.model.resolved import ResolvedOrder
from eo_site.model.study import EditionStudy, PublicRecord
from eo_site.plan.exports.offer import Offer
from eo_site.plan.facts import PageFacts
from eo_site.plan.modules.record import bare
from eo_site.plan.order_page import bare_modules, page_ids
from eo_site.plan.pages import OrderPlan, Roster
from eo_site.plan.proof import has_proof
from eo_site.plan.related import Near
from eo_site.plan.shelf import Shelver
from eo_site.plan.site import EditionPlanner
from eo_site.plan.views import Neighbours
from eo_site.read.official_text import read_official_texts
from eo_site.render.html import HtmlRenderer
from eo_site.urls import order_path, proof_path, proof_url, provisions_of


@dataclass(frozen=True, slots=True)
class EditionJob:
    """The files that one edition is to have of an order."""

    audience: str
    neighbours: bytes
    """What the order's page shows of other orders."""
    paths: tuple[str, ...] = ()
    """Where the files stand that are to be made; see `order_outputs`."""


@dataclass(frozen=True, slots=True)
class OrderJob:
    """An order of which some editions' files are to be made."""

    slug: str
    parsed: bytes
    official: tuple[str, bytes] | None
    editions: tuple[EditionJob, ...]
    ways: tuple[str, ...]
    """The audiences whose editions have the order."""
    proofs: tuple[str, ...] = ()
    """Those whose editions show its official text beside what rests on it."""
    feeds: tuple[str, ...] = ()
    """The audiences whose editions have feeds: the files that an order's page names."""


@dataclass(frozen=True, slots=True)
class EditionOrders:
    """An edition, with what is to be read of its orders."""

    audience: str
    studies: Mapping[str, EditionStudy]
    public: Mapping[str, PublicRecord]
    """Every published order of the site, and every other instrument."""
    slims: Mapping[str, bytes]
    """By digest, the slim orders that are to be read."""
    stating: Mapping[str, Sequence[str]]
    """By order, those whose files state a relation to it, the newest first."""
    near: Mapping[str, Sequence[Near]]
    """By order, those near it; see `NearOrders`. Nothing where no order's page is planned."""


@dataclass(frozen=True, slots=True)
class EditionFilesJob:
    """Files of an edition that show many of its orders, and are to be made."""

    orders: EditionOrders
    kept: bytes
    """What was packed of the edition's orders when it was laid out."""
    offer: Offer
    """The feeds, calendars and data that its pages name."""
    also_in: Mapping[str, frozenset[str]]
    """By audience, which of the pages to be made its edition has as well."""
    paths: tuple[str, ...]
    """Where the files stand."""
    fragments: Mapping[str, bytes]
    """By order, what was packed of its fragments, as far as any are kept."""


Rendered = tuple[str, str, bytes]
"""(edition, path in it, bytes)"""


@dataclass
class WorkerTasks:
    """Studies and renders orders in one setting."""

    setting: Setting

    @cached_property
    def _compiler(self) -> OrderCompiler:
        return OrderCompiler(self.setting.library, self.setting.portable)

    @cached_property
    def renderer(self) -> HtmlRenderer:
        """The theme's templates."""
        return HtmlRenderer(self.setting.theme)

    def study(self, files: Sequence[OrderFile]) -> list[Studied]:
        """A chunk of orders, studied."""
        return [self._compiler.study(file) for file in files]

    def lay_out(
        self, jobs: Sequence[EditionOrders]
    ) -> list[tuple[Layout, bytes, dict[str, bytes]]]:
        """The layouts of editions, their orders, and by digest what each one's page shows of others."""
        return [self._layout(job) for job in jobs]

    def _layout(self, job: EditionOrders) -> tuple[Layout, bytes, dict[str, bytes]]:
        values: dict[str, bytes] = {}
        edition_index = self._edition_index(job)
        layout, orders = edition_index.layout(values.__setitem__)
        edition_index.forget()
        return layout, orders, values

    def _edition_index(self, job: EditionOrders) -> EditionIndex:
        setting = self.setting
        shelver = Shelver(setting.library, job.public, setting.today, setting.portable)
        audience = setting.library.audiences.by_id[job.audience]
        slim = job.slims.__getitem__
        return EditionIndex(
            setting, audience, job.studies, {}, shelver, slim, job.stating, job.near
        )

    def edition(
        self, jobs: Sequence[EditionFilesJob]
    ) -> list[tuple[list[Rendered], dict[str, bytes]]]:
        """(files that show many orders, by order the fragments to keep) of each of some editions."""
        return [self._edition(job) for job in jobs]

    def _edition(self, job: EditionFilesJob) -> tuple[list[Rendered], dict[str, bytes]]:
        edition_index = self._edition_index(job.orders)
        edition_index.kept = lambda: job.kept
        edition_index.kept_fragments = lambda slug, _: job.fragments.get(slug, b"")
        roster = Roster(self.setting.library.audiences.audiences, self.setting.texts, job.also_in)
        planner = edition_index.planner(roster, job.offer)
        outputs = EditionOutputs(edition_index, planner, self.renderer)
        files = [(job.orders.audience, path, outputs.make(path)) for path in job.paths]
        fragments = dict(edition_index.fragments.packed())
        self.renderer.forget()
        edition_index.forget()
        return files, fragments

    def get_ready(self, templates: Sequence[str]) -> None:
        """Compile templates before a page needs them."""
        self.renderer.get_ready(templates)

    def render(self, jobs: Sequence[OrderJob]) -> list[list[Rendered]]:
        """The files of each of a chunk of orders."""
        return [list(self._order(job)) for job in jobs]

    def facts(self, job: OrderJob) -> Iterator[tuple[EditionJob, PageFacts]]:
        """(edition, the order with all that its page shows) of each edition of a job."""
        documents = unpack(job.parsed)
        official = _official(job.official, documents[0].record.number or "")
        editions, _ = self._compiler.resolve(documents, official)
        for each in job.editions:
            audience = self.setting.library.audiences.by_id[each.audience]
            near = loads(Neighbours, each.neighbours)
            yield each, self._facts(editions[each.audience], audience, official, near)

    def _order(self, job: OrderJob) -> Iterator[Rendered]:
        # Editions share many modules; the next order shares none of them.
        self.renderer.forget()
        for each, facts in self.facts(job):
            audience = self.setting.library.audiences.by_id[each.audience]
            order = OrderInEdition(facts, self._planner(audience, job), self.renderer)
            for path in each.paths:
                yield each.audience, path, output_at(job.slug, path).make(order)

    def _facts(
        self,
        order: ResolvedOrder,
        audience: Audience,
        official: OfficialText | None,
        neighbours: Neighbours,
    ) -> PageFacts:
        portable = self.setting.portable
        text = None if order.record.withdrawn else official
        provisions = provisions_of(text, audience, portable)
        return PageFacts(
            order,
            self.setting.library.in_language(audience).vocabularies,
            self.setting.today,
            portable,
            text if audience.prints_text or audience.proof or bare(order) else None,
            provisions,
            proof_url(portable) if has_proof(order, audience, official) else "",
            audience.exports,
            neighbours.related,
            neighbours.ties,
            neighbours.acts,
        )

    def _planner(self, audience: Audience, job: OrderJob) -> EditionPlanner:
        audiences = self.setting.library.audiences.audiences
        pages = ((order_path(job.slug), job.ways), (proof_path(job.slug), job.proofs))
        paths = {
            each.id: tuple(path for path, names in pages if each.id in names) for each in audiences
        }
        roster = Roster(audiences, self.setting.texts, paths)
        return planner(self.setting, audience, roster, Offer(feeds=audience.id in job.feeds))

    def anchors(
        self, parsed: bytes, official: tuple[str, bytes] | None, audience: str
    ) -> tuple[str, ...]:
        """Every id on an order's page, as far as no other order has a say in it."""
        documents = unpack(parsed)
        text = _official(official, documents[0].record.number or "")
        editions, _ = self._compiler.resolve(documents, text)
        job = OrderJob(documents[0].slug, parsed, official, (), ())
        found = self.setting.library.audiences.by_id[audience]
        facts = self._facts(editions[audience], found, text, Neighbours())
        plan = self._planner(found, job).order(facts).content
        assert isinstance(plan, OrderPlan)
        named = {*found.lead, *found.modules}
        if bare(editions[audience]):
            named |= {*bare_modules(found)}
        others = (f"m-{each}" for each in ("relations", "related") if each in named)
        return (*page_ids(plan), *others)


def _official(file: tuple[str, bytes] | None, number: str) -> OfficialText | None:
    return read_official_texts(dict([file]))[0].get(number) if file else None
