// The search page: a field, and what is found. Nothing of the index is asked for before there is a
// query, and the query is kept where no server sees it, in the address's fragment.

import { fetched, fill, make, number, plural, shortDate, words } from "./dom.js";
import { clean, followed, LONGEST, narrow, pieces, queryOf, toFragment, untitled } from "./finding.js";
import { readIndex } from "./filter-index.js";
import { followsAny } from "./matching.js";
import { load } from "./profile.js";

const AT_ONCE = 10;
const PAUSE = 250;

const root = document.querySelector("[data-search]");
const part = (name) => root.querySelector(`[data-${name}]`);
const [said, found, lists] = ["said", "found", "lists"].map(part);

const field = make("input", {
  type: "search", id: "search-words", maxlength: LONGEST, autocomplete: "off", autocapitalize: "none",
  spellcheck: "false", enterkeyhint: "search", "aria-describedby": "search-hint",
});
const only = make("input", { type: "checkbox", id: "search-only" });

/** Counts the queries, so that a slow answer to an old one is not shown. */
let turn = 0;
let pausing;
let engine;
let narrowing;

function start() {
  const follows = followsAny(load());
  const form = make(
    "form", { role: "search" },
    make("label", { for: field.id }, words.label),
    field,
    make("button", {}, words.go),
    make("p", { id: "search-hint", class: "aside-line" }, words.hint),
    ...(follows ? [make("p", { class: "search-only" }, only, make("label", { for: only.id }, words.only))] : []),
  );
  part("form").replaceChildren(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep("pushState");
    look();
  });
  field.addEventListener("input", () => {
    clearTimeout(pausing);
    makeRoom(clean(field.value));
    pausing = setTimeout(() => {
      keep("replaceState");
      look();
    }, PAUSE);
  });
  only.addEventListener("change", look);
  addEventListener("popstate", take);
  take();
}

/** What the address asks for. */
function take() {
  // Another fragment, such as the skip link's, asks for nothing.
  if (location.hash && !location.hash.startsWith("#q=")) return;
  field.value = queryOf(location.hash);
  look();
}

function keep(how) {
  const query = clean(field.value);
  const address = query ? toFragment(query) : location.pathname + location.search;
  if (query !== queryOf(location.hash)) history[how](null, "", address);
}

/** The ways to the other editions' search lead to the same query. */
function lend(query) {
  for (const link of document.querySelectorAll(".editions a[data-edition]")) {
    if (link.pathname.endsWith("/search/")) link.hash = query && toFragment(query);
  }
}

/** Results stand where the lists do while there is nothing to find. */
function makeRoom(query) {
  found.hidden = !query;
  lists.hidden = Boolean(query);
}

async function look() {
  clearTimeout(pausing);
  const query = clean(field.value);
  const mine = ++turn;
  makeRoom(query);
  lend(query);
  if (!query) return show("", []);
  try {
    const { results } = await (await loaded()).search(query);
    if (mine !== turn) return undefined;
    if (!only.checked) return await show(told(results.length), results);
    const kept = narrow(results, ...(await narrowed()));
    return mine === turn && (await show(toldNarrowed(kept.length, results.length), kept));
  } catch (error) {
    if (mine !== turn) return undefined;
    console.warn(error);
    lists.hidden = false;
    return show(error instanceof NotNarrowed ? words.narrow_failed : words.failed, []);
  }
}

async function loaded() {
  if (!engine) {
    const found = await import(new URL(root.dataset.index, document.baseURI));
    await found.options({ excerptLength: 36 });
    engine = found;
  }
  return engine;
}

class NotNarrowed extends Error {}

/** Which order each result is, and the orders that the reader follows now. */
async function narrowed() {
  try {
    narrowing ??= await Promise.all([file("slugs"), file("orders").then(readIndex)]);
  } catch (error) {
    throw new NotNarrowed(error.message);
  }
  const [slugs, index] = narrowing;
  return [slugs, followed(index, load())];
}

// Both belong to the index of this moment, and their names do not tell which that is.
const file = (name) => fetched(root.dataset[name], { cache: "no-cache" });

const told = (n) => (n ? plural(n, words.one, words.many) : words.none);

function toldNarrowed(n, all) {
  if (!all) return words.none;
  const sentence = { 0: words.narrowed_none, 1: words.narrowed_one }[n] ?? words.narrowed_many;
  return fill(sentence, { n: number(n), all: number(all) });
}

/** What was found, the first of it at once. */
async function show(sentence, results) {
  const mine = turn;
  const items = await Promise.all(results.slice(0, AT_ONCE).map(item));
  if (mine !== turn) return;
  said.textContent = sentence;
  const heading = make("h2", { class: "visually-hidden" }, words.found);
  const list = make("ol", { class: "orders" }, ...items);
  found.replaceChildren(...(items.length ? [heading, list, ...more(list, results)] : []));
}

function more(list, results) {
  if (results.length <= AT_ONCE) return [];
  const button = make("button", { type: "button" }, words.more);
  button.addEventListener("click", async () => {
    const first = list.children.length;
    const items = await Promise.all(results.slice(first, first + AT_ONCE).map(item));
    if (list.children.length !== first) return; // clicked twice
    list.append(...items);
    items[0].querySelector("a").focus();
    if (list.children.length === results.length) button.remove();
  });
  return [button];
}

const pill = (value, text) =>
  text ? [make("span", { class: "pill", "data-value": value ?? "" }, text)] : [];

/** A page found: number, title, day, standing, and the words about what was looked for. */
async function item(result) {
  const { url, meta, excerpt, plain_excerpt: part, raw_content: all } = await result.data();
  const address = new URL(url, location.href);
  const signed = /^\d{4}-\d\d-\d\d$/.test(meta.signed ?? "")
    ? [make("time", { datetime: meta.signed }, shortDate(meta.signed))]
    : [];
  const standing = [...pill(meta.status_value, meta.status), ...pill(meta.court_value, meta.court)];
  const shown = pieces(untitled(excerpt, part, meta.title ?? "")).map((piece) =>
    piece.found ? make("mark", {}, piece.text) : piece.text,
  );
  const passage = [all.startsWith(part) ? "" : "… ", ...shown, all.endsWith(part) ? "" : " …"];
  return make(
    "li", { class: "card" },
    make("p", { class: "card-number" }, meta.label ?? ""),
    make(
      "div", { class: "card-body" },
      make("h3", {}, make("a", { href: address.origin === location.origin ? address.href : "" }, meta.title ?? "")),
      make("p", { class: "card-line" }, ...signed, ...standing),
      make("p", { class: "card-summary" }, ...passage),
    ),
  );
}

start();
