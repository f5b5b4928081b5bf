// From a passage to its line in the author's editor. The server sends the page once more, with its
// lines in it as comments; an element here is the one there with the same name and the same words.
// Nothing is put into the page itself: what there is to see stands in the desk's own tree above it.

import { make } from "./make.js";

const SHOWN = "eo-desk:sources";
const MARK = /^@(\d+):(\d+)$/;
const PARTS = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, blockquote, figcaption, summary, code, div, span, a, cite";

export class Sources {
  constructor(root, say) {
    this.say = say;
    this.layer = make("nav", { class: "sources", hidden: true, "aria-label": "Sources of the passages" });
    this.toggle = make("button", { type: "button", class: "toggle", "aria-pressed": "false", onclick: () => this.show(this.layer.hidden) }, "Show sources");
    this.found = null;
    this.waiting = null;
    root.append(this.layer);
    addEventListener("click", (event) => this.click(event), true);
    new ResizeObserver(() => this.place()).observe(document.body);
    document.addEventListener("toggle", () => this.place(), true);
    if (kept()) this.show(true);
  }

  /** The page is another now: what was known of it no longer holds. */
  renew() {
    this.found = null;
    if (!this.layer.hidden) this.draw();
  }

  async show(yes) {
    keep(yes);
    this.layer.hidden = !yes;
    this.toggle.setAttribute("aria-pressed", String(yes));
    this.layer.replaceChildren();
    if (yes) await this.draw();
  }

  // What is known of the page -----------------------------------------------------------

  lines() {
    this.waiting ??= this.ask().finally(() => { this.waiting = null; });
    return this.waiting;
  }

  async ask() {
    if (this.found) return this.found;
    const reply = await fetch(`/_eo/lines?page=${encodeURIComponent(location.pathname)}`, { cache: "no-store" }).catch(() => null);
    const told = reply?.ok ? await reply.json() : null;
    this.found = told ? { ...told, marks: marks(told) } : { path: "", files: {}, marks: new Map() };
    return this.found;
  }

  // Going there -------------------------------------------------------------------------

  async click(event) {
    if (!event.altKey || event.button !== 0 || event.target === this.layer.getRootNode().host) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const found = await this.lines();
    if (!found.path) return this.say("It is not known from which file this page is made.");
    this.open(nearest(event.target, found.marks) ?? { path: found.path, line: 1, column: 1 });
  }

  open(target) {
    const url = address(this.found.files, target);
    const words = `${target.path}:${target.line}`;
    if (url) {
      location.href = url;
      this.say(`Opening ${words}`);
    } else {
      navigator.clipboard?.writeText(words).catch(() => {});
      this.say(`Copied ${words}`);
    }
  }

  // Showing it --------------------------------------------------------------------------

  async draw() {
    const found = await this.lines();
    if (this.layer.hidden) return;
    this.layer.replaceChildren(...drawn(found.marks).map(([element, target]) => this.link(element, target, found)));
    if (!found.marks.size) this.say("It is not known from which lines this page is made.");
    this.place();
  }

  link(element, target, { files, path }) {
    const words = `${target.path === path ? "" : `${target.path}:`}${target.line}`;
    const about = element.textContent.trim().replace(/\s+/g, " ").slice(0, 60);
    const label = `${target.path}, line ${target.line}: ${about}`;
    const url = address(files, target);
    const made = url
      ? make("a", { href: url, "aria-label": `Open ${label}`, title: `Open ${target.path}:${target.line}` }, words)
      : make("button", { type: "button", "aria-label": `Copy ${label}`, title: `Copy ${target.path}:${target.line}`, onclick: () => this.open(target) }, words);
    made.stands = element;
    return made;
  }

  /** Beside the passages, in the margin where there is one, else at the ends of their lines. */
  place() {
    if (this.layer.hidden) return;
    let last = { left: -1, bottom: -1 };
    for (const each of this.layer.children) each.hidden = false;
    const box = (element) => element.getBoundingClientRect();
    const spots = [...this.layer.children].map((each) => [each, box(each.stands), box(each.stands.closest("table") ?? each.stands), each.offsetWidth]);
    for (const [each, box, around, width] of spots) {
      each.hidden = !box.height || !box.width || !each.stands.isConnected;
      if (each.hidden) continue;
      const beside = around.left + scrollX - width - 8;
      const left = beside >= 2 ? beside : Math.min(document.documentElement.clientWidth - 2, around.right + scrollX + 14) - width;
      let top = box.top + scrollY;
      if (Math.abs(left - last.left) < width && top < last.bottom) top = last.bottom;
      each.style.left = `${left}px`;
      each.style.top = `${top}px`;
      last = { left, bottom: top + 24 };
    }
  }
}

const key = (element) => `${element.localName} ${element.textContent.replace(/\s+/g, " ").trim()}`;

/** Of every element here that the server knows: where it comes from. */
function marks({ path, html, ids }) {
  const found = new Map();
  for (const [id, [file, line, column]] of Object.entries(ids)) {
    const element = document.getElementById(id);
    if (element) found.set(element, { path: file, line, column });
  }
  if (!html) return found;
  const tree = new DOMParser().parseFromString(html, "text/html");
  const wanted = new Map();
  const walker = tree.createTreeWalker(tree.body, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) {
    const at = MARK.exec(walker.currentNode.data);
    const element = walker.currentNode.parentElement;
    if (at && !wanted.has(element)) wanted.set(element, { path, line: Number(at[1]), column: Number(at[2]) });
  }
  const here = new Map();
  for (const each of document.body.querySelectorAll(PARTS)) {
    const name = key(each);
    if (!here.has(name)) here.set(name, []);
    here.get(name).push(each);
  }
  const met = new Map();
  for (const each of tree.body.querySelectorAll(PARTS)) {
    const name = key(each);
    const at = met.get(name) ?? 0;
    met.set(name, at + 1);
    const element = wanted.has(each) ? here.get(name)?.[at] : null;
    if (element) found.set(element, wanted.get(each));
  }
  return inOrder(found);
}

function inOrder(found) {
  const follows = Node.DOCUMENT_POSITION_FOLLOWING;
  return new Map([...found].sort(([one], [other]) => (one.compareDocumentPosition(other) & follows ? -1 : 1)));
}

/** Without what only repeats: contents lists, and words within a passage of the same line. */
function drawn(found) {
  const repeats = (element, line) => {
    for (let each = element.parentElement; each; each = each.parentElement) {
      if (each.localName === "nav" || found.get(each)?.line === line) return true;
    }
    return false;
  };
  return [...found].filter(([element, { line }]) => !repeats(element, line));
}

/** What is known of an element, of what it stands in, of the row or item around it, or of what stands before it. */
function nearest(element, found) {
  for (let each = element; each && each !== document.body; each = each.parentElement) {
    if (found.has(each)) return found.get(each);
    if (each.matches("tr, li, dl > div, figure, section, .module")) {
      for (const [inner, target] of found) if (each.contains(inner)) return target;
    }
  }
  const before = [...found].filter(([each]) => each.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
  return before.at(-1)?.[1] ?? null;
}

const address = (files, { path, line, column }) =>
  (files[path] ?? "").replace("{line}", line).replace("{column}", column);

function kept() {
  try {
    return sessionStorage.getItem(SHOWN) === "yes";
  } catch {
    return false;
  }
}

function keep(yes) {
  try {
    sessionStorage.setItem(SHOWN, yes ? "yes" : "no");
  } catch {
    // Then each page begins without them.
  }
}
