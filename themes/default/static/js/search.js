// The search page: a field, and what is found. Nothing of the index is asked for before there is a
// query, and the query is kept where no server sees it, in the address's fragment.

import { fetched, fill, make, number, plural, shortDate, words } from "./dom.js";
import { asked, clean, followed, LONGEST, merged, narrow, pieces, queryOf, toFragment, untitled } from "./finding.js";
import { UNDATED, isoOf, numberOf, readIndex } from "./filter-index.js";
import { matching, searchable } from "./filter-text.js";
import { followsAny } from "./matching.js";
import { load } from "./profile.js";

const AT_ONCE = 10;
const PAUSE = 250;
const OFFERED = 4;
/** The lists that terms have pages in. */
const LISTS = { agency: "agencies", interest: "interests" };

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
let library;

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
  if (!query) return show([], []);
  try {
    const [texts, orders] = await Promise.all([
      loaded().then((found) => found.search(asked(query, kind))), known().catch(unknown),
    ]);
    if (mine !== turn) return undefined;
    // Between quotation marks stands a passage, which no name of an order is looked for in.
    const { marks, terms } = (!query.includes('"') && orders && matching(query, orders.texts)) || {};
    const all = orders ? merged(texts.results, orders.slugs, orders.index, marks)
      : texts.results.map((result) => ({ result }));
    if (!only.checked) return await show(told(all.length, query), all, terms);
    if (!orders) throw new NotNarrowed();
    const kept = narrow(all, orders.index, followed(orders.index, load()));
    return await show(toldNarrowed(kept.length, all.length, query), kept, terms);
  } catch (error) {
    if (mine !== turn) return undefined;
    console.warn(error);
    lists.hidden = false;
    return show([error instanceof NotNarrowed ? words.narrow_failed : words.failed, ...elsewhere(query)], []);
  }
}

/** The words that may stand before an order's number. */
const kind = words.number_words.split(" ");

/** Where the same words are looked for in titles, numbers and names. */
const elsewhere = (query) =>
  [" ", make("a", { href: root.dataset.home + toFragment(query) }, fill(words.search_list, { words: query }))];

function unknown(error) {
  console.warn(error);
  library = null; // the next query asks again
  return null;
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

/** The edition's orders: their index, what they are called, and which of them each result is. */
const known = () => (library ??= read());

async function read() {
  const [slugs, index, titles] = await Promise.all([file("slugs"), file("orders").then(readIndex), file("titles")]);
  const texts = searchable(index, titles, {
    numberOf: (row) => numberOf(index, row), label: words.order_label, kind: words.number_words,
    small: words.small_words,
  });
  return { slugs, index, texts, titles: titles.titles, numbers: titles.numbers };
}

// Both belong to the index of this moment, and their names do not tell which that is.
const file = (name) => fetched(root.dataset[name], { cache: "no-cache" });

const told = (n, query) => (n ? [plural(n, words.one, words.many)] : [words.none, ...elsewhere(query)]);

function toldNarrowed(n, all, query) {
  if (!all) return told(all, query);
  const sentence = { 0: words.narrowed_none, 1: words.narrowed_one }[n] ?? words.narrowed_many;
  return [fill(sentence, { n: number(n), all: number(all) })];
}

/** Pages of the agencies and interests that the words name; for others, the list of their orders. */
function offer(terms) {
  const links = terms.slice(0, OFFERED).flatMap(({ kind: facet, id, label, orders }) => {
    const list = LISTS[facet] && fill(root.dataset.list, { kind: LISTS[facet], id });
    const url = list ?? `${root.dataset.home}#${facet}=${id}`;
    return [" ", make("a", { href: url }, label), ` (${number(orders)})`];
  });
  part("offers").replaceChildren(...(links.length ? [words.offers, ...links] : []));
}

/** What was found, the first of it at once. */
async function show(sentence, results, terms = []) {
  const mine = turn;
  const items = await Promise.all(results.slice(0, AT_ONCE).map(item));
  if (mine !== turn) return;
  said.replaceChildren(...sentence);
  offer(terms);
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

/** An order found by what it is called or carries: as its card has it. */
async function called(row) {
  const { index, titles } = await known();
  const place = index.orders - 1 - row;
  const file = fill(root.dataset.cards, { number: Math.floor(place / index.shard) + 1 });
  const card = await fetched(file).then(({ cards }) => cards[place % index.shard], () => null);
  const address = new URL(fill(index.orderUrl, { slug: index.slugs[row] }), new URL(root.dataset.home, location.href)).href;
  const day = index.days[row] === UNDATED ? "" : isoOf(index.days[row]);
  return make(
    "li", { class: "card" },
    make("p", { class: "card-number" }, card?.label ?? fill(words.order_label, { number: numberOf(index, row) })),
    make(
      "div", { class: "card-body" },
      make("h3", {}, make("a", { href: address }, titles[row])),
      make("p", { class: "card-line" }, ...(day ? [make("time", { datetime: day }, shortDate(day))] : []),
        ...(card?.pills ?? []).flatMap(([value, text]) => pill(value, text))),
      make("p", { class: "card-summary" }, card?.summary ?? ""),
    ),
  );
}

/** A page found: number, title, day, standing, and the words about what was looked for. */
async function item({ result, row }) {
  if (!result) return called(row);
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
