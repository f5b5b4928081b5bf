"""Workflows for continuous integration: from what is known of a site to a file for GitHub or GitLab.

The templates beside this module are filled in by name (`@BRANCH@`). Nothing here reads or writes files.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from eo_site import __version__
from eo_site.ci.deploys import DEPLOYS
from eo_site.model.host import HostName

Service = Literal["github", "gitlab"]
FILES: Mapping[Service, str] = {
    "github": ".github/workflows/eo-site.yml",
    "gitlab": ".gitlab-ci.yml",
}
"""Where each looks for its workflow, from the repository's top folder."""
TEMPLATES = ("github.yml", "github_deploy.yml", "gitlab.yml", "gitlab_deploy.yml")
_PLACE = re.compile(r"^( *)@([A-Z_]+)@\n|@([A-Z_]+)@", re.MULTILINE)
_MINUTE = 17
"""Past the hour, when schedules are least late."""


@dataclass(frozen=True)
class Repository:
    """What a workflow has to know."""

    branch: str
    folder: str
    """Of the site in the repository; empty where it is the same."""
    zone: str
    """The site's time zone."""
    host: HostName | None


def workflow(service: Service, site: Repository, templates: Mapping[str, str]) -> str:
    """The text of the workflow; `templates` are the texts of `TEMPLATES` by name."""
    deploy = DEPLOYS[site.host] if site.host else None
    values = {
        "BRANCH": site.branch,
        "C": f" -C {site.folder}" if site.folder else "",
        "P": f"{site.folder}/" if site.folder else "",
        "ZONE": site.zone,
        "CRON": cron(site.zone),
        "EO_SITE": f"eo-site[search]=={__version__}",
        "CHECK_HOST": " --host" if site.host else "",
        "IMAGE": deploy.image if deploy else "python:3.13",
        "DEPLOY": "",
        "OUTPUTS": "",
        "DEPLOY_JOB": "",
    }
    if deploy:
        steps = deploy.github if service == "github" else deploy.gitlab
        values |= {"STEPS": steps, "SAVE": deploy.save, "OUTPUTS": deploy.outputs}
        values["DEPLOY"] = fill(templates[f"{service}_deploy.yml"], values)
        values["DEPLOY_JOB"] = fill(deploy.job, values)
    return fill(templates[f"{service}.yml"], values).rstrip("\n") + "\n"


def fill(template: str, values: Mapping[str, str]) -> str:
    """A template with values in the places that it names.

    Where a place has a line to itself, the lines of its value are indented as it is, and no value is
    no line.
    """

    def value(found: re.Match[str]) -> str:
        indent, alone, within = found.groups()
        text = values[alone or within]
        if alone in _NESTED:
            text = fill(text, values)
        if within:
            return text
        lines = text.strip("\n").splitlines() if text.strip() else []
        first = "\n" if text.startswith("\n") else ""
        return first + "".join(f"{indent}{line}\n" if line else "\n" for line in lines)

    return _PLACE.sub(value, template)


_NESTED = {"STEPS", "SAVE"}
"""Values that have places of their own."""


def cron(zone: str) -> str:
    """A time of day in UTC at which it is a new day in a time zone, in winter and in summer."""
    offsets = {
        datetime(2026, month, 1, tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()
        for month in (1, 7)
    }
    latest = -min(offsets)
    minutes = int(latest.total_seconds() // 60) + _MINUTE
    return f"{minutes % 60} {minutes // 60 % 24} * * *"
