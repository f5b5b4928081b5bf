"""Where a problem's file is, seen from the working directory.

Paths of problems are relative to the site. Whoever marks up a repository wants them relative to
its root, from which programs are run there.
"""

from eo_site.model.problem import Problem


def file_of(problem: Problem, folder: str) -> str:
    """A problem's file: `library/content/orders/eo-1.md` for a site in `library`."""
    outside = problem.path.startswith("/") or problem.path[1:2] == ":"
    inside = folder in ("", ".") or outside
    return problem.path if inside else f"{folder.rstrip('/')}/{problem.path}"
