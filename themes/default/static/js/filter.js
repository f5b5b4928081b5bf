// The interest filter's logic, free of the page: data and state in, ids and counts out.

import { cleanIds } from "./profile.js";

const PREFIX = "interests=";

/** The ids a fragment asks for, or null where it says nothing about interests. */
export function parseFragment(fragment) {
  const text = fragment.replace(/^#/, "");
  if (!text.startsWith(PREFIX)) return null;
  let list = text.slice(PREFIX.length, PREFIX.length + 8000);
  try {
    list = decodeURIComponent(list);
  } catch {
    // Broken escapes match no term, so they are counted among the unknown ones.
  }
  return [...new Set(list.split(",").filter(Boolean))];
}

export const toFragment = (ids) => `#${PREFIX}${ids.join(",")}`;

/** Ids the vocabulary has, in their order, and how many others there were. */
export function sift(ids, vocabulary) {
  const known = cleanIds(ids).filter((id) => vocabulary.has(id));
  return { known, dropped: new Set(ids).size - known.length };
}

/** What to show: a link's choice, else the reader's own, else the edition's suggestion. */
export function choose({ linked, stored, suggested }) {
  if (linked !== null && linked.join() !== stored?.join()) return { from: "link", ids: linked };
  if (stored !== null) return { from: "profile", ids: stored };
  return { from: "default", ids: suggested };
}

export const toggle = (ids, id) =>
  ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];

/** The orders that carry any followed interest; all of them where nothing is followed. */
export function select(orders, followed) {
  if (followed.length === 0) return orders;
  const wanted = new Set(followed);
  return orders.filter((order) => order.interests.some((id) => wanted.has(id)));
}

export const untagged = (orders) => orders.filter((order) => order.interests.length === 0).length;

/** How many of the orders carry each term. */
export function counts(orders) {
  const byTerm = new Map();
  for (const order of orders) {
    for (const id of order.interests) byTerm.set(id, (byTerm.get(id) ?? 0) + 1);
  }
  return byTerm;
}

/** The index as the page expects it, or an error: half an index would make the counts lie. */
export function readIndex(value) {
  if (value?.version !== 1 || !Array.isArray(value.groups) || !Array.isArray(value.orders)) {
    throw new TypeError("not an index of orders this page can read");
  }
  return {
    groups: value.groups,
    orders: value.orders.map((order) => ({ ...order, interests: cleanIds(order.interests) })),
    terms: new Map(value.groups.flatMap((group) => group.terms.map((term) => [term.id, term]))),
  };
}
