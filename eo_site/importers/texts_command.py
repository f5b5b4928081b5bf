"""`eo-site texts`: official texts of the library's orders, from the Federal Register or a folder."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from eo_site.importers.folder import Folder
    from eo_site.importers.plan import OrderFile
    from eo_site.model.problem import Problem
    from eo_site.model.text_index import TextIndex

TEXTS = "content/texts"
Brought = tuple[str, str, bytes]
"""(the file's name, the address of the text, its bytes)"""


def texts_command(
    root_of: Callable[[click.Context], Path], show: Callable[[tuple["Problem", ...], str], None]
) -> click.Command:
    """The command, with what it shares with others."""

    @click.command("texts")
    @click.argument("orders", nargs=-1, metavar="[ORDER...]")
    @click.option(
        "--from",
        "source",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Copy texts from this folder; nothing is asked of the network.",
    )
    @click.option("--again", is_flag=True, help="Bring also those that are there.")
    @click.option("--verify", is_flag=True, help="Only compare files with what was brought.")
    @click.option("--dry-run", is_flag=True, help="Say what would be asked for; write nothing.")
    @click.pass_context
    def texts(
        context: click.Context,
        orders: tuple[str, ...],
        source: Path | None,
        again: bool,
        verify: bool,
        dry_run: bool,
    ) -> None:
        """Bring the official texts of the site's orders into content/texts/.

        They come from the Federal Register by the orders' document numbers, or from a folder with
        --from. Address, day and digest of each stand in content/texts/index.yaml.
        """
        from eo_site.importers.folder import Folder

        folder = Folder(root_of(context))
        index = folder.text_index()
        if folder.problems:
            show(tuple(folder.problems), "text")
            sys.exit(1)
        if verify:
            sys.exit(_verify(folder, index, show))
        wanted = _wanted(folder.orders(), orders)
        errand = _Errand(folder, index, source, again=again, dry_run=dry_run)
        try:
            errand.run(wanted)
        finally:
            errand.keep()
        show(tuple(errand.problems), "text")
        click.echo(errand.summary())
        sys.exit(1 if errand.failed else 0)

    return texts


def _wanted(orders: Iterable["OrderFile"], names: tuple[str, ...]) -> list["OrderFile"]:
    """The orders that were named, by slug or number; all if none was."""
    from eo_site.suggest import did_you_mean

    every = {each.slug: each for each in orders}
    found: list[OrderFile] = []
    for name in names:
        slug = name.lower() if name.lower() in every else f"eo-{name.lower().removeprefix('eo-')}"
        if slug not in every:
            raise click.UsageError(f"there is no order `{name}`; {did_you_mean(slug, every)}")
        found.append(every[slug])
    return found if names else list(every.values())


def _verify(
    folder: "Folder", index: "TextIndex", show: Callable[[tuple["Problem", ...], str], None]
) -> int:
    from eo_site.importers.texts import changed_since

    files = {each.file: folder.read(f"{TEXTS}/{each.file}") for each in index.texts}
    problems = tuple(changed_since(index, files))
    show(problems, "text")
    same = len(index.texts) - len(problems)
    click.echo(f"{same} as they were brought, {len(problems)} not")
    return 1 if problems else 0


@dataclass
class _Errand:
    """One run of the command: what is brought, and what is not."""

    folder: "Folder"
    index: "TextIndex"
    source: Path | None
    again: bool
    dry_run: bool
    origins: list[Mapping[str, Any]] = field(default_factory=list)
    problems: list["Problem"] = field(default_factory=list)
    there: int = 0
    failed: int = 0
    _lacking: list["OrderFile"] = field(default_factory=list)
    """Orders of which the folder that was named has no text."""
    _today: date | None = None

    def run(self, orders: Iterable["OrderFile"]) -> None:
        """Bring each text that is not there; stop where there is no network."""
        from eo_site.importers.fetch import CannotFetchError
        from eo_site.importers.texts import not_brought, not_there

        for order in orders:
            if self._is_there(order):
                self.there += 1
                continue
            try:
                self._bring(order)
            except CannotFetchError as error:
                hint = "where there is no network, bring texts from a folder with --from DIR"
                self._miss(not_brought(order, str(error), "" if error.reached else hint))
                if not error.reached:
                    return
        if self._lacking:
            self.problems.append(not_there(self._lacking, str(self.source)))

    def keep(self) -> None:
        """Write down what has been brought."""
        from eo_site.importers.texts import with_origins
        from eo_site.model.text_index import TEXT_INDEX

        if self.origins and not self.dry_run:
            data = with_origins(self.folder.read(TEXT_INDEX) or b"", self.index, self.origins)
            self._write(TEXT_INDEX, data)

    def summary(self) -> str:
        """What was done, in numbers."""
        done = "would be asked for" if self.dry_run else "brought"
        counts = (
            f"{len(self.origins)} {done}, {self.there} there already, {self.failed} not to be had"
        )
        return counts + ("; nothing written: a dry run" if self.dry_run else "")

    def _miss(self, problem: "Problem") -> None:
        self.problems.append(problem)
        self.failed += 1

    def _is_there(self, order: "OrderFile") -> bool:
        """Whether the site has the text and it is not to be brought again."""
        from eo_site.importers.texts import digest

        for name in (f"{order.slug}.txt", f"{order.slug}.md"):
            data = self.folder.read(f"{TEXTS}/{name}")
            origin = self.index.find(name)
            if data is not None:  # what somebody wrote or changed is theirs
                return not (self.again and origin and origin.sha256 == digest(data))
        return False

    def _bring(self, order: "OrderFile") -> None:
        from eo_site.importers.texts import no_text_of, not_brought

        if not order.number:
            self._miss(not_brought(order, "it has no number to call the file by"))
            return
        if self.dry_run and self.source is None:
            self.origins.append({"file": f"{order.slug}.txt"})
            return
        found = self._copied(order) if self.source else self._fetched(order)
        if found is None:
            return
        name, url, data = found
        reason, said = no_text_of(order, name, data)
        if reason:
            self._miss(not_brought(order, reason, "look at the order's number and document number"))
            return
        self.problems += said
        self._put(name, url, data)

    def _put(self, name: str, url: str, data: bytes) -> None:
        from eo_site.importers.texts import digest

        if not self.dry_run:
            self._write(f"{TEXTS}/{name}", data)
            click.echo(f"{TEXTS}/{name}: {'copied' if self.source else f'fetched from {url}'}")
        origin = {
            "file": name,
            **({"url": url} if url else {}),
            "on": self._day(),
            "by": "copied" if self.source else "fetched",
            "sha256": digest(data),
        }
        self.origins.append(origin)

    def _copied(self, order: "OrderFile") -> Brought | None:
        """From the folder that was named."""
        from eo_site.importers.texts import names_of, not_brought, unwrapped

        assert self.source
        for name in names_of(order):
            file = self.source / name
            if file.is_file():
                try:
                    data = unwrapped(file.read_bytes())
                except OSError as error:
                    self._miss(not_brought(order, f"cannot read {file}: {error.strerror}"))
                    return None
                suffix = ".md" if file.suffix == ".md" else ".txt"
                return f"{order.slug}{suffix}", order.html, data
        self._lacking.append(order)
        self.failed += 1
        return None

    def _fetched(self, order: "OrderFile") -> Brought | None:
        """From the Federal Register."""
        from eo_site.importers.fetch import API, fetch_text
        from eo_site.importers.texts import not_brought, unwrapped

        if not order.document_number:
            hint = "write `document_number` into the order's file, or import its record"
            self._miss(not_brought(order, "it has no document number to ask by", hint))
            return None
        url, data = fetch_text(order.document_number, API)
        return f"{order.slug}.txt", url, unwrapped(data)

    def _day(self) -> date:
        self._today = self._today or self.folder.today()
        return self._today

    def _write(self, path: str, data: bytes) -> None:
        try:
            self.folder.write(path, data)
        except OSError as error:
            raise click.ClickException(f"cannot write {error.filename}: {error.strerror}") from None
