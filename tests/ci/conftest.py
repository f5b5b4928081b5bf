"""What hosts read in a build."""

from dataclasses import replace

import pytest

from eo_site.hosts.description import Description, HostedEdition, Identity
from eo_site.hosts.places import Places
from eo_site.hosts.writing import ADAPTERS, IN_THE_BUILD
from eo_site.model.host import OpenId


@pytest.fixture
def hosted_files() -> dict[str, set[str]]:
    """The names of what is written into the build, by host, for a site that has all there is."""
    plain = HostedEdition("plain", "Plain", "/plain/", None)
    members = replace(plain, id="members", path="/members/", groups=("paying",))
    openid = OpenId.model_validate({"provider": "https://a.example", "client": "a"})
    identity = Identity(plain, (("paying", members),), "/in", "/out", openid=openid)
    site = Description("s", "/", "a.example", (plain, members), identity=identity)
    return {name: {*ADAPTERS[name](site, Places("/a", "/b", "80"))} for name in IN_THE_BUILD}
