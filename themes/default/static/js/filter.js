// The filter's logic, free of the page: index, state and what is followed in; rows and counts out.
// Within a facet any choice will do, across facets all must be met. A facet's counts are of the
// orders that meet everything else, so that each says what ticking its term would bring.

import { UNDATED } from "./filter-index.js";
import { EXACT } from "./filter-text.js";

/** The facet in which each kind of what is followed stands; single orders stand in none. */
export const FACET_OF = { interests: "interest", agencies: "agency", parties: "party" };

function mark(index, lists, marks, bump) {
  for (const [kind, facetId] of Object.entries(FACET_OF)) {
    const { terms, places } = index.facets.get(facetId);
    for (const id of lists[kind]) {
      const at = places.get(id);
      if (at !== undefined) for (const row of terms[at].rows) marks[row] += bump;
    }
  }
}

/** Row by row, how much of what is followed an order matches, and whether it is muted. */
export function weigh(index, { follows, mutes }) {
  const score = new Uint16Array(index.orders);
  const muted = new Uint16Array(index.orders);
  mark(index, follows, score, 1);
  mark(index, mutes, muted, 1);
  for (const slug of mutes.orders) muted[index.rows.get(slug) ?? index.orders] = 1;
  for (const slug of follows.orders) {
    const row = index.rows.get(slug);
    if (row === undefined) continue;
    score[row] += 1;
    muted[row] = 0; // an order followed by itself always shows
  }
  return { score, muted };
}

/** Row by row, how many of the choices an order fails, and which facet's it failed last. */
function misses(index, state, { score, muted }, found) {
  const missed = new Uint8Array(index.orders);
  const where = new Uint8Array(index.orders);
  const fail = (row, at) => {
    missed[row]++;
    where[row] = at;
  };
  for (const [at, facet] of [...index.facets.values()].entries()) {
    const chosen = state.chosen[facet.id] ?? [];
    if (!chosen.length) continue;
    const met = new Uint8Array(index.orders);
    for (const id of chosen) for (const row of facet.terms[facet.places.get(id)].rows) met[row] = 1;
    for (let row = 0; row < index.orders; row++) if (!met[row]) fail(row, at);
  }
  const nowhere = index.facets.size;
  for (let row = 0; row < index.orders; row++) {
    if ((found && !found[row]) || (state.only && !score[row])) fail(row, nowhere);
  }
  let hidden = 0;
  for (let row = 0; row < index.orders; row++) {
    if (!muted[row]) continue;
    if (!missed[row]) hidden++;
    if (!state.reveal) fail(row, nowhere);
  }
  return { missed, where, hidden };
}

/** The rows that meet everything, and for each facet those that fail nothing but its choice. */
function sift(index, { missed, where }) {
  const met = [];
  const but = Array.from(index.facets, () => []);
  for (let row = 0; row < index.orders; row++) {
    if (missed[row] === 0) met.push(row);
    else if (missed[row] === 1) but[where[row]]?.push(row);
  }
  return { met, but };
}

function count(index, { met, but }) {
  const counts = new Map();
  for (const [at, { id, terms, starts, carried }] of [...index.facets.values()].entries()) {
    const found = new Uint32Array(terms.length);
    for (const rows of [met, but[at]]) {
      for (const row of rows) {
        for (let next = starts[row]; next < starts[row + 1]; next++) found[carried[next]]++;
      }
    }
    counts.set(id, found);
  }
  return counts;
}

/**
 * Rows as they are listed: first the order whose very number was typed. By match: those that have the typed words
 * in their own before those that carry something of that name, what changed since the last visit first, then the
 * most matches of what is followed, then analysed orders, then the newest.
 */
function sorted(index, rows, sort, score, found, news) {
  const all = listed(index, rows, sort, score, found, news);
  if (!found?.includes(EXACT)) return all;
  return [...all.filter((row) => found[row] === EXACT), ...all.filter((row) => found[row] !== EXACT)];
}

function listed(index, rows, sort, score, found, news) {
  if (sort === "newest") return rows;
  if (sort === "oldest") {
    const dated = rows.filter((row) => index.days[row] !== UNDATED);
    return [...dated.reverse(), ...rows.filter((row) => index.days[row] === UNDATED)];
  }
  const analysed = new Uint8Array(index.orders);
  for (const { id, rows: found } of index.facets.get("kind").terms) {
    if (id === "analysed") for (const row of found) analysed[row] = 1;
  }
  const most = 2 * score.reduce((high, each) => Math.max(high, each), 0) + 2;
  const shelves = [];
  for (const row of rows) {
    const shelf = most * (2 * (found?.[row] ?? 0) + news.has(row)) + 2 * score[row] + analysed[row];
    (shelves[shelf] ??= []).push(row);
  }
  return shelves.reverse().flat();
}

/**
 * What a state shows. `weights` is what `weigh` gave, `found` marks how the words typed find each row
 * (filter-text.js), or is null where none are; `since` is the day (ISO) after which a change is news, or empty.
 */
export function select(index, state, weights, found, since = "") {
  const miss = misses(index, state, weights, found);
  const sifted = sift(index, miss);
  const { score } = weights;
  const interests = index.facets.get("interest").starts;
  let untagged = 0;
  let matched = 0;
  for (const row of sifted.met) {
    if (interests[row] === interests[row + 1]) untagged++;
    if (score[row]) matched++;
  }
  const news = since ? changedSince(index, since) : new Set();
  return {
    rows: sorted(index, sifted.met, state.sort, score, found, news),
    counts: count(index, sifted),
    untagged, matched,
    hidden: miss.hidden,
    changed: sifted.met.filter((row) => news.has(row) && score[row]).length,
    news: sifted.met.filter((row) => news.has(row)).length,
  };
}

/** The orders whose pages changed after a day. */
export function changedSince(index, since) {
  const found = new Set();
  for (const { day, rows } of index.changed) {
    if (day <= since) break; // the newest come first, and days as they are written sort as days
    for (const row of rows) found.add(row);
  }
  return found;
}
