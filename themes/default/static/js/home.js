// The edition's home: what the reader follows comes first, and facets and words narrow the list. The
// page is complete without this script; its controls come once the index is there.

import { fetched, fill, make, words } from "./dom.js";
import { changedSince, select, weigh } from "./filter.js";
import { Cards } from "./filter-cards.js";
import { countLine } from "./filter-count.js";
import { facetColumn } from "./filter-facets.js";
import { finder } from "./filter-finder.js";
import { numberOf, readIndex } from "./filter-index.js";
import { List } from "./filter-list.js";
import { followPanel, mineBar } from "./filter-mine.js";
import { START, known, narrowed, parseState, printState, termLabel, toggled } from "./filter-state.js";
import { matching, searchable } from "./filter-text.js";
import { toFragment } from "./finding.js";
import { followsAny } from "./matching.js";
import { KINDS, empty, follow, forget, lastVisit, load, mute, today, update } from "./profile.js";

/** The lists that terms have pages in. */
const LISTS = { agency: "agencies", interest: "interests" };
/** Terms offered for the words typed. */
const OFFERED = 4;

const root = document.querySelector("[data-filter]");
const part = (name) => root.querySelector(`[data-${name}]`);
const served = part("orders");
const edition = document.documentElement.dataset.edition;

let index;
let state = START;
let profile = load();
/** What is followed and muted here: the link's where it names any, else the reader's own. */
let lens;
let weights;
/** What the typed words find: orders and terms; null where nothing is typed. */
let found = null;
let texts;
let titles;
let dropped = 0;
let kept = true;
let open = false;
let since = "";
let parts;

function start(value) {
  index = readIndex(value);
  const before = lastVisit(profile, edition, today());
  // The index forgets changes of long ago, so a longer absence is not counted from its beginning.
  since = before && [before, index.changedAfter].sort().at(-1);
  build();
  const taken = take(parseState(location.hash, index) ?? { state: START, dropped: 0 });
  addEventListener("popstate", () => {
    // Another fragment, such as the skip link's, is no wish to change what is shown.
    const asked = parseState(location.hash, index);
    if (asked) take(asked);
  });
  // What another tab, or the page of the profile, has changed meanwhile.
  addEventListener("storage", again);
  addEventListener("pageshow", ({ persisted }) => persisted && again());
  return taken;
}

function again() {
  profile = load();
  see();
  render({ still: true });
}

function build() {
  const heading = part("list-heading");
  heading.tabIndex = -1;
  // The list as it is ordered for this reader takes the place of the one that was served; only a
  // reader who is in it already sees cards move.
  const list = served.contains(document.activeElement) ? served : served.cloneNode(true);
  served.replaceWith(list);
  const blank = part("card").content.firstElementChild;
  const cards = new Cards(index, {
    served: [...list.children], blank, url: root.dataset.cards, duties: JSON.parse(list.dataset.duties), news: news(),
  });
  const facets = facetColumn(index, JSON.parse(root.dataset.names), (id, term) => go(toggled(state, id, term)));
  const panel = make("div", { hidden: "" });
  const column = make("div", {}, ...facets.parts);
  for (const title of root.querySelectorAll("[data-facets-title]")) title.textContent = words.narrow;
  part("column").replaceChildren(column, panel);
  parts = {
    cards, facets, column, panel,
    list: new List({ list, more: part("more"), heading, cards, act, nothing }),
    bar: mineBar(part("mine"), {
      label, briefing: root.dataset.briefing, on: { panel: turn, forget: drop, follow: add },
    }),
    count: countLine(part, () => go({ ...state, reveal: !state.reveal })),
    finder: finder(part("finder"), part("sorting"), part("chosen"), {
      type, keep, leave, order: (sort) => go({ ...state, sort }), only: (only) => go({ ...state, only }), share,
    }),
  };
}

/** What a reader sees of something followed; empty for what this edition lacks. */
function label(kind, id) {
  if (!known(index, kind, id)) return "";
  return kind === "orders" ? parts.cards.label(index.rows.get(id)) : termLabel(index, kind, id);
}

// What changes the state.

function take(asked) {
  state = asked.state;
  dropped = asked.dropped;
  found = null;
  parts.finder.fill(state);
  see();
  const looked = state.q ? look() : null;
  render();
  return looked;
}

/** What changed since the last visit is told on its cards, and leads the list. */
const news = () => (since ? { since, rows: changedSince(index, since) } : null);

/** A choice: a step of the browser's history. */
function go(next) {
  state = next;
  dropped = 0;
  const told = address();
  render();
  // Saying it in the address is slow, and can wait until the list is painted.
  requestAnimationFrame(() => setTimeout(() => history.pushState(null, "", told)));
}

const address = () => printState(state) || location.pathname + location.search;

let typing;
function type(q) {
  state = { ...state, q };
  clearTimeout(typing);
  typing = setTimeout(() => history.replaceState(null, "", address()), 300);
  look();
}

/** Holds the typed words against titles and numbers, which are fetched with the first of them. */
async function look() {
  if (state.q.trim() && !texts) {
    parts.finder.say(words.loading);
    try {
      titles ??= fetched(root.dataset.titles);
      texts ??= searchable(index, await titles, {
        numberOf: (row) => numberOf(index, row), label: words.order_label, kind: words.number_words,
        small: words.small_words,
      });
      parts.finder.say("");
    } catch (error) {
      console.warn(error);
      titles = null; // the next letter asks again
      parts.finder.say(words.failed);
      return;
    }
  }
  found = texts ? matching(state.q, texts) : null;
  render();
}

/** Pages of the terms that the typed words name, and for parties, which have none, the list of their orders. */
function offers() {
  return (found?.terms ?? []).slice(0, OFFERED).map(({ kind, id, label: term, orders }) => {
    const list = LISTS[kind] && fill(root.dataset.list, { kind: LISTS[kind], id });
    return { url: list ?? printState({ ...START, chosen: { [kind]: [id] } }), term, orders };
  });
}

/** What stands where no order has all that is asked for: the way to the full text takes the words along. */
function nothing() {
  const query = state.q.trim();
  if (!query || !root.dataset.search) return [words.no_match];
  const url = root.dataset.search + toFragment(query);
  return [words.no_match, " ", make("a", { href: url }, fill(words.search_text, { words: query }))];
}

// What is followed.

const mine = () => ({ follows: profile.follows, mutes: profile.mutes });

function see() {
  lens = state.link ?? mine();
  weights = weigh(index, lens);
}

/** Changes what is followed: the link's, while the page shows a link's; else the reader's own. */
function adjust(change) {
  if (state.link) {
    const { follows, mutes } = change({ ...empty(), ...state.link });
    state = { ...state, link: { follows, mutes } };
    history.replaceState(null, "", address());
  } else {
    kept = update((stored) => change({ ...stored, edition }));
    profile = kept ? load() : change(profile);
  }
  see();
}

function add(kind, ids) {
  adjust((each) => ids.reduce((result, id) => follow(result, kind, id), each));
  render();
}

function drop(kind, id) {
  adjust((each) => forget(each, kind, id));
  render();
}

function keep() {
  const { link } = state;
  const all = (each, lists, choose) => KINDS.reduce(
    (result, kind) => lists[kind].reduce((last, id) => choose(last, kind, id), result), each,
  );
  state = { ...state, link: null };
  adjust((each) => all(all(each, link.follows, follow), link.mutes, mute));
  history.pushState(null, "", address());
  render();
  parts.finder.say(kept ? words.kept : "");
  parts.bar.heading.focus();
}

function leave() {
  state = { ...state, link: null };
  see();
  go(state);
  parts.bar.heading.focus();
}

/** A card's buttons. The list stays as it is under the reader's hands. */
function act(name, row, item) {
  const slug = index.slugs[row];
  const had = lens[name === "follow" ? "follows" : "mutes"].orders.includes(slug);
  const choose = had ? forget : { follow, mute }[name];
  adjust((each) => choose(each, "orders", slug));
  render({ still: true });
  if (name === "mute" && !had) {
    parts.list.replace(item, parts.cards.label(row), () => {
      adjust((each) => forget(each, "orders", slug));
      render({ still: true });
    });
  }
}

/** Opens or closes the panel in which terms are followed, in the column's place. */
function turn() {
  open = !open;
  parts.terms ??= followPanel(parts.panel, index, (kind, id, choice) => {
    const choose = { follow, mute }[choice] ?? forget;
    adjust((each) => choose(each, kind, id));
    render();
  });
  parts.column.hidden = open;
  parts.panel.hidden = !open;
  const title = open ? words.more_to_follow : words.narrow;
  for (const each of root.querySelectorAll("[data-facets-title]")) each.textContent = title;
  if (open) part("column").closest("details").open = true;
  render({ still: true });
  if (open) parts.terms.field.focus();
}

async function share() {
  const shared = new URL(location.href);
  const any = KINDS.some((kind) => lens.follows[kind].length || lens.mutes[kind].length);
  shared.hash = printState(state, state.link ?? (any ? lens : null));
  try {
    await navigator.clipboard.writeText(shared.href);
    return words.link_copied;
  } catch {
    history.replaceState(null, "", shared.href);
    return words.link_shown;
  }
}

// What is shown.

function render({ still = false } = {}) {
  const result = select(index, state, weights, found?.marks ?? null, since);
  const listed = still ? null : result.rows;
  parts.facets.show(state, result.counts);
  if (open) parts.terms.show(lens);
  const bar = { lens, linked: Boolean(state.link), chosen: profile.chosen, open };
  if (Object.keys(bar).some((each) => bar[each] !== barred[each])) {
    parts.bar.show({ ...bar, suggested: suggested() });
    barred = bar;
  }
  parts.finder.show({ state, chips: chips(), offers: offers(), following: followsAny(lens), kept });
  parts.count.show(result, { narrowed: narrowed(state), following: followsAny(lens), since, dropped, revealed: state.reveal });
  if (listed) parts.list.show(listed, lens);
  else parts.list.dress(lens);
  part("newest")?.toggleAttribute("hidden", narrowed(state) || result.rows.length < index.orders);
}

/** What the bar shows. */
let barred = {};

/** The edition's own interests, offered until the reader chooses anything. */
function suggested() {
  if (profile.chosen || state.link) return [];
  return root.dataset.default.split(" ").filter((id) => id && known(index, "interests", id));
}

/** Everything that narrows the list, each with what takes it away. */
function chips() {
  const found = [...index.facets.values()].flatMap((facet) => (state.chosen[facet.id] ?? []).map((id) => {
    const { label } = facet.terms[facet.places.get(id)];
    return { text: id === "undated" ? words.undated : label, drop: () => go(toggled(state, facet.id, id)) };
  }));
  if (state.q.trim()) {
    const drop = () => {
      go({ ...state, q: "" });
      parts.finder.fill(state);
      look();
    };
    found.push({ text: fill(words.quoted, { words: state.q.trim() }), drop });
  }
  return { found, clear: clearAll };
}

function clearAll() {
  go({ ...state, chosen: {}, q: "", only: false, reveal: false });
  parts.finder.fill(state);
  look();
}

if (served) {
  try {
    await start(await fetched(root.dataset.facets));
  } catch (error) {
    part("note").textContent = words.failed;
    console.warn(error);
  }
  document.documentElement.classList.remove("asked");
}
