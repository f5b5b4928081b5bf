"""What the one address about accounts answers, and how it is written into any configuration.

The answer names the edition of whoever asks, the members' editions that they may read, and the
ways to sign in and out. It names no person.
"""

import json
import re
from collections.abc import Collection

from eo_site.hosts.description import HostedEdition, Identity
from eo_site.urls import ACCOUNT_PROFILE


def inert(text: str) -> str:
    """A text as a JSON string that no configuration language finds anything in: `"caf\\u00e9"`."""
    safe = re.sub(r"[^A-Za-z0-9 .,/?=_:&-]", lambda match: _escaped(match.group()), text)
    return f'"{safe}"'


def _escaped(character: str) -> str:
    return "".join(
        f"\\u{ord(each):04x}" if ord(each) < 0x10000 else json.dumps(each)[1:-1]
        for each in character
    )


def entry(edition: HostedEdition) -> str:
    """An edition as the answer names it."""
    return f'{{"id":{inert(edition.id)},"name":{inert(edition.name)},"url":{inert(edition.path)}}}'


def nobody(sign_in: str) -> str:
    """The answer to somebody who is not signed in."""
    return f'{{"sign_in":{inert(sign_in)}}}'


def known(own: str, members: str, sign_out: str, profile: str = "") -> str:
    """The answer to somebody who is: their own edition, then members' ones that they may read.

    `own` is JSON and `members` is JSON where each entry follows a comma, or variables for it.
    `profile` is the address at which the account's profile is kept, if it is.
    """
    kept = f',"profile":{inert(profile)}' if profile else ""
    return f'{{"editions":[{own}{members}],"sign_out":{inert(sign_out)}{kept}}}'


def kept_at(identity: Identity) -> str:
    """The address of profiles, where there are any."""
    return ACCOUNT_PROFILE if identity.profiles else ""


def edition_of(identity: Identity, groups: Collection[str]) -> HostedEdition:
    """The edition of whoever is in these groups: that of the first rule that fits."""
    fitting = (edition for group, edition in identity.rules if group in groups)
    return next(fitting, identity.default)


def answer(
    identity: Identity,
    members: Collection[HostedEdition],
    groups: Collection[str],
    sign_out: str,
) -> str:
    """The whole answer to whoever is in these groups."""
    own = edition_of(identity, groups)
    may = (each for each in members if set(each.groups or ()) & set(groups) and each != own)
    others = "".join(f",{entry(each)}" for each in may)
    return known(entry(own), others, sign_out, kept_at(identity))
