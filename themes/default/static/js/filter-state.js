// What the reader has chosen, as the address's fragment says it: it can be shared and is never sent
// to a server. What comes in is checked against the index; the rest is dropped and counted.

import { FACETS } from "./filter-index.js";
import { FACET_OF } from "./filter.js";
import { KINDS, cleanIds } from "./profile.js";

const LONGEST = 8000;
const LONGEST_QUERY = 200;
const SORTS = ["newest", "oldest"];

export const START = Object.freeze({
  chosen: Object.freeze({}), q: "", sort: "", only: false, reveal: false, link: null,
});

const nothing = () => Object.fromEntries(KINDS.map((kind) => [kind, []]));

/**
 * {state, dropped}: what a fragment asks for, and how many things in it are not known here. Null
 * where it asks for nothing of ours, such as the place the skip link leads to.
 */
export function parseState(fragment, index) {
  const text = fragment.replace(/^#/, "");
  if (!text) return { state: START, dropped: 0 };
  const found = { ...START, chosen: {} };
  let dropped = text.length > LONGEST ? 1 : 0;
  let ours = false;
  for (const part of text.slice(0, LONGEST).split("&")) {
    const at = part.indexOf("=");
    const read = at > 0 && READ.get(part.slice(0, at));
    if (!read) {
      dropped += 1;
      continue;
    }
    ours = true;
    dropped += read(found, decoded(part.slice(at + 1)), index);
  }
  return ours ? { state: found, dropped } : null;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // broken escapes match no term, so they are counted among the unknown ones
  }
}

/** (known ids, how many others) of a list between commas. */
function sift(list, known) {
  const all = new Set(list.split(",").filter(Boolean));
  const ids = cleanIds([...all]).filter(known);
  return [ids, all.size - ids.length];
}

const oneOf = (key, values) => (found, value) => {
  if (!values.includes(value)) return 1;
  found[key] = value;
  return 0;
};

const flag = (key) => (found, value) => {
  if (value !== "1") return 1;
  found[key] = true;
  return 0;
};

const facet = (id) => (found, list, index) => {
  const [ids, unknown] = sift(list, (each) => index.facets.get(id).places.has(each));
  if (ids.length) found.chosen[id] = [...new Set([...(found.chosen[id] ?? []), ...ids])];
  return unknown;
};

const lists = (name) => (found, text, index) => {
  found.link ??= { follows: nothing(), mutes: nothing() };
  let dropped = 0;
  for (const part of text.split(";").filter(Boolean)) {
    const [kind, list = ""] = part.split(":", 2);
    if (!KINDS.includes(kind)) {
      dropped += 1;
      continue;
    }
    const [ids, unknown] = sift(list, (id) => known(index, kind, id));
    found.link[name][kind] = ids;
    dropped += unknown;
  }
  return dropped;
};

/** Whether an edition has what somebody follows. */
export const known = (index, kind, id) =>
  kind === "orders" ? index.rows.has(id) : index.facets.get(FACET_OF[kind]).places.has(id);

/** The words for a term that an edition has. */
export function termLabel(index, kind, id) {
  const { terms, places } = index.facets.get(FACET_OF[kind]);
  return terms[places.get(id)].label;
}

const READ = new Map([
  ...FACETS.map((id) => [id, facet(id)]),
  ["interests", facet("interest")], // as addresses of the first version had it
  ["q", (found, text) => {
    found.q = text.slice(0, LONGEST_QUERY);
    return text.length > LONGEST_QUERY ? 1 : 0;
  }],
  ["sort", oneOf("sort", SORTS)],
  ["only", flag("only")],
  ["reveal", flag("reveal")],
  ["follow", lists("follows")],
  ["mute", lists("mutes")],
]);

/** Lists by kind as a fragment says them. */
const told = (byKind) =>
  KINDS.filter((kind) => byKind[kind].length)
    .map((kind) => `${kind}:${byKind[kind].join(",")}`)
    .join(";");

/** The fragment that says a state; `lens` is what is followed, where it is to be told. */
export function printState(state, lens = state.link) {
  const parts = FACETS.filter((id) => state.chosen[id]?.length)
    .map((id) => `${id}=${state.chosen[id].join(",")}`);
  if (state.q) parts.push(`q=${encodeURIComponent(state.q)}`);
  if (state.sort) parts.push(`sort=${state.sort}`);
  if (state.only) parts.push("only=1");
  if (state.reveal) parts.push("reveal=1");
  if (lens) {
    const mutes = told(lens.mutes);
    // An empty list is told too: this address then shows what nobody's profile changes.
    parts.push(`follow=${told(lens.follows)}`, ...(mutes ? [`mute=${mutes}`] : []));
  }
  return parts.length ? `#${parts.join("&")}` : "";
}

/** Ticks or unticks a term. */
export function toggled(state, facetId, id) {
  const had = state.chosen[facetId] ?? [];
  const ids = had.includes(id) ? had.filter((other) => other !== id) : [...had, id];
  return { ...state, chosen: { ...state.chosen, [facetId]: ids } };
}

/** Whether anything narrows the list. */
export const narrowed = (state) =>
  Boolean(state.q || state.only) || Object.values(state.chosen).some((ids) => ids.length);
