// Brings an open page up to date where only words and parts of it changed: quicker than loading it
// again, and with nothing lost that the reader did to it.
//
// Three trees are walked side by side: the page as it was sent, as it is sent now, and as it stands.
// Only what still stands as it was sent is touched. Where a script of the page has been at work, or
// scripts and styles themselves differ, there is nothing to patch, and the page is loaded again.

/** There is no telling what stands for what. */
export class Untellable extends Error {}

/** The page at this address as it is sent now, with the state it carries; null where there is none. */
export async function fetchPage() {
  const reply = await fetch(location.pathname, { cache: "no-store" });
  if (!reply.ok) return null;
  const tree = new DOMParser().parseFromString(await reply.text(), "text/html");
  const desk = tree.querySelector("eo-desk");
  return desk ? { tree, state: JSON.parse(desk.dataset.state) } : null;
}

/** Every change first, then all of them at once: a page is patched as a whole or not at all. */
export function patch(before, after, live = document) {
  const changes = [];
  compare(before.documentElement, after.documentElement, live.documentElement, changes);
  for (const change of changes) change();
}

const OURS = "EO-DESK";
const LOADED = new Set(["SCRIPT", "LINK", "STYLE", "BASE"]);
const DATA = "application/ld+json"; // for search engines: a script by name, which nothing runs
const HEAVY = `script:not([type="${DATA}"]), link, style`;

function compare(before, after, live, changes) {
  if (before.nodeName === OURS || before.isEqualNode(after)) return;
  if (live?.nodeName !== before.nodeName || after.nodeName !== before.nodeName || loaded(before) || loaded(after)) {
    throw new Untellable(before.nodeName);
  }
  if (before.nodeType !== Node.ELEMENT_NODE) {
    if (live.data !== before.data) throw new Untellable("text");
    changes.push(() => { live.data = after.data; });
    return;
  }
  attributes(before, after, live, changes);
  children([...before.childNodes], [...after.childNodes], live, changes);
}

function attributes(before, after, live, changes) {
  const names = new Set([...before.getAttributeNames(), ...after.getAttributeNames()]);
  for (const name of names) {
    const value = after.getAttribute(name);
    if (value === before.getAttribute(name)) continue;
    if (live.getAttribute(name) !== before.getAttribute(name)) throw new Untellable(name);
    changes.push(() => (value === null ? live.removeAttribute(name) : live.setAttribute(name, value)));
  }
}

function children(before, after, parent, changes) {
  const live = [...parent.childNodes];
  if (live.length !== before.length) throw new Untellable("children");
  let start = 0;
  let end = 0;
  const least = Math.min(before.length, after.length);
  while (start < least && same(before.at(start), after.at(start))) start += 1;
  while (end < least - start && same(before.at(-1 - end), after.at(-1 - end))) end += 1;
  const [gone, come] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const standing = live.slice(start, live.length - end);
  if (gone.length === come.length) {
    gone.forEach((each, i) => compare(each, come[i], standing[i], changes));
    return;
  }
  if (!gone.every((each, i) => each.isEqualNode(standing[i])) || [...gone, ...come].some(loads)) {
    throw new Untellable("parts");
  }
  const next = live[live.length - end] ?? null;
  changes.push(() => {
    for (const each of standing) each.remove();
    for (const each of come) parent.insertBefore(document.importNode(each, true), next);
  });
}

const same = (one, other) => one.nodeName === OURS ? other.nodeName === OURS : one.isEqualNode(other);

const loaded = (node) => LOADED.has(node.nodeName) && node.type !== DATA;

const loads = (node) => loaded(node) || (node.querySelector?.(HEAVY) ?? null) !== null;
