// The filter's data as a browser works with it: `data/facets.json` unpacked into typed arrays.
// Rows are the edition's orders, the newest first. docs/themes.md describes the file.

const VERSION = 2;
const DAY = 86_400_000;
/** The day of an order without one: before any other. */
export const UNDATED = -1e9;
/** The facets as readers meet them. Years come from the days of signing, not from the file. */
export const FACETS = [
  "interest", "kind", "status", "agency", "year", "president", "court", "instrument", "party",
];

const FIRST = 35;
const SKIPPED = 92;
const LAST = 61;
const BASE = 30;

/** Ascending numbers from their gaps, most of which are one character each. */
export function unpack(text) {
  const found = [];
  let after = 0;
  let gap = 0;
  let worth = 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const digit = code - FIRST - (code > SKIPPED ? 1 : 0);
    if (digit >= LAST) {
      gap += (digit - LAST) * worth;
      worth *= BASE;
      continue;
    }
    found.push(after + gap + digit * worth);
    after = found.at(-1) + 1;
    gap = 0;
    worth = 1;
  }
  return Uint32Array.from(found);
}

/** Slugs from runs: each text may be followed by how many more there are, numbered downwards. */
function unrun(runs) {
  const found = [];
  for (const each of runs) {
    if (typeof each === "string") {
      found.push(each);
      continue;
    }
    const [, name, number] = /^(.*?)(0|[1-9]\d*)$/.exec(found.at(-1));
    for (let less = 1; less <= each; less++) found.push(`${name}${Number(number) - less}`);
  }
  return found;
}

export const dayOf = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
export const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);

function daysOf([newest, text], orders) {
  const days = new Int32Array(orders).fill(UNDATED);
  const from = newest ? dayOf(newest) : 0;
  for (const [row, value] of unpack(text).entries()) days[row] = from - (value - row);
  return days;
}

/** A facet with, row by row, which of its terms an order carries. */
function facet(id, terms, groups, orders) {
  const starts = new Uint32Array(orders + 1);
  for (const { rows } of terms) for (const row of rows) starts[row + 1]++;
  for (let row = 0; row < orders; row++) starts[row + 1] += starts[row];
  const carried = new Uint16Array(starts[orders]);
  const next = starts.slice();
  for (const [at, { rows }] of terms.entries()) for (const row of rows) carried[next[row]++] = at;
  const places = new Map(terms.map((term, at) => [term.id, at]));
  return { id, terms, groups, starts, carried, places };
}

function years(days) {
  const byYear = new Map();
  for (const [row, day] of days.entries()) {
    const id = day === UNDATED ? "undated" : isoOf(day).slice(0, 4);
    if (!byYear.has(id)) byYear.set(id, []);
    byYear.get(id).push(row);
  }
  return [...byYear].map(([id, rows]) => ({ id, label: id, rows: Uint32Array.from(rows) }));
}

/** The index, or an error: half an index would make the counts lie. */
export function readIndex(value) {
  if (value?.version !== VERSION || !Array.isArray(value.facets)) {
    throw new TypeError("not an index of orders that this page can read");
  }
  const { orders } = value;
  const slugs = unrun(value.slugs);
  const days = daysOf(value.signed, orders);
  const facets = new Map([["year", facet("year", years(days), null, orders)]]);
  for (const { id, terms, groups } of value.facets) {
    const read = terms.map(([term, label, text]) => ({ id: term, label, rows: unpack(text) }));
    facets.set(id, facet(id, read, groups ?? null, orders));
  }
  return {
    orders, slugs, days, facets,
    shard: value.shard,
    orderUrl: value.order_url,
    changed: value.changed.days.map(([day, text]) => ({ day, rows: unpack(text) })),
    changedAfter: value.changed.after,
    rows: new Map(slugs.map((slug, row) => [slug, row])),
  };
}

/** The terms of a facet that an order carries. */
export function carried(index, facetId, row) {
  const { terms, starts, carried } = index.facets.get(facetId);
  return Array.from(carried.subarray(starts[row], starts[row + 1]), (at) => terms[at]);
}

/** The number of an order as its address has it, for where its card is not at hand. */
export function numberOf(index, row) {
  return /^eo-(\d+(?:-[a-z])?)$/.exec(index.slugs[row])?.[1].toUpperCase() ?? "";
}
