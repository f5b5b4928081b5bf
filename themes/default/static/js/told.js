// The briefing's logic, free of the page: the edition's file, a profile and two days in; what is
// told, and why, out.

import { match } from "./matching.js";

export const AHEAD = 90;
export const BACK = 30;
const SOON = 30;
/** States that only the calendar decides: a file may be some days old when it is read. */
const BY_DATE = ["not-due", "due-soon", "overdue-unconfirmed"];

/** The file as the page expects it, or an error: half a file would make the silences lie. */
export function readFile(value) {
  const whole = value?.version === 1 && Array.isArray(value.changes) && Array.isArray(value.dues)
    && typeof value.orders === "object" && value.orders !== null;
  if (!whole) throw new TypeError("not a briefing that this page can read");
  return value;
}

/** A day some days later, or earlier. */
export function later(day, days) {
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** What the calendar says of a duty on the day of reading. */
export function state({ status, due }, today) {
  if (!BY_DATE.includes(status)) return status;
  if (due < today) return "overdue-unconfirmed";
  return due <= later(today, SOON) ? "due-soon" : "not-due";
}

/** Everything a reader may have followed of an entry: a duty is its own agencies' business. */
function item(file, entry) {
  const { interests, agencies, parties } = file.orders[entry.order];
  const own = entry.who ? [...entry.who, ...entry.with, ...entry.consults] : agencies;
  return { interests, agencies: own, parties, orders: [entry.order] };
}

/**
 * {changes, passed, dues}: entries with the order they are of, the terms they are followed by and
 * whether muting leaves them out. `since` is the first day from which changes are told.
 */
export function told(file, profile, today, since) {
  const followed = (entries) => entries
    .map((entry) => ({ ...entry, of: file.orders[entry.order], ...match(profile, item(file, entry)) }))
    .filter(({ terms }) => terms.length > 0);
  const between = (first, last) => file.dues
    .filter(({ due }) => first <= due && due <= last)
    .map((entry) => ({ ...entry, status: state(entry, today) }));
  return {
    changes: followed(file.changes.filter(({ on }) => on >= since)),
    passed: followed(between(later(today, -BACK), later(today, -1))),
    dues: followed(between(today, later(today, AHEAD))),
  };
}
