"""`eo-site host --try`: whether a site that is published lets anything of a members' edition out."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from eo_site.hosts.answers import Answer, answer, unpackers
from eo_site.hosts.attempts import Aim, Attempt, attempts, request
from eo_site.hosts.description import Description, HostedEdition
from eo_site.hosts.sending import Address
from eo_site.hosts.traces import Published, Traces, deepest
from eo_site.urls import ME

TOGETHER = 8
"""Attempts that are under way at one time."""
PATIENCE = 8.0
"""Seconds for which an answer is waited for."""
UNANSWERED = 4
"""If more than one attempt in so many stays without an answer, what is found is no proof."""
BUSY = (429, 503)
"""Statuses by which a host says that it is asked too much: it has not looked at the address."""
SHOWN = 20
Say = Callable[[str], None]


class NotTried(Exception):
    """Why nothing can be said about a host."""


@dataclass(frozen=True)
class Outcome:
    """What became of the attempts at one edition."""

    count: int
    texts: tuple[str, ...]
    """Those that got a text of it."""
    lengths: tuple[str, ...]
    """Those that got no text that is known, and a length that only it has."""
    silent: int
    """How many stayed without an answer, or were refused for being too many."""
    failed: int
    """How many the host answered with an error of its own."""

    @property
    def got(self) -> tuple[str, ...]:
        """Those that got something."""
        return self.texts + self.lengths

    @property
    def proves(self) -> bool:
        """Whether enough was answered to say anything."""
        return self.count > 0 and self.silent * UNANSWERED <= self.count

    def line(self) -> str:
        """The counts."""
        lengths = f" ({len(self.lengths)} by their length alone)" if self.lengths else ""
        return (
            f"{self.count} attempts, {len(self.got)} got something{lengths}; "
            f"not answered: {self.silent}, answered with an error of the host's own: {self.failed}"
        )


@dataclass(frozen=True)
class Trial:
    """A host, and what is published there."""

    address: Address
    site: Description
    published: Published
    patience: float = PATIENCE

    def run(self, say: Say, outsider: str = "", member: str = "") -> bool:
        """Try everything and say what was found; whether nothing got out. `outsider` is a header of an account
        in no group, `member` of one that may read every members' edition. Raises NotTried."""
        say(self._serves())
        if outsider:
            say(self._knows(outsider))
        clean = [self._keeps(say, edition, outsider) for edition in self.site.members]
        if not outsider:
            say("an account of no group was not tried; --as HEADER names one")
        self._serves()  # a host that has shut the door in between has answered nothing of worth
        there = [self._is_there(say, each, member) for each in self.site.members]
        for each in self.site.members_elsewhere:
            say(f"{each}: not tried, it has an address of its own")
        return all(clean) and all(there)

    def _keeps(self, say: Say, edition: HostedEdition, outsider: str) -> bool:
        """Whether attempts at an edition prove that nothing of it gets out."""
        asked = self.published.asked(edition.id)
        traces = self.published.traces(edition.id, asked)  # every public file is read for it
        if not traces.marks:
            raise NotTried(f"nothing of {edition.id} in build/ differs from what is public")
        clean = True
        asking = [("nobody", ""), ("your account", outsider)] if outsider else [("nobody", "")]
        for who, header in asking:
            also = (header,) if header else ()
            outcome = self.outcome(list(attempts(self._aim(edition), asked, *also)), traces)
            say(f"{edition.id}, asked by {who}: {outcome.line()}")
            for each in outcome.got[:SHOWN]:
                say(f"  got something: {each}")
            if (more := len(outcome.got) - SHOWN) > 0:
                say(f"  and {more} more")
            if not outcome.proves:
                say(f"{edition.id}, asked by {who}: too little was answered to prove anything")
            clean = clean and outcome.proves and not outcome.got
        return clean

    def outcome(self, every: Sequence[Attempt], traces: Traces) -> Outcome:
        """Send attempts, a few at a time."""
        with ThreadPoolExecutor(TOGETHER) as threads:
            raws = list(threads.map(lambda each: self._sent(each[1]), every))
        names = [name for name, _ in every]
        seen = [traces.hits(raw) for raw in raws]
        kept = set(self.published.without_public(tuple({mark for each in seen for mark in each})))
        by_text = [bool(each & kept) for each in seen]
        by_length = [
            not text and traces.in_length(raw) for raw, text in zip(raws, by_text, strict=True)
        ]
        statuses = [answer(raw).status for raw in raws]
        return Outcome(
            len(every),
            tuple(name for name, text in zip(names, by_text, strict=True) if text),
            tuple(name for name, length in zip(names, by_length, strict=True) if length),
            sum(not raw or status in BUSY for raw, status in zip(raws, statuses, strict=True)),
            sum(status >= 500 and status not in BUSY for status in statuses),
        )

    # Whether there is anything to try ---------------------------------------------------------------

    def _serves(self) -> str:
        """That the host serves this build, in words; raises NotTried."""
        public = [each.id for each in self.site.public]
        same = [each for each in public if self._same(each)]
        if not same:
            raise NotTried(f"{self._where()} does not serve this build: {self._instead(public)}")
        return f"{self._where()} serves this build: {', '.join(same)} as in build/"

    def _same(self, edition: str, *headers: str) -> bool:
        """Whether an edition is there as in `build/`: a host may change pages, and no data."""
        for name, address in (("manifest.json", "manifest.json"), ("index.html", "")):
            file = self.published.build / edition / name
            found = self._get(f"{self.address.base}/{edition}/{address}", *headers)
            if file.is_file() and found.status == 200 and found.body == file.read_bytes():
                return True
        return False

    def _instead(self, public: Sequence[str]) -> str:
        if not public:
            return "no edition is public, so none can be compared"
        home = f"{self.address.base}/{public[0]}/"
        found = self._get(home)
        if found.status == 200:
            return f"{home} is another page than in build/; build and deploy first"
        if leads := found.headers.get("location"):
            return f"{home} leads to {leads}; give the address at which the site itself answers"
        return f"{home} answers {found.status}" if found.status else f"{home} is not answered"

    def _knows(self, outsider: str) -> str:
        """Whether the host knows the account, in words; raises NotTried where it does not, or lets it in."""
        if not self.site.identity:
            return "whether the host knows your account cannot be seen: the site has no `accounts`"
        found = self._get(ME, outsider)
        try:
            said = json.loads(found.body)
            offered = {str(each["id"]) for each in said.get("editions", ())}
        except (ValueError, TypeError, KeyError, AttributeError):
            return (
                f"whether the host knows your account cannot be seen: {ME} answers {found.status}"
            )
        if not offered:
            raise NotTried("the host does not know the account of --as: it is nobody there")
        if may := sorted(offered & {each.id for each in self.site.members}):
            raise NotTried(f"the account of --as may read {', '.join(may)}; name one of no group")
        return "the host knows your account"

    def _is_there(self, say: Say, edition: HostedEdition, member: str) -> bool:
        """Whether the edition is published there at all; True where nobody was named who could see it."""
        if not member:
            say(
                f"{edition.id}: whether the host has it at all was not seen; "
                "--member HEADER asks as somebody who may read it"
            )
            return True
        there = self._same(edition.id, member)
        gets = "gets it" if there else "does not get it as it is in build/"
        say(f"{edition.id}: the account of --member {gets}")
        return there

    # Requests -------------------------------------------------------------------------------------

    def _aim(self, edition: HostedEdition) -> Aim:
        first, *others = [each.id for each in self.site.public]
        return Aim(
            self.address.named,
            edition.id,
            first,
            deepest(self.published.files(first)),
            next(iter(edition.groups or ()), "members"),
            self.address.base,
            tuple(others),
            ", ".join(unpackers()),
        )

    def _get(self, path: str, *headers: str) -> Answer:
        """An ordinary request; raises NotTried where there is no connection."""
        try:
            return answer(
                self.address.send(request(path, *headers, host=self.address.named), self.patience)
            )
        except OSError as error:
            raise NotTried(f"{self._where()} does not answer: {error.strerror or error}") from None

    def _sent(self, data: bytes) -> bytes:
        with suppress(OSError):
            return self.address.send(data, self.patience)
        return b""

    def _where(self) -> str:
        scheme = "https" if self.address.encrypted else "http"
        return f"{scheme}://{self.address.named}{self.address.base}/"


def members_of(site: Description) -> frozenset[str]:
    """Folders of a build that only some may read."""
    return frozenset((*(each.id for each in site.members), *site.members_elsewhere))
