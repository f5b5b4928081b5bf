"""GitHub Pages: it takes files as they are, and nothing says who reads them."""

from eo_site.hosts.description import Description
from eo_site.hosts.places import Places


def github(site: Description, _places: Places) -> dict[str, str]:
    """`.nojekyll`, so that files are served as built, and `CNAME` for a domain of one's own."""
    own = site.domain and not site.domain.endswith(".github.io") and site.base == "/"
    return {".nojekyll": "", **({"CNAME": f"{site.domain}\n"} if own else {})}
