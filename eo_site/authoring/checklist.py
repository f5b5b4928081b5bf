"""What is left to do before orders are published: what `check` knows, arranged, and what only time tells.

An item is open where publishing would show readers something unfinished or untrue; everything else is
to be considered. Nothing here is a rule of its own about content: rules stand in `check`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eo_site.authoring.authored import documents_of, official_of, state_of
from eo_site.authoring.history import History, NoHistory
from eo_site.contrast import AA, contrast, named_colours
from eo_site.engine.load import Loaded
from eo_site.engine.setting import Setting
from eo_site.engine.study import OrderCompiler, Resolved
from eo_site.model.document import OrderDocument
from eo_site.model.problem import Place, Problem, Severity
from eo_site.model.source import Source
from eo_site.model.study import OrderNote
from eo_site.plan.modules.record import record_only, text_digest

OF_ORDERS = (
    "problems",
    "placeholders",
    "guesses",
    "summaries",
    "changes",
    "sign-offs",
    "days",
    "sources",
)
"""The steps of an order's list, in order."""
OF_THE_SITE = ("problems", "accents")
_STEPS = {
    "EO653": "placeholders",
    "EO654": "placeholders",
    "EO409": "sign-offs",
    "EO816": "guesses",
}
"""The step that a problem of `check` belongs to, if not the first."""
_SOURCES = "content/sources.yaml"
_AUDIENCES = "audiences.yaml"
_GROUNDS = ("paper", "tint")
"""What an edition's colour stands on, as themes name it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do, or to think of."""

    step: str
    open: bool
    """Whether it is to be done before publishing; else it is to be considered."""
    path: str
    place: Place
    message: str
    todo: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The items of one order, or of the site around the orders."""

    slug: str
    """Empty for the site."""
    title: str
    state: str
    """Why an order is in no edition on this day; empty where it is."""
    steps: tuple[str, ...]
    items: tuple[Item, ...]

    @property
    def done(self) -> tuple[str, ...]:
        """The steps with nothing left."""
        return tuple(each for each in self.steps if each not in {item.step for item in self.items})


def checklist(loaded: Loaded, slugs: Sequence[str]) -> tuple[Checked, ...]:
    """The list of each of these orders, then that of the site; may raise `Moved`."""
    assert loaded.setting
    by_path = dict[str, list[Problem]]()
    for each in loaded.problems:
        by_path.setdefault(each.path, []).append(each)
    orders = tuple(_Order(loaded, loaded.setting, slug, by_path).checked() for slug in slugs)
    own = {path for slug in slugs for path in _paths(loaded, slug)}
    around = [each for path, found in by_path.items() if path not in own for each in found]
    everything = len(slugs) == len(loaded.basis.places)
    items = (
        *(_told(each) for each in around if everything or each.severity is Severity.ERROR),
        *_accents(loaded.setting),
    )
    return (*orders, Checked("", "the site", "", OF_THE_SITE, items))


def _paths(loaded: Loaded, slug: str) -> tuple[str, ...]:
    place = loaded.basis.places[slug]
    return place.path, *(path for _, path in place.translations)


def _told(problem: Problem) -> Item:
    """A problem of `check` as an item: what it stops a build for is open."""
    step = _STEPS.get(problem.code, "problems")
    unfinished = step != "problems" or problem.severity is Severity.ERROR
    message = f"{problem.code} {problem.message}"
    return Item(step, unfinished, problem.path, problem.place, message, problem.hint)


# One order ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Order:
    loaded: Loaded
    setting: Setting
    slug: str
    problems: Mapping[str, Sequence[Problem]]
    """By path."""

    def checked(self) -> Checked:
        """Its list."""
        note = self.loaded.notes.get(self.slug)
        items = [
            _told(each)
            for path in _paths(self.loaded, self.slug)
            for each in self.problems.get(path, ())
        ]
        if note is None:
            return Checked(self.slug, "", "", OF_ORDERS, tuple(items))
        documents = tuple(documents_of(self.loaded, self.slug))
        editions = self._resolved(documents, note)
        state = state_of(note, self.setting.today)
        if documents and not documents[0].record.withdrawn:
            items += self._summaries(documents, editions)
            items += self._sign_offs(documents, editions)
        items += self._changes(documents, editions, note, published=not state)
        items += self._days(documents, note)
        items += self._sources(documents, editions)
        order = {step: at for at, step in enumerate(OF_ORDERS)}
        ordered = sorted(items, key=lambda e: (order[e.step], not e.open, e.path, e.place))
        return Checked(self.slug, note.public.title, state, OF_ORDERS, tuple(ordered))

    def _resolved(self, documents: Sequence[OrderDocument], note: OrderNote) -> Resolved:
        compiler = OrderCompiler(self.setting.library, self.setting.portable)
        return compiler.resolve(documents, official_of(self.loaded, note))[0]

    def _file(self, documents: Sequence[OrderDocument], audience: str) -> OrderDocument:
        """The file that an audience reads."""
        library = self.setting.library
        written = [each.language for each in documents if each.language]
        return next(
            (e for e in documents if audience in library.readers(e.language, written)), documents[0]
        )

    def _summaries(self, documents: Sequence[OrderDocument], editions: Resolved) -> Iterator[Item]:
        """An edition without a summary has none on its lists either; the default may not be its voice."""
        analysed = any(not record_only(each) for each in editions.values())
        for file in documents:
            read = {
                name: order.record.summary
                for name, order in editions.items()
                if self._file(documents, name) is file
            }
            kinds = {name: each and each.provenance.kind for name, each in read.items()}
            place = file.place("summary")
            if not analysed:
                message = "nothing here says what the order does: its pages have the record alone"
                yield Item("summaries", False, file.path, place, message, "write a `summary`")
            elif none := [name for name, kind in kinds.items() if kind is None]:
                todo = "write one under `summary`"
                yield Item("summaries", True, file.path, place, f"none for {_listed(none)}", todo)
            shared = [name for name, kind in kinds.items() if kind == "shared"]
            if shared and "own" in kinds.values():
                message = f"the default for {_listed(shared)}, while others have their own"
                todo = "see whether it answers what these readers ask, or add theirs"
                yield Item("summaries", False, file.path, place, message, todo)

    def _sign_offs(self, documents: Sequence[OrderDocument], editions: Resolved) -> Iterator[Item]:
        """Lapsed ones are told by `check`; what nobody has signed is published as unreviewed."""
        unsigned = dict[str, list[str]]()
        for name, order in editions.items():
            if not record_only(order) and not order.record.review.sign_offs:
                unsigned.setdefault(self._file(documents, name).path, []).append(name)
        for file in documents:
            if names := unsigned.get(file.path):
                message = f"nobody has signed off {_listed(names)}: “Unreviewed” stands there"
                todo = f"read each, and add to `review.sign_offs` its digest: eo-site explain {self.slug}"
                place = file.place("review")
                yield Item("sign-offs", False, file.path, place, message, todo)

    def _days(self, documents: Sequence[OrderDocument], note: OrderNote) -> Iterator[Item]:
        """What keeps the order from readers, though its day has come."""
        today, place = self.setting.today, documents[0].place
        if note.draft and note.publish_on and note.publish_on <= today:
            message = f"a draft, though it was to be published on {note.publish_on}"
            todo = "delete `draft: true`, or give `publish_on` another day"
            yield Item("days", True, note.path, place("publish_on"), message, todo)
        elif note.draft:
            todo = "delete `draft: true` to publish it"
            yield Item("days", False, note.path, place("draft"), "a draft, in no edition", todo)
        elif note.expires_on and note.expires_on <= today:
            message = f"in no edition since {note.expires_on}"
            todo = "delete `expires_on`, or give it another day"
            yield Item("days", True, note.path, place("expires_on"), message, todo)

    def _sources(self, documents: Sequence[OrderDocument], editions: Resolved) -> Iterator[Item]:
        """Web pages and the like, of which nobody says when they were read."""
        document = documents[0]
        own = {each.id: i for i, each in enumerate(document.record.sources)}
        shared = {each.id: i for i, each in enumerate(self.setting.library.shared_sources.sources)}
        used = {each.id: each for order in editions.values() for each in order.sources}
        for name, each in used.items():
            if not _undated(each):
                continue
            if name in own:
                path, place = document.path, document.place("sources", own[name])
            elif name in shared:
                marks = self.setting.library.marks[_SOURCES]
                path, place = _SOURCES, marks.place(("sources", shared[name]))
            else:  # an instrument
                continue
            message = f"nothing says when `{name}` was read"
            todo = "add `checked` if somebody looks at it again and again, else `accessed`"
            yield Item("sources", False, path, place, message, todo)

    # Against what was published before ---------------------------------------------------

    def _changes(
        self,
        documents: Sequence[OrderDocument],
        editions: Resolved,
        note: OrderNote,
        *,
        published: bool,
    ) -> Iterator[Item]:
        """No entry at all, or none for what an edition says otherwise than when its last was made."""
        by_entry = dict[tuple[str, date], list[str]]()
        without = dict[str, list[str]]()
        for name, order in editions.items():
            file = self._file(documents, name)
            if days := [each.on for each in order.record.changes]:
                by_entry.setdefault((file.path, max(days)), []).append(name)
            elif not record_only(order):
                without.setdefault(file.path, []).append(name)
        by_path = {each.path: each for each in documents}
        today = self.setting.today
        for path, names in without.items():
            message = f"no entry for {_listed(names)}"
            todo = f"add to `changes`: {{on: {today}, kind: published, text: First published.}}"
            yield Item("changes", True, path, by_path[path].place("changes"), message, todo)
        for (path, day), names in by_entry.items():
            if published and day < today:
                yield from self._since(by_path[path], day, names, editions, note)

    def _since(
        self,
        document: OrderDocument,
        day: date,
        names: Sequence[str],
        editions: Resolved,
        note: OrderNote,
    ) -> Iterator[Item]:
        place = document.place("changes")
        try:
            before = self._as_of(day, note)
        except NoHistory:
            message = f"without a history in git, what changed since {day} cannot be told"
            yield Item(
                "changes",
                False,
                document.path,
                place,
                message,
                "see that each change has its entry",
            )
            return
        changed = [
            name
            for name in names
            if name not in before or text_digest(before[name]) != text_digest(editions[name])
        ]
        if changed:
            message = f"{_listed(changed)} read otherwise than after the last entry, of {day}"
            todo = f"add to `changes`: {{on: {self.setting.today}, kind: updated, text: …}}"
            yield Item("changes", True, document.path, place, message, todo)

    def _as_of(self, day: date, note: OrderNote) -> Resolved:
        """The order as its files were at the end of a day, in the site as it is now."""
        history = History(self.loaded.inputs.root)
        documents = tuple(
            documents_of(self.loaded, self.slug, lambda path: history.as_of(path, day))
        )
        return self._resolved(documents, note) if documents else {}


def _undated(source: Source) -> bool:
    return bool(source.url) and source.id != "order" and not (source.checked or source.accessed)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{each}`" for each in names)


# The site -------------------------------------------------------------------------------------


def _accents(setting: Setting) -> Iterator[Item]:
    """Editions' colours that are hard to read as text on what the theme puts them on."""
    styles = [
        data.decode("utf-8", "replace")
        for name, data in setting.theme.static.items()
        if name.endswith(".css")
    ]
    colours = named_colours(styles)
    for at, audience in enumerate(setting.library.audiences.audiences):
        for scheme, accent in (("light", audience.accent.light), ("dark", audience.accent.dark)):
            named = colours[scheme]
            found = {each: contrast(accent, named[each]) for each in _GROUNDS if each in named}
            if pale := {ground: each for ground, each in found.items() if each < AA}:
                yield _accent(setting, at, audience.id, scheme, pale)
    if not any(each in named for named in colours.values() for each in _GROUNDS):
        message = "the theme's styles name no --paper, so that the contrast of accents is not known"
        yield Item("accents", False, _AUDIENCES, Place(), message, "look at them in both schemes")


def _accent(
    setting: Setting, at: int, audience: str, scheme: str, pale: Mapping[str, float]
) -> Item:
    marks = setting.library.marks[_AUDIENCES]
    found = " and ".join(f"{each:.1f} on --{ground}" for ground, each in pale.items())
    message = f"the {scheme} accent of `{audience}` has a contrast of {found}"
    todo = f"text needs {AA} (WCAG AA): a {'darker' if scheme == 'light' else 'lighter'} colour"
    place = marks.place(("audiences", at, "accent", scheme))
    return Item("accents", True, _AUDIENCES, place, message, todo)
