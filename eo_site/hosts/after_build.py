"""After a build: what the host of site.yaml reads is written, too."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eo_site.engine.cache import Cache
from eo_site.engine.options import Options, Report
from eo_site.engine.unchanged import file_digest

if TYPE_CHECKING:
    from eo_site.engine.load import Loaded
    from eo_site.model.problem import Problem

_FACT = "files for the host of "


@dataclass(frozen=True)
class Written:
    """What became of it."""

    problems: tuple["Problem", ...] = ()
    """What of the site the host cannot keep."""
    line: str = ""
    """What to tell whoever builds: the folder and its files, if any is new or different."""

    @property
    def failed(self) -> bool:
        """Whether nothing was written because the host cannot keep what the site promises."""
        return any(each.severity == "error" for each in self.problems)


def for_host(options: Options, report: Report, *, quick: bool) -> Written:
    """Write what the host reads, if site.yaml names one; `quick` is a build that had nothing to do.

    A build to read from disk, for reviewers, or into a folder that a server of one's own does not serve writes nothing.
    """
    if not report.published or options.portable or options.drafts:
        return Written()
    if b"host" not in (options.root / "site.yaml").read_bytes():
        return Written()  # most sites, for which nothing is imported
    with Cache.of(options.root, lambda: None) as cache:
        kept = cache.fact(_FACT + options.output_name)
    stands = kept is not None and _stand(kept)
    if stands and (quick or report.orders_alone):  # no host reads anything of an order's own page
        return Written()
    return _write(options, report.loaded, kept if stands else None)


def _write(options: Options, loaded: "Loaded | None", before: Mapping[str, str] | None) -> Written:
    """`loaded` is the site as the build has it, if it has; `before` are the digests of what was written last and
    stands."""
    from eo_site.project import ProjectReader

    named = ProjectReader(options.root).site()
    if named is None or named.host is None:  # the rest of the site is not read again for this
        _keep(options, {})
        return Written()
    from eo_site.hosts.command import FOLDER, described, loaded_site, shown, write_for
    from eo_site.hosts.promises import broken
    from eo_site.hosts.writing import IN_THE_BUILD

    loaded = loaded or loaded_site(options.root, options)
    host = named.host
    served = options.output.resolve() == (options.root / "build").resolve()
    if loaded.failed or not loaded.setting or not (host.name in IN_THE_BUILD or served):
        _keep(options, {})
        return Written()
    site = described(loaded)
    marks = loaded.setting.library.marks.get("site.yaml")
    problems = broken(site, host.name, marks)
    if Written(problems).failed:
        return Written(problems)
    folder = options.output if host.name in IN_THE_BUILD else options.root / FOLDER
    files = write_for(site, host.name, options.root, folder)
    now = {str(folder / each): file_digest(str(folder / each)) for each in files}
    _keep(options, now)
    return Written(problems, "" if now == before else f"{shown(folder)}: {', '.join(files)}")


def _stand(digests: Mapping[str, str]) -> bool:
    """Whether files are what was written."""
    try:
        return all(file_digest(path) == digest for path, digest in digests.items())
    except OSError:
        return False


def _keep(options: Options, digests: Mapping[str, str]) -> None:
    with Cache.of(options.root, lambda: None) as cache:
        cache.keep_fact(_FACT + options.output_name, digests)
