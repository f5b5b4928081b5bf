// Two or three orders of this edition side by side, as the address names them: #eo-13903,eo-13780. All is taken from
// the edition's own pages and cards, and nothing that is chosen leaves the device.

import { fetched, fill, make, shortDate, words } from "./dom.js";
import { UNDATED, isoOf, numberOf, readIndex } from "./filter-index.js";
import { matching, searchable } from "./filter-text.js";
import { collect } from "./stops.js";

const MOST = 3;
/** The parts of an order's page that are put beside one another, in this order. */
const PARTS = [
  "summary", "status", "does-not", "what-changed", "authorities", "money", "needs-congress", "clauses", "duties",
  "deadlines", "named-agencies", "affected", "cases",
];

const root = document.querySelector("[data-compare]");
const part = (name) => root.querySelector(`[data-${name}]`);
const home = new URL(root.dataset.home, location.href);

let index;
let texts;
let titles;
/** By order, its page as a document, or null where it did not load. */
const pages = new Map();
let turn = 0;

async function start() {
  [index, titles] = await Promise.all([fetched(root.dataset.facets).then(readIndex), fetched(root.dataset.titles)]);
  texts = searchable(index, titles, {
    numberOf: (row) => numberOf(index, row), label: words.order_label, kind: words.number_words, small: words.small_words,
  });
  const field = make("input", {
    type: "search", id: "add-order", autocomplete: "off", spellcheck: "false", maxlength: "200", placeholder: words.hint,
  });
  const form = make("form", {}, make("label", { for: field.id }, words.add), field, make("button", {}, words.go));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const slug = sought(field.value);
    if (!slug) return say(fill(words.unknown, { words: field.value.trim() }));
    field.value = "";
    return go([...chosen().slugs, slug]);
  });
  part("form").replaceChildren(form);
  for (const card of part("plain").querySelectorAll("[data-slug]")) {
    const name = card.querySelector(".card-number").textContent;
    const add = make("button", { type: "button", class: "card-add", "aria-label": fill(words.add_named, { order: name }),
      onclick: () => go([...chosen().slugs, card.dataset.slug]) }, words.go);
    card.querySelector(".card-body").append(add);
  }
  addEventListener("popstate", show);
  show();
}

/** The orders that the address names and this edition has, and how many others it names. */
function chosen() {
  const asked = location.hash.slice(1).split(",").filter((each) => each && each !== "main");
  const slugs = [...new Set(asked)].filter((slug) => index.rows.has(slug)).slice(0, MOST);
  return { slugs, unknown: asked.filter((slug) => !index.rows.has(slug)).length };
}

/** The order that a query means: the one of that number, else the first of that title or name. */
function sought(query) {
  const marks = matching(query, texts)?.marks;
  if (!marks) return "";
  const best = Math.max(...marks);
  return best ? index.slugs[marks.indexOf(best)] : "";
}

function go(slugs) {
  const kept = [...new Set(slugs)];
  if (kept.length > MOST) return say(words.enough);
  history.pushState(null, "", kept.length ? `#${kept.join(",")}` : location.pathname);
  return show();
}

const say = (sentence) => { part("said").textContent = sentence; };

async function show() {
  const mine = ++turn;
  const { slugs, unknown } = chosen();
  part("plain").hidden = slugs.length > 0;
  say(unknown ? words.left_out : slugs.length === 1 ? words.one_more : "");
  lend();
  const orders = await Promise.all(slugs.map(order));
  if (mine !== turn) return;
  const cells = orders.map(head);
  for (const name of PARTS) {
    const found = orders.map(({ page }) => page?.querySelector(`section.module-${name}`));
    if (!found.some(Boolean)) continue;
    const title = found.find(Boolean).querySelector("h2")?.textContent ?? "";
    cells.push(make("h2", { class: "compared-part-name" }, title));
    cells.push(...orders.map((each, at) => cell(each, found[at])));
  }
  const three = orders.length > 2 ? " three" : "";
  part("table").replaceChildren(...(cells.length ? [make("div", { class: `compared${three}` }, ...cells)] : []));
  collect();
  document.documentElement.classList.remove("asked");
}

/** The ways to the other editions lead to the same orders. */
function lend() {
  for (const link of document.querySelectorAll(".editions a[data-edition]")) {
    if (link.pathname.endsWith("/compare/")) link.hash = location.hash;
  }
}

/** An order's row, card, address and page. */
async function order(slug) {
  const row = index.rows.get(slug);
  const url = new URL(fill(index.orderUrl, { slug }), home);
  const place = index.orders - 1 - row;
  const file = fill(root.dataset.cards, { number: Math.floor(place / index.shard) + 1 });
  const [card, page] = await Promise.all([
    fetched(file).then(({ cards }) => cards[place % index.shard], () => null),
    pages.get(slug) ?? fetchPage(url),
  ]);
  if (page) pages.set(slug, page);
  return { slug, row, url, card, page };
}

async function fetchPage(url) {
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch (error) {
    console.warn(error);
    return null;
  }
}

const label = ({ card, row }) => card?.label ?? fill(words.order_label, { number: numberOf(index, row) });

function head(each) {
  const { slug, row, url, card, page } = each;
  const drop = make("button", { type: "button", class: "plain", "aria-label": fill(words.remove_named, { order: label(each) }),
    onclick: () => {
      go(chosen().slugs.filter((other) => other !== slug));
      document.getElementById("add-order").focus();
    } }, words.remove);
  const day = index.days[row] === UNDATED ? "" : isoOf(index.days[row]);
  const pills = (card?.pills ?? []).map(([value, text]) => make("span", { class: "pill", "data-value": value }, text));
  return make("div", { class: "compared-order" },
    make("p", { class: "card-number" }, label(each), drop),
    make("h2", {}, make("a", { href: url.href }, titles.titles[row])),
    make("p", { class: "card-line" }, ...(day ? [make("time", { datetime: day }, shortDate(day))] : []), ...pills),
    ...(page ? [] : [make("p", { class: "silence" }, words.failed)]));
}

/** A part of an order's page, its links leading where they led there. */
function cell(each, found) {
  const box = make("div", { class: "compared-part" }, make("span", { class: "label" }, label(each)));
  if (!found) {
    box.append(make("p", { class: "silence" }, each.page ? words.not_there : words.failed));
    return box;
  }
  const copy = document.importNode(found, true);
  copy.querySelector(".headed")?.remove();
  for (const drawn of copy.querySelectorAll(".drawn, .permalink")) drawn.remove();
  for (const named of [copy, ...copy.querySelectorAll("[id]")]) named.removeAttribute("id");
  for (const link of copy.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), each.url).href;
  box.append(copy);
  return box;
}

start().catch((error) => {
  console.warn(error);
  document.documentElement.classList.remove("asked");
  say(words.failed_all);
});
