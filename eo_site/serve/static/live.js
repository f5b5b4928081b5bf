// Keeps an open page up to date. The page was rendered in one state of the site and carries it; the
// server tells the present one. Where the page itself differs, it is patched, or else loaded again
// at the same place; where only styles do, they are exchanged under it; where something is broken,
// it stays, and an overlay says what and where.

import { Corner } from "./corner.js";
import { Overlay } from "./overlay.js";
import { Untellable, fetchPage, patch } from "./patch.js";
import { Sources } from "./sources.js";

const KEPT = "eo-desk:place";

const host = document.querySelector("eo-desk");
const root = host.attachShadow({ mode: "open" });
const look = document.createElement("link");
look.rel = "stylesheet";
look.href = "/_eo/live.css";
look.addEventListener("load", () => { host.hidden = false; overlay.focus(); });
const said = document.createElement("p");
said.className = "said";
said.setAttribute("role", "status");
root.append(look, said);

const overlay = new Overlay(root);
const seen = document.createElement("p");
seen.className = "notice";
seen.hidden = true;
root.append(seen);
const sources = new Sources(root, tell);
const corner = new Corner(root, overlay, sources.toggle);
let state = JSON.parse(host.dataset.state);
let leaving = false;

// What the server says.

let newest = null;
let busy = false;

/** One state after the other; of those that come meanwhile, only the last matters. */
async function take(next) {
  newest = next;
  if (busy) return;
  busy = true;
  while (newest && !leaving) {
    const taken = newest;
    newest = null;
    await turn(taken);
  }
  busy = false;
}

async function turn(next) {
  const changed = changedFiles(state.files, next.files);
  if (changed.some((name) => !name.endsWith(".css"))) return reload();
  if (next.page !== state.page) {
    let page;
    try {
      page = sent && await fetchPage();
    } catch {
      return; // The server is gone. When it is back, it tells its state.
    }
    if (!page || !renewed(page.tree)) return reload();
    next = page.state;
    say("The page is up to date.");
  }
  if (changed.length) restyle();
  if (!state.good && next.good) say("No problem any more.");
  state = next;
  show();
}

const changedFiles = (before, after) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => before[name] !== after[name]);

function show() {
  overlay.show(state);
  corner.show(state);
}

const say = (words) => { said.textContent = words; };

let fading = 0;

/** Says something to everybody, for a while. */
function tell(words) {
  say(words);
  seen.textContent = words;
  seen.hidden = false;
  clearTimeout(fading);
  fading = setTimeout(() => { seen.hidden = true; }, 5000);
}

// Patching. It needs the page as it was sent, which is asked for when there is time.

let sent = null;

async function remember() {
  try {
    const page = await fetchPage();
    if (page?.state.page !== state.page) return;
    sent = page.tree;
    host.dataset.ready = "";
  } catch {
    // Then the next change loads the page again.
  }
}

function renewed(tree) {
  try {
    patch(sent, tree);
    sent = tree;
    sources.renew();
    return true;
  } catch (error) {
    if (!(error instanceof Untellable)) console.error(error);
    return false;
  }
}

// Loading again, at the same place.

function reload() {
  if (leaving) return;
  leaving = true;
  const open = [...document.querySelectorAll("details")].map((each) => each.open);
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ at: location.pathname, x: scrollX, y: scrollY, open }));
  } catch {
    // Without storage the browser's own memory of the place has to do.
  }
  location.reload();
}

function restore() {
  let kept;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
  } catch {
    return;
  }
  if (kept?.at !== location.pathname) return;
  const folds = [...document.querySelectorAll("details")];
  if (folds.length === kept.open.length) folds.forEach((each, i) => { each.open = kept.open[i]; });
  const back = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
  back();
  addEventListener("load", back, { once: true });
}

// New styles under the same page. All of them: one may import another.

const replaced = new WeakSet();

function restyle() {
  for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
    const url = new URL(old.href);
    if (replaced.has(old) || url.origin !== location.origin) continue;
    url.searchParams.set("eo", Date.now());
    const next = old.cloneNode();
    next.href = url.href;
    next.addEventListener("load", () => old.remove(), { once: true });
    next.addEventListener("error", () => next.remove(), { once: true });
    replaced.add(old);
    old.after(next);
  }
  say("New styles.");
}

// The stream. A browser grants a site six connections, so that only pages that are seen keep one;
// the others learn the state when they are seen again.

let stream = null;

function listen() {
  const wanted = document.visibilityState === "visible" && !leaving;
  if (wanted && !stream) {
    stream = new EventSource(`/_eo/events?page=${encodeURIComponent(location.pathname)}`);
    stream.addEventListener("message", (event) => { corner.connected(true); take(JSON.parse(event.data)); });
    stream.addEventListener("error", () => corner.connected(false));
  } else if (!wanted && stream) {
    stream.close();
    stream = null;
  }
}

document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => { stream?.close(); stream = null; });
addEventListener("pageshow", listen);

// Links to editions that are published elsewhere lead to them here.

function keepHere(event) {
  const link = event.target.closest?.("a[href]");
  for (const { address, home } of link ? state.editions : []) {
    const base = address.replace(/\/*$/, "/");
    if (address && link.href.startsWith(base)) link.href = home + link.href.slice(base.length);
  }
}

addEventListener("click", keepHere, true);
addEventListener("auxclick", keepHere, true);

restore();
show();
listen();
setTimeout(remember);
