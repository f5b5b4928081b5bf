// What the reader follows and mutes, kept on the device under the site's id and shared by its
// editions. What comes out of storage is checked like anything else from outside, and a browser
// that blocks storage costs the reader only the memory, not the page.

export const VERSION = 2;
/** What can be followed and muted. */
export const KINDS = ["interests", "agencies", "parties", "orders"];

/** More than anyone would choose; what comes after is left out and said. */
const MOST = 200;
const MOST_EDITIONS = 50;
const LONGEST = 80;
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const DAY = /^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/;

const key = () => `eo-site:${document.documentElement.dataset.site}:profile`;

const isId = (value) => typeof value === "string" && value.length <= LONGEST && ID.test(value);
const isDay = (value) => typeof value === "string" && DAY.test(value);
const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const lists = () => Object.fromEntries(KINDS.map((kind) => [kind, []]));

/** The profile of somebody who never chose anything. */
export const empty = () => ({
  version: VERSION, edition: "", chosen: false, follows: lists(), mutes: lists(), visits: {},
});

// What comes from outside.

/** A value as text short enough to be shown to the reader. */
function shown(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/**
 * A profile made from anything, with `dropped`: what was left out, each as {at, value, why}. `at`
 * is where it stood, such as `follows.interests`, and `why` one of `form`, `version`, `id`, `many`,
 * `both`. Only known keys are read, and nothing that was read is kept as it came.
 */
export function clean(value) {
  const profile = empty();
  const dropped = [];
  const drop = (at, what, why) => dropped.push({ at, value: shown(what), why });
  if (!isMap(value)) {
    drop("", value, "form");
  } else if (value.version === 1) {
    readEdition(value, profile, drop);
    profile.follows.interests = ids(value.interests, "follows.interests", drop);
    profile.chosen = Array.isArray(value.interests);
  } else if (value.version === VERSION) {
    readEdition(value, profile, drop);
    for (const list of ["follows", "mutes"]) readLists(value[list], profile[list], list, drop);
    settle(profile, drop);
    readVisits(value.visits, profile.visits, drop);
    profile.chosen = value.chosen === true || chosenAny(profile);
  } else {
    drop("version", value.version, "version");
  }
  return { profile, dropped };
}

const chosenAny = ({ follows, mutes }) =>
  KINDS.some((kind) => follows[kind].length || mutes[kind].length);

function readEdition(value, profile, drop) {
  if (isId(value.edition)) profile.edition = value.edition;
  else if (value.edition !== undefined && value.edition !== "") drop("edition", value.edition, "id");
}

function readLists(value, found, name, drop) {
  if (value === undefined) return;
  if (!isMap(value)) return drop(name, value, "form");
  for (const kind of KINDS) found[kind] = ids(value[kind], `${name}.${kind}`, drop);
}

/** Ids only, each once, and not more than anyone could have chosen. */
function ids(value, at, drop) {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    drop(at, value, "form");
    return [];
  }
  const found = new Set();
  for (const [place, each] of value.entries()) {
    if (found.size === MOST || place === 2 * MOST) {
      drop(at, value.length - place, "many");
      break;
    }
    if (isId(each)) found.add(each);
    else drop(at, each, "id");
  }
  return [...found];
}

export const cleanIds = (value) => ids(value, "", () => {});

/** Nothing is both followed and muted: muting wins, except that a followed order always shows. */
function settle({ follows, mutes }, drop) {
  for (const kind of KINDS) {
    const [keep, lose, name] = kind === "orders" ? [follows, mutes, "mutes"] : [mutes, follows, "follows"];
    const both = lose[kind].filter((each) => keep[kind].includes(each));
    for (const id of both) drop(`${name}.${kind}`, id, "both");
    lose[kind] = lose[kind].filter((each) => !both.includes(each));
  }
}

function readVisits(value, found, drop) {
  if (value === undefined) return;
  if (!isMap(value)) return drop("visits", value, "form");
  const editions = Object.keys(value);
  if (editions.length > MOST_EDITIONS) drop("visits", editions.length - MOST_EDITIONS, "many");
  for (const edition of editions.slice(0, MOST_EDITIONS)) {
    const { last, before } = value[edition] ?? {};
    if (!isId(edition) || !isDay(last)) drop("visits", edition, "id");
    else found[edition] = { last, before: isDay(before) && before < last ? before : "" };
  }
}

// The device's memory.

/** The reader's profile: complete, and that of somebody new where there is none or none is kept. */
export function load() {
  try {
    return clean(JSON.parse(localStorage.getItem(key()) ?? "null")).profile;
  } catch {
    return empty();
  }
}

/** Said in this window after each change; other windows hear the browser's own `storage`. */
export const CHANGED = "eo-site:profile";

/** Keeps what `change` makes of the profile; says whether the browser let us. */
export function update(change) {
  try {
    localStorage.setItem(key(), JSON.stringify(change(load())));
    dispatchEvent(new Event(CHANGED));
    return true;
  } catch {
    return false;
  }
}

/** {blocked, any}: whether the browser keeps nothing for us, and whether it has kept anything. */
export function memory() {
  try {
    return { blocked: false, any: localStorage.getItem(key()) !== null };
  } catch {
    return { blocked: true, any: false };
  }
}

/** Leaves nothing of it on the device; says whether the browser let us. */
export function clear() {
  try {
    localStorage.removeItem(key());
    return true;
  } catch {
    return false;
  }
}

// Choices, each a new profile made from an old one.

const without = (list, id) => list.filter((each) => each !== id);
const within = (list, id) => (list.includes(id) ? list : [...list, id].slice(0, MOST));

function choose(profile, kind, id, follows, mutes) {
  return {
    ...profile,
    chosen: true,
    follows: { ...profile.follows, [kind]: follows(profile.follows[kind], id) },
    mutes: { ...profile.mutes, [kind]: mutes(profile.mutes[kind], id) },
  };
}

export const follow = (profile, kind, id) => choose(profile, kind, id, within, without);
export const mute = (profile, kind, id) => choose(profile, kind, id, without, within);
export const forget = (profile, kind, id) => choose(profile, kind, id, without, without);

// Visits.

/** Today on the reader's own calendar, as 2026-11-03. */
export function today(now = new Date()) {
  const two = (n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The profile after a visit to an edition: the day, and the last day before it on which they came. */
export function visited(profile, edition, day) {
  const { last = "", before = "" } = visit(profile, edition);
  if (last === day) return profile;
  const earlier = [last, before].find((each) => each && each < day) ?? "";
  return { ...profile, visits: { ...profile.visits, [edition]: { last: day, before: earlier } } };
}

/** The last day before this one on which the reader came to an edition, or empty. */
export const lastVisit = (profile, edition, day) =>
  visited(profile, edition, day).visits[edition].before;

const visit = ({ visits }, edition) => (Object.hasOwn(visits, edition) ? visits[edition] : {});
