// The profile that a reader keeps with their account, where the host has a place for it. Off until they
// say so. Each device reconciles its own with it: a mark, which is a random number and no name, says
// whether what is on the device came from the same account.

import { LARGEST, fromText, reconcile, toText } from "./carry.js";
import { CHANGED, clean, empty, load, update } from "./profile.js";

/** Said when it is known whether there is such a place, and when that or the profile has changed. */
export const KNOWN = "eo-site:kept";

const key = () => `eo-site:${document.documentElement.dataset.site}:kept`;
const isMark = (value) => typeof value === "string" && /^[0-9a-f]{32}$/.test(value);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

let address = "";
let failed = false;
let busy = Promise.resolve();

/** {offered, on, failed}: whether the account can keep a profile, whether it does, whether that went wrong. */
export const state = () => ({ offered: address !== "", on: remembered() !== null, failed });

/** What this device last had in common with the account: {mark, base}, or null. */
function remembered() {
  try {
    const { mark, base } = JSON.parse(localStorage.getItem(key()));
    return isMark(mark) ? { mark, base: clean(base).profile } : null;
  } catch {
    return null;
  }
}

const remember = (mark, base) => localStorage.setItem(key(), JSON.stringify({ mark, base }));
const forget = () => localStorage.removeItem(key());

async function asked(method, body) {
  const headers = body === undefined ? {} : { "Content-Type": "application/json" };
  const answer = await fetch(address, {
    method, body, headers, cache: "no-store", credentials: "same-origin", redirect: "error",
  });
  if (!answer.ok && answer.status !== 404) throw new Error(`${method}: ${answer.status}`);
  return answer;
}

/** {mark, profile} as the account keeps it; null where it keeps nothing that can be used. */
async function theirs() {
  const answer = await asked("GET");
  if (!answer.ok || answer.status === 204) return null;
  const text = await answer.text();
  const { profile } = fromText(text);
  const mark = text.length > LARGEST ? "" : JSON.parse(text).mark;
  return profile && isMark(mark) ? { mark, profile } : null;
}

async function write(mark, profile) {
  const answer = await asked("PUT", toText({ ...profile, mark }));
  if (!answer.ok) throw new Error(`PUT: ${answer.status}`);
}

async function together() {
  const kept = await theirs();
  const own = remembered();
  if (!kept) return forget();
  const another = own !== null && own.mark !== kept.mark;
  const base = own && !another ? own.base : empty();
  const mine = another ? empty() : load(); // What came from another account stays with it.
  const all = reconcile(base, mine, kept.profile);
  remember(kept.mark, all);
  if (!same(all, load()) && update(() => all)) dispatchEvent(new StorageEvent("storage"));
  if (!same(all, kept.profile)) await write(kept.mark, all);
}

/** One after the other, whatever asks for it. */
function next(step) {
  busy = busy.then(step).then(() => { failed = false; }, () => { failed = true; });
  return busy.then(() => dispatchEvent(new Event(KNOWN)));
}

/** Begins with the address that the host has named for whoever is signed in. */
export function begin(found) {
  address = found;
  addEventListener(CHANGED, () => remembered() && !same(remembered().base, load()) && next(together));
  return next(together);
}

/** Keeps the profile with the account from now on. */
export const start = () => next(async () => {
  if (await theirs()) return together();
  const mark = [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");
  const profile = load();
  await write(mark, profile);
  return remember(mark, profile);
});

/** Deletes what the account keeps; what is on the device stays. */
export const stop = () => next(async () => {
  await asked("DELETE");
  forget();
});
