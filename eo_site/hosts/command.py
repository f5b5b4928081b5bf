"""`eo-site host`: what a host reads, written where it looks for it."""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from eo_site.engine.load import Loaded
    from eo_site.engine.options import Options
    from eo_site.hosts.description import Description
    from eo_site.hosts.places import Places
    from eo_site.hosts.promises import Size
    from eo_site.model.host import HostName
    from eo_site.model.problem import Problem

Root = Callable[[click.Context], Path]
Show = Callable[[tuple["Problem", ...], str], None]
FOLDER = "host"
"""Where the files for a server of one's own are written, in the site's folder."""


def host_command(root_of: Root, show: Show) -> click.Command:
    """The command, with what it shares with others."""

    @click.command("host")
    @click.argument("name", required=False, shell_complete=_host_names)
    @click.option(
        "--out",
        type=click.Path(file_okay=False, path_type=Path),
        help="Write here; default: host/, or build/ for hosts that read it there.",
    )
    @click.option(
        "--compress",
        "copy",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="Make DIR a copy of build/ with .gz and .br beside each text; send DIR to the server.",
    )
    @click.option(
        "--budgets",
        is_flag=True,
        help="Write nothing; say how much of what each host takes the build in build/ needs.",
    )
    @click.option(
        "--for-trial",
        "trial",
        is_flag=True,
        help="Write for a host that has to be tried first: for a copy of the site with made-up texts.",
    )
    @click.option(
        "--try",
        "url",
        metavar="URL",
        help="Write nothing; try hundreds of ways to get a members' edition out of the site published at URL.",
    )
    @click.option(
        "--as",
        "outsider",
        metavar="HEADER",
        default="",
        help="With --try: try as an account of no group, too, whom this header names ('Cookie: …').",
    )
    @click.option(
        "--member",
        metavar="HEADER",
        default="",
        help="With --try: see as somebody who may read them that the editions are there at all.",
    )
    @click.pass_context
    def host(
        context: click.Context,
        name: str | None,
        out: Path | None,
        copy: Path | None,
        budgets: bool,
        trial: bool,
        url: str | None,
        outsider: str,
        member: str,
    ) -> None:
        """Write what the host NAME reads: redirects, headers, caching, accounts.

        NAME is `host` of site.yaml if it is not given.
        """
        from eo_site.hosts.promises import PROMISES, broken
        from eo_site.hosts.writing import ADAPTERS, IN_THE_BUILD

        root = root_of(context)
        loaded = loaded_site(root)
        if loaded.failed or loaded.setting is None:
            show(loaded.problems, "text")
            sys.exit(1)
        library = loaded.setting.library
        if budgets:
            show_budgets(described(loaded), root / "build", name)
            return
        if url:
            from eo_site.hosts.try_command import try_host

            try_host(described(loaded), root / "build", url, outsider, member)
        if outsider or member:
            raise click.UsageError("--as and --member go with --try")
        named = name or (library.site.host.name if library.site.host else "")
        chosen = next((each for each in ADAPTERS if each == named), None)
        if chosen is None:
            raise click.UsageError(f"name a host: {', '.join(ADAPTERS)}")
        site = described(loaded)
        if trial and not PROMISES[chosen].unproved:
            raise click.UsageError(f"{chosen} need not be tried before eo-site writes for it")
        problems = broken(site, chosen, library.marks.get("site.yaml"), trial=trial)
        show(problems, "text")
        if any(each.severity == "error" for each in problems):
            sys.exit(1)
        inside = chosen in IN_THE_BUILD
        folder = out or root / ("build" if inside else FOLDER)
        if inside and not out and not folder.is_dir():
            raise click.UsageError("build the site first: this host reads these files in build/")
        if copy and inside:
            raise click.UsageError(
                f"--compress is for servers of your own; {chosen} packs by itself"
            )
        click.echo(f"{shown(folder)}: {', '.join(write_for(site, chosen, root, folder))}")
        if trial:
            click.echo(
                "for a trial: publish this with made-up texts alone, then `eo-site host --try URL`"
            )
        if copy:
            compress(root / "build", copy)

    return host


def show_budgets(site: "Description", build: Path, name: str | None) -> None:
    """Say how much of what hosts take a build needs; ends with 1 where the named host takes less."""
    from eo_site.hosts.budgets import budgets, lines

    if not (build / "manifest.json").is_file():
        raise click.UsageError("build the site first: there is no build in build/")
    found = [each for each in budgets(site, size_of(build)) if name in (None, each.host)]
    if not found:
        raise click.UsageError(f"{name} is no host")
    for line in lines(found):
        click.echo(line)
    if name and not found[0].fits:
        sys.exit(1)


def compress(build: Path, copy: Path) -> None:
    """Make a folder a copy of a build with packed files, and say what it came to."""
    from eo_site.hosts.compress import NotACopy, copy_packed, packers

    if not (build / "manifest.json").is_file():
        raise click.UsageError("build the site first: there is no build in build/")
    try:
        done = copy_packed(build, copy)
    except NotACopy as problem:
        raise click.UsageError(f"{shown(copy)}: {problem}") from None
    except OSError as error:
        raise click.ClickException(f"cannot write {copy}: {error.strerror}") from None
    kinds = packers()
    click.echo(
        f"{shown(copy)}: {done.files:,} files, {done.copied:,} of them new or different; {done.packed:,} packed"
        f" ({', '.join(kinds)}); whoever takes the smallest form is spared {done.saved / 1e6:,.1f} MB of them all"
    )
    if ".br" not in kinds:
        click.echo("no brotli: its library is not installed (pip install 'eo-site[compress]')")


def _host_names(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """For shells that complete what is typed."""
    from typing import get_args

    from eo_site.model.host import HostName

    return [each for each in get_args(HostName) if each.startswith(incomplete)]


def write_for(site: "Description", name: "HostName", root: Path, folder: Path) -> list[str]:
    """Write what a host reads into a folder; the names of the files."""
    from eo_site.hosts.description import OWN_SERVERS
    from eo_site.hosts.writing import ADAPTERS, IN_THE_BUILD

    files = dict(ADAPTERS[name](site, places(site, name, root, folder)))
    by_file = not (site.identity and (site.identity.openid or site.identity.gateway))
    if name in OWN_SERVERS and by_file and (site.identity or site.members):
        files |= account_files(folder, site)
    inside = name in IN_THE_BUILD
    if inside:
        files = {placed(each, root, folder): text for each, text in files.items()}
    write(folder, files)
    clear_answers(root, folder if inside else root / "build", files if inside else {})
    return sorted(files)


def placed(name: str, root: Path, folder: Path) -> str:
    """A file's path from the folder of the build: of some, the host looks beside it, in the site's folder."""
    from eo_site.model.host import EDGE_FUNCTION

    return os.path.relpath(root / name, folder) if name == EDGE_FUNCTION else name


def clear_answers(root: Path, build: Path, files: Mapping[str, str]) -> None:
    """Take away what an earlier host read about accounts and members, and this one does not: it names editions."""
    from eo_site.hosts.redirect_files import TOLD
    from eo_site.model.host import EDGE_FUNCTION

    if not any(each.startswith(f"{TOLD}/") for each in files):
        shutil.rmtree(build / TOLD, ignore_errors=True)
    for name in ("_worker.js", placed(EDGE_FUNCTION, root, build)):
        program = build / name
        if name not in files and program.is_file():
            text = program.read_text("utf-8", "replace")
            if text.startswith("// Written by `eo-site host "):
                program.unlink()


def loaded_site(root: Path, options: "Options | None" = None) -> "Loaded":
    """The site, checked, as a build with these options sees it."""
    from eo_site.engine.cache import Cache
    from eo_site.engine.inputs import Moved, at_rest
    from eo_site.engine.load import load
    from eo_site.engine.options import Options

    options = options or Options(root)
    try:
        with Cache.of(root, lambda: None) as cache:
            return at_rest(lambda: cache.mending(lambda: load(options, cache)))
    except Moved as moved:
        raise click.ClickException(moved.problem.line()) from None
    except OSError as error:
        raise click.ClickException(f"cannot read the site: {error.strerror}") from None


def described(loaded: "Loaded") -> "Description":
    """A site that has been checked, as hosts see it."""
    from eo_site.hosts.description import describe
    from eo_site.plan.moved_pages import moved_pages

    assert loaded.setting
    moved = {
        audience: tuple(moved_pages(studies, loaded.notes, loaded.setting.texts[audience]))
        for audience, studies in loaded.editions.items()
    }
    return describe(loaded.setting.library, moved)


def places(site: "Description", name: "HostName", root: Path, folder: Path) -> "Places":
    """Where things stand on the server, as far as site.yaml says; else where they stand here."""
    from eo_site.hosts.places import Places

    wanted = site.host
    listen = (wanted.listen if wanted else None) or ("*:80" if name == "apache" else "80")
    if name == "apache" and ":" not in listen:
        listen = f"*:{listen}"
    served = (wanted.root if wanted else None) or str((root / "build").resolve())
    files = (wanted.files if wanted else None) or str(folder.resolve())
    profiles = (wanted.profiles if wanted else None) or ""
    for each in (served, files):
        if not all(letter.isalnum() or letter in "/._+@-" for letter in each):
            raise click.ClickException(
                f"{each} cannot stand in a server's configuration; set `root` and `files` of `host`"
            )
    return Places(served, files, listen, profiles)


def account_files(folder: Path, site: "Description") -> Mapping[str, str]:
    """The files about accounts, from those that stand in the folder."""
    from eo_site.hosts.accounts_file import GROUPS, USERS, AccountsProblem, files, read_accounts

    def text(name: str) -> str:
        try:
            return (folder / name).read_text("utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise click.ClickException(f"{folder / name} cannot be read: {error}") from None

    try:
        return files(read_accounts(text(USERS), text(GROUPS)), site)
    except AccountsProblem as problem:
        raise click.ClickException(f"{shown(folder)}/{problem}") from None


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Each file as a whole, readable by its owner and group; what has not changed keeps its time."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            place, data = folder / name, text.encode()
            if place.is_file() and place.read_bytes() == data:
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            temporary = place.with_name(f".{place.name}.eo-site-tmp")
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode_of(name))
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            temporary.replace(place)
    except OSError as error:
        raise click.ClickException(f"cannot write {folder}: {error.strerror}") from None


def mode_of(name: str) -> int:
    """Hashes of passwords are not for everybody on the server."""
    return 0o640 if name.startswith("users") else 0o644


def size_of(folder: Path) -> "Size":
    """What stands in a build's folder."""
    from eo_site.hosts.promises import Size

    count, total, largest = 0, 0, (0, "")
    directories = Counter[Path]()
    for each in folder.rglob("*"):
        if each.is_file():
            size = each.stat().st_size
            count, total = count + 1, total + size
            largest = max(largest, (size, each.relative_to(folder).as_posix()))
            directories[each.parent] += 1
    [(fullest, files)] = directories.most_common(1) or [(folder, 0)]
    return Size(count, total, largest, (files, fullest.relative_to(folder).as_posix()))


def host_problems(loaded: "Loaded", root: Path) -> "tuple[Problem, ...]":
    """What the host of site.yaml cannot keep, and where the build in build/ is more than it takes."""
    from eo_site.hosts.promises import broken, exceeded

    if loaded.setting is None:
        return ()
    library = loaded.setting.library
    if library.site.host is None:
        raise click.UsageError("site.yaml names no `host`")
    site, marks = described(loaded), library.marks.get("site.yaml")
    name, build = library.site.host.name, root / "build"
    over = exceeded(site, name, size_of(build), marks) if build.is_dir() else ()
    return (*broken(site, name, marks), *over)


def shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
