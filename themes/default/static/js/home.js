// The edition's home: what the reader follows narrows the list. The page is complete without this
// script, which turns the list of interests into controls once the index is there.

import { fill, make, number, plural, shortDate, words } from "./dom.js";
import {
  choose, counts, parseFragment, readIndex, select, sift, toFragment, toggle, untagged,
} from "./filter.js";
import { load, update } from "./profile.js";

const PAGE = 100;

const root = document.querySelector("[data-filter]");
const part = (name) => root.querySelector(`[data-${name}]`);

const facets = part("facets");
const following = part("following");
const note = part("note");
const list = part("orders");

/** The state as shown: followed ids, where they come from, how many cards, what could not be kept. */
let state = { ids: [], from: "profile", dropped: 0, shown: PAGE, kept: true };
let index;
let newest;
/** Cards by slug: those the page came with, and those made since. */
let cards;
const boxes = new Map();

function start(value) {
  index = readIndex(value);
  newest = [...list.children];
  cards = new Map(newest.map((item) => [item.dataset.slug, item]));
  buildFacets();
  take(initial());
  addEventListener("popstate", () => {
    const linked = parseFragment(location.hash);
    // Another fragment, such as the skip link's, is no wish to change what is followed.
    if (linked !== null || location.hash === "") take(initial());
  });
}

/** What the reader follows, or null where nothing was ever chosen. */
function stored() {
  const { chosen, follows } = load();
  return chosen ? follows.interests : null;
}

const initial = () =>
  choose({
    linked: parseFragment(location.hash),
    stored: stored(),
    suggested: root.dataset.default.split(" ").filter(Boolean),
  });

function take({ from, ids }) {
  const { known, dropped } = sift(ids, index.terms);
  // Only a link's unknown terms are news; a profile may hold terms of other editions.
  show({ ids: known, from, dropped: from === "link" ? dropped : 0, shown: PAGE, kept: true });
}

/** The reader changed something: the address and the profile follow. */
function change(ids) {
  const elsewhere = (stored() ?? []).filter((id) => !index.terms.has(id));
  const interests = ids.length ? [...ids, ...elsewhere] : [];
  const { edition } = document.documentElement.dataset;
  const kept = update((profile) => ({
    ...profile, edition, chosen: true, follows: { ...profile.follows, interests },
  }));
  history.pushState(null, "", toFragment(ids));
  show({ ids, from: "profile", dropped: 0, shown: PAGE, kept });
}

function show(next) {
  state = next;
  for (const [id, box] of boxes) box.checked = state.ids.includes(id);
  showFollowing();
  showCount();
  showOrders();
}

// The controls.

function buildFacets() {
  for (const title of root.querySelectorAll("[data-facets-title]")) title.textContent = words.follow;
  part("facets-note").textContent = words.follow_note;
  const byTerm = counts(index.orders);
  const carried = (term) => byTerm.has(term.id);
  const groups = (wanted) => index.groups
    .map((group) => ({ ...group, terms: group.terms.filter(wanted) }))
    .filter((group) => group.terms.length)
    .map((group) => facet(group, byTerm));
  // The others can be followed too: an order of tomorrow may carry them.
  const others = groups((term) => !carried(term));
  const fold = make("details", { class: "others" }, make("summary", {}, words.other), ...others);
  facets.replaceChildren(...groups(carried), ...(others.length ? [fold] : []));
}

function facet(group, byTerm) {
  const rows = group.terms.map((term) => {
    const box = make("input", { type: "checkbox", value: term.id });
    box.addEventListener("change", () => change(toggle(state.ids, term.id)));
    boxes.set(term.id, box);
    const label = make("span", { class: "term-label" }, term.label);
    const n = make("span", { class: "n" }, number(byTerm.get(term.id) ?? 0));
    return make("li", { class: "term" }, make("label", {}, box, label, n));
  });
  const name = make("legend", {}, make("h2", {}, group.label || words.follow));
  return make("fieldset", { class: "facet" }, name, make("ul", {}, ...rows));
}

function showFollowing() {
  const heading = make("h2", { tabindex: "-1" }, words.heading);
  const followed = state.ids.length ? chips() : make("p", {}, words.none);
  const origin = { link: words.from_link, default: words.from_default }[state.from];
  const said = origin && (state.ids.length || stored()?.length);
  const from = said ? [make("p", { class: "source-line" }, origin)] : [];
  following.replaceChildren(heading, " ", followed, ...from);
}

function chips() {
  const clear = make("button", { type: "button", class: "chip-clear", onclick: dropAll }, words.clear);
  const rows = [...state.ids.map(chip), clear].map((button) => make("li", {}, button));
  return make("ul", { class: "chips" }, ...rows);
}

function chip(id) {
  const { label } = index.terms.get(id);
  const name = fill(words.unfollow, { term: label });
  const cross = make("span", { class: "x", "aria-hidden": "true" }, "×");
  const attributes = { type: "button", class: "chip", "aria-label": name, onclick: () => drop(id) };
  return make("button", attributes, label, cross);
}

/** Stops following one; the focus stays in the row of chips. */
function drop(id) {
  const place = state.ids.indexOf(id);
  change(toggle(state.ids, id));
  const left = following.querySelectorAll(".chip");
  (left[Math.min(place, left.length - 1)] ?? following.querySelector("h2")).focus();
}

function dropAll() {
  change([]);
  following.querySelector("h2").focus();
}

// The count and the list.

function showCount() {
  const matches = select(index.orders, state.ids).length;
  const loose = untagged(index.orders);
  const narrowed = state.ids.length > 0;
  part("matches").textContent = narrowed
    ? ` · ${plural(matches, words.match_one, words.match_many)}`
    : "";
  note.textContent = [
    state.dropped && plural(state.dropped, words.unknown_one, words.unknown_many),
    narrowed && loose && plural(loose, words.untagged_one, words.untagged_many),
    !state.kept && words.not_kept,
  ].filter(Boolean).join(" ");
}

function showOrders() {
  const narrowed = state.ids.length > 0;
  const matches = narrowed ? select(index.orders, state.ids) : [];
  const items = matches.slice(0, state.shown).map((order) => cards.get(order.slug) ?? card(order));
  list.replaceChildren(...(narrowed ? items : newest));
  for (const item of list.querySelectorAll("[data-interest]")) mark(item);
  part("newest")?.toggleAttribute("hidden", narrowed);
  const after = [];
  if (narrowed && matches.length === 0) after.push(make("p", { class: "silence" }, words.no_match));
  if (matches.length > state.shown) {
    after.push(make("button", { type: "button", onclick: showMore }, words.more));
  }
  part("more").replaceChildren(...after);
}

function showMore() {
  const first = state.shown;
  show({ ...state, shown: state.shown + PAGE });
  list.children[first].querySelector("a").focus();
}

function mark(item) {
  const followed = state.ids.includes(item.dataset.interest);
  item.classList.toggle("followed", followed);
  item.querySelector(".visually-hidden")?.remove();
  if (followed) item.append(make("span", { class: "visually-hidden" }, ` (${words.followed})`));
}

const pill = (value, text) => make("span", { class: "pill", "data-value": value }, text);

/** A card for an order that the page was not served with. */
function card(order) {
  const item = part("card").content.firstElementChild.cloneNode(true);
  const at = (name) => item.querySelector(name);
  item.dataset.slug = order.slug;
  at(".card-number").textContent = order.label;
  at("a").textContent = order.title;
  at("a").href = order.url;
  at(".card-line").append(
    order.status
      ? pill(order.status, order.status_words)
      : pill("not-searched", `${words.status} ${order.status_words}`),
    pill(order.court ?? "", `${words.courts} ${order.court_words}`),
  );
  at(".card-summary").textContent = order.summary;
  if (order.signed) {
    at("time").dateTime = order.signed;
    at("time").textContent = shortDate(order.signed);
  } else at("time").remove();
  const terms = order.interests.filter((id) => index.terms.has(id));
  at(".card-interests").append(
    ...terms.map((id) => make("li", { "data-interest": id }, index.terms.get(id).label)),
  );
  cards.set(order.slug, item);
  return item;
}

if (facets && list) {
  try {
    const answer = await fetch(root.dataset.url);
    if (!answer.ok) throw new Error(`${answer.status}`);
    start(await answer.json());
  } catch (error) {
    note.textContent = words.failed;
    console.error(error);
  }
}
