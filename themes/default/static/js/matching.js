// How what the reader follows and mutes bears on something that carries terms: an order, a section,
// a duty, a change. An item is {interests, agencies, parties, orders}, each a list of ids or missing.

import { KINDS } from "./profile.js";

/** The item's terms that are in these lists, as [kind, id]. */
const among = (lists, item) => KINDS.flatMap((kind) =>
  (item[kind] ?? []).filter((id) => lists[kind].includes(id)).map((id) => [kind, id]));

/**
 * {terms, muted}: what the reader follows of the item, and whether muting keeps it out. Muting wins
 * over following, except that a single order that is followed always shows.
 */
export function match({ follows, mutes }, item) {
  const terms = among(follows, item);
  const muted = among(mutes, item).length > 0 && !terms.some(([kind]) => kind === "orders");
  return { terms, muted };
}

/** Whether the reader wants to see it. */
export const wanted = (profile, item) => {
  const { terms, muted } = match(profile, item);
  return terms.length > 0 && !muted;
};

export const followsAny = ({ follows }) => KINDS.some((kind) => follows[kind].length > 0);

/** An item from a page's `data-about`: `interests:lamps agencies:navy`. */
export function itemOf(about) {
  const item = Object.fromEntries(KINDS.map((kind) => [kind, []]));
  for (const token of about.split(" ").filter(Boolean)) {
    const [kind, id] = token.split(":");
    if (KINDS.includes(kind)) item[kind].push(id);
  }
  return item;
}
