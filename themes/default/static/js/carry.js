// A profile on its way: as a file, as a link's fragment, and what of it an edition knows.

import { KINDS, clean } from "./profile.js";

/** Larger than any profile can be; what is larger is not read. */
export const LARGEST = 64 * 1024;
const PREFIX = "#profile=";

/** The profile as a file's text. */
export const toText = (profile) => `${JSON.stringify(profile, null, 1)}\n`;

/** The profile without the days of visits, as a fragment; ids are ASCII, so that no byte is lost. */
export function toFragment({ visits, ...profile }) {
  const data = btoa(JSON.stringify(profile));
  return PREFIX + data.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export const isCarried = (fragment) => fragment.startsWith(PREFIX);

/** A text from outside as {profile, dropped}, or {error}: the key of what to say. */
export function fromText(text) {
  if (text.length > LARGEST) return { error: "too_big" };
  try {
    return clean(JSON.parse(text));
  } catch {
    return { error: "not_json" };
  }
}

/** A fragment from outside, likewise. */
export function fromFragment(fragment) {
  const data = fragment.slice(PREFIX.length);
  if (data.length > LARGEST) return { error: "too_big" };
  try {
    return clean(JSON.parse(atob(data.replaceAll("-", "+").replaceAll("_", "/"))));
  } catch {
    return { error: "link_broken" };
  }
}

/** The profile without what an edition does not know, by `knows(kind, id)`; that is told. */
export function sift({ profile, dropped }, knows) {
  const told = [...dropped];
  const sifted = { ...profile };
  for (const list of ["follows", "mutes"]) {
    sifted[list] = {};
    for (const kind of KINDS) {
      sifted[list][kind] = profile[list][kind].filter((id) => knows(kind, id));
      for (const id of profile[list][kind]) {
        if (!knows(kind, id)) told.push({ at: `${list}.${kind}`, value: id, why: "unknown" });
      }
    }
  }
  return { profile: sifted, dropped: told };
}

const later = (mine, theirs) => {
  const visits = { ...mine };
  for (const [edition, visit] of Object.entries(theirs)) {
    if (!Object.hasOwn(visits, edition) || visits[edition].last < visit.last) visits[edition] = visit;
  }
  return visits;
};

/** Two profiles that were `base` once, in one: what either has taken away since is gone, what either has added is there. */
export function reconcile(base, mine, theirs) {
  const kept = (list) => Object.fromEntries(KINDS.map((kind) => {
    const [was, here, there] = [base, mine, theirs].map((each) => each[list][kind]);
    const stays = (id) => !was.includes(id) || (here.includes(id) && there.includes(id));
    return [kind, [...new Set([...there, ...here])].filter(stays)];
  }));
  return clean({
    ...theirs,
    edition: mine.edition !== base.edition && mine.edition ? mine.edition : theirs.edition,
    chosen: mine.chosen || theirs.chosen,
    follows: kept("follows"),
    mutes: kept("mutes"),
    visits: later(mine.visits, theirs.visits),
  }).profile;
}

/** Both profiles in one; where they differ, the one that came in is right. */
export function merge(mine, theirs) {
  const both = (list, other) => Object.fromEntries(KINDS.map((kind) => {
    const kept = mine[list][kind].filter((id) => !theirs[other][kind].includes(id));
    return [kind, [...new Set([...theirs[list][kind], ...kept])]];
  }));
  return clean({
    ...mine,
    edition: theirs.edition || mine.edition,
    chosen: mine.chosen || theirs.chosen,
    follows: both("follows", "mutes"),
    mutes: both("mutes", "follows"),
    visits: later(mine.visits, theirs.visits),
  }).profile;
}
