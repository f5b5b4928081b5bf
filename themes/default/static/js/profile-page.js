// What the browser keeps of the reader, shown as it is: to look at, to take pieces or all of it away,
// to take elsewhere and to bring here. Nothing that comes in is stored before the reader says so.

import {
  LARGEST, fromFragment, fromText, isCarried, merge, sift, toFragment, toText,
} from "./carry.js";
import { fetched, fill, make, number, plural, shortDate, words as all } from "./dom.js";
import { readIndex } from "./filter-index.js";
import { known, termLabel } from "./filter-state.js";
import * as account from "./kept.js";
import { KINDS, clear, empty, forget, load, memory, update } from "./profile.js";

const FOR_A_MOMENT = 1000;
const TOLD = 20;

const words = all.profile;
const root = document.querySelector("[data-profile]");
const editions = new Map(JSON.parse(root.dataset.editions));
const { site } = document.documentElement.dataset;

/** The filter's index, which knows what can be followed in the edition; null where it did not come. */
let index = null;
/** The titles of its orders, fetched only where there is an order to name. */
let titles = [];
/** What came in and waits for the reader's word: {profile, dropped, from} or {error}. */
let offer = null;
/** Whether the reader is being asked whether to forget everything. */
let asking = false;
let carried = "";

const said = make("p", { role: "status", class: "own-said", tabindex: "-1" });
const page = make("div");
const button = (text, onclick, more = {}) => make("button", { type: "button", ...more, onclick }, text);
const paragraph = (...parts) => make("p", { class: "own-line" }, ...parts);
const rowOf = (...controls) => make("div", { class: "own-controls" }, ...controls);
const part = (title, ...inner) =>
  make("section", {}, make("h2", { tabindex: "-1" }, title), ...inner);

function say(text) {
  said.textContent = text;
  draw();
  said.focus();
}

const orderUrl = (slug) => root.dataset.orderUrl.replace("%(slug)s", slug);
const knows = (kind, id) => index === null || known(index, kind, id);

function label(kind, id) {
  if (kind !== "orders") return index && knows(kind, id) ? termLabel(index, kind, id) : id;
  // An order by its address: `eo-13903` is EO 13903.
  const name = id.replace(/^([a-z]+)-([0-9]+)$/, (_, word, n) => `${word.toUpperCase()} ${n}`);
  const title = titles[index?.rows.get(id)];
  return title ? `${name}: ${title}` : name;
}
const editionName = (id) => editions.get(id) ?? words.edition_other;

// What is kept.

function row(list, kind, id, place) {
  const here = knows(kind, id);
  const name = label(kind, id);
  const linked = kind === "orders" && here;
  const text = linked ? make("a", { href: orderUrl(id) }, name) : make("span", {}, name);
  const remove = button(words.remove, () => drop(list, kind, id, place), {
    "aria-label": fill(list === "follows" ? words.remove_named : words.unmute_named, { term: name }),
  });
  const note = here ? [] : [make("span", { class: "aside-line" }, words.not_here)];
  return make("li", { class: "own-row" }, text, ...note, remove);
}

function drop(list, kind, id, place) {
  const kept = update((profile) => forget(profile, kind, id));
  said.textContent = kept ? fill(words.removed, { term: label(kind, id) }) : words.not_kept;
  draw();
  const rows = page.querySelectorAll(`[data-list="${list}"] button`);
  (rows[Math.min(place, rows.length - 1)] ?? page.querySelector(`[data-list="${list}"] h2`)).focus();
}

function choices(profile, list, none, ...after) {
  const lists = profile[list];
  let place = 0;
  const groups = KINDS.filter((kind) => lists[kind].length).flatMap((kind) => [
    make("h3", {}, words[kind]),
    make("ul", {}, ...lists[kind].map((id) => row(list, kind, id, place++))),
  ]);
  const shown = groups.length ? groups : [make("p", { class: "silence" }, none)];
  const found = part(words[list], ...shown, ...after);
  found.dataset.list = list;
  return found;
}

function visits(profile) {
  const rows = Object.entries(profile.visits).map(([edition, { last, before }]) =>
    make("li", {}, fill(before ? words.visit_before : words.visit, {
      edition: editionName(edition), date: shortDate(last), before: before && shortDate(before),
    })));
  return rows.length ? [part(words.visits, make("ul", {}, ...rows))] : [];
}

function kept(profile) {
  const edition = profile.edition ? editionName(profile.edition) : words.edition_none;
  const home = make("a", { href: root.dataset.home }, words.home);
  const briefing = make("a", { href: root.dataset.briefing }, words.briefing);
  const note = make("p", { class: "aside-line" }, words.mutes_note);
  return [
    part(words.edition, paragraph(edition)),
    choices(profile, "follows", words.follows_none, paragraph(home, " · ", briefing)),
    choices(profile, "mutes", words.mutes_none, note),
    ...visits(profile),
  ];
}

// Taking it elsewhere.

function save() {
  const url = URL.createObjectURL(new Blob([toText(load())], { type: "application/json" }));
  make("a", { href: url, download: `${site}-profile.json` }).click();
  setTimeout(() => URL.revokeObjectURL(url), FOR_A_MOMENT);
}

function makeLink() {
  carried = location.href.replace(/#.*$/, "") + toFragment(load());
  draw();
  const field = page.querySelector(".own-link");
  field.focus();
  field.select();
}

function copyButton() {
  if (!navigator.clipboard) return [];
  return [button(words.copy, async () => {
    await navigator.clipboard.writeText(carried);
    said.textContent = words.copied;
  })];
}

function take() {
  const field = make("input", { class: "own-link", id: "link", readonly: "", value: carried });
  const link = [
    make("label", { for: "link" }, words.link_label),
    rowOf(field, ...copyButton()),
    make("p", { class: "aside-line" }, words.link_note),
  ];
  const buttons = rowOf(button(words.save, save), button(words.link, makeLink));
  return part(words.take, buttons, ...(carried ? link : []));
}

// Bringing one here.

function consider(found, from) {
  offer = found.error ? found : sift(found, knows);
  offer = { ...offer, from };
  said.textContent = "";
  draw();
  page.querySelector("[data-offer] h2").focus();
}

async function readChosen(event) {
  const [file] = event.target.files;
  if (!file) return;
  consider(await readFile(file), fill(words.offered_file, { name: file.name.slice(0, 80) }));
}

async function readFile(file) {
  if (file.size > LARGEST) return { error: "too_big" };
  try {
    return fromText(await file.text());
  } catch {
    return { error: "unreadable" }; // It was moved, or changed since it was chosen.
  }
}

function bring() {
  const accept = ".json,application/json";
  const input = make("input", { type: "file", accept, onchange: readChosen });
  const label = make("label", { class: "own-file" }, words.choose, " ", input);
  return part(words.bring, paragraph(words.bring_note), rowOf(label));
}

function offered({ profile }) {
  const line = (list, kind) => make("li", {},
    make("b", {}, `${words[list]}, ${words[kind]}: `),
    profile[list][kind].map((id) => label(kind, id)).join(", "));
  const lists = ["follows", "mutes"].flatMap((list) =>
    KINDS.filter((kind) => profile[list][kind].length).map((kind) => line(list, kind)));
  const edition = editionName(profile.edition);
  if (profile.edition) lists.unshift(make("li", {}, fill(words.offered_edition, { edition })));
  return lists;
}

function leftOut({ dropped }) {
  if (!dropped.length) return [];
  const rows = dropped.slice(0, TOLD)
    .map(({ value, why }) => make("li", {}, fill(words.dropped[why], { value })));
  const more = dropped.length - TOLD;
  if (more > 0) rows.push(make("li", {}, fill(words.dropped_more, { n: number(more) })));
  const sentence = plural(dropped.length, words.dropped_one, words.dropped_many);
  return [paragraph(sentence), make("ul", { class: "aside-line" }, ...rows)];
}

function decide(sentence, change) {
  const done = change === null || update(change);
  offer = null;
  forgetLink();
  say(done ? sentence : words.not_kept);
}

function forgetLink() {
  if (isCarried(location.hash)) history.replaceState(null, "", location.pathname + location.search);
}

function panel() {
  if (!offer) return [];
  const heading = make("h2", { tabindex: "-1" }, words.offered);
  const cancel = button(words.cancel, () => decide(words.left, null));
  if (offer.error) return [frame(heading, paragraph(offer.from), paragraph(words[offer.error]), cancel)];
  const lists = offered(offer);
  const { profile } = offer;
  const buttons = lists.length
    ? [
      button(words.add, () => decide(words.added, (mine) => merge(mine, profile))),
      button(words.replace, () => decide(words.replaced, () => profile)),
      cancel,
    ]
    : [cancel];
  const inner = lists.length ? make("ul", {}, ...lists) : paragraph(words.offered_none);
  return [frame(heading, paragraph(offer.from), inner, ...leftOut(offer), rowOf(...buttons))];
}

const frame = (...inner) => make(
  "div", { class: "own-panel", "data-offer": "", role: "group", "aria-label": words.offered }, ...inner,
);

// Keeping it with the account.

async function withAccount(change, sentence) {
  await change();
  say(account.state().failed ? words.account_failed : sentence);
}

function keeping() {
  const { offered, on, failed } = account.state();
  if (!offered) return [];
  const note = on ? words.account_on : words.account_off;
  const choice = on
    ? button(words.account_stop, () => withAccount(account.stop, words.account_stopped))
    : button(words.account_start, () => withAccount(account.start, words.account_started));
  const wrong = failed ? [paragraph(words.account_failed)] : [];
  const found = part(words.account, paragraph(note), ...wrong, rowOf(choice));
  found.dataset.account = on ? "on" : "off";
  return [found];
}

// Clearing.

function ask(open) {
  asking = open;
  draw();
  page.querySelector(open ? "[data-ask] button" : "[data-clear]").focus();
}

async function clearAll() {
  if (account.state().on && account.state().offered) await account.stop();
  const left = account.state().on;
  const done = !left && clear();
  asking = false;
  carried = "";
  say(left ? words.account_failed : done ? words.cleared : words.not_kept);
}

function clearing() {
  if (!asking) return part(words.clear, rowOf(button(words.clear, () => ask(true), { "data-clear": "" })));
  const look = { class: "own-panel", "data-ask": "", role: "group", "aria-label": words.clear };
  const box = make("div", look,
    make("p", { id: "clear-asked" }, account.state().on ? words.account_clear : words.clear_ask),
    rowOf(
      button(words.clear_no, () => ask(false), { "aria-describedby": "clear-asked" }),
      button(words.clear_yes, clearAll)));
  box.addEventListener("keydown", ({ key }) => key === "Escape" && ask(false));
  return part(words.clear, box);
}

// The page.

function draw() {
  const { blocked, any } = memory();
  const note = blocked ? [make("p", { class: "silence" }, words.blocked)]
    : any ? [] : [make("p", { class: "silence" }, words.empty), paragraph(words.empty_more)];
  const profile = any ? load() : empty();
  const [taking, ending] = any ? [[take()], [clearing()]] : [[], []];
  page.replaceChildren(...note, ...panel(), ...kept(profile), ...keeping(), ...taking, bring(), ...ending);
}

function opened() {
  if (isCarried(location.hash)) consider(fromFragment(location.hash), words.offered_link);
}

try {
  index = readIndex(await fetched(root.dataset.facets));
  const { follows, mutes } = load();
  if (follows.orders.length || mutes.orders.length) {
    titles = (await fetched(root.dataset.titles)).titles;
  }
} catch (error) {
  said.textContent = words.failed;
  console.error(error);
}
document.querySelector("[data-no-script]")?.remove();
root.replaceChildren(said, page);
draw();
opened();
addEventListener("hashchange", opened);
addEventListener("storage", draw);
addEventListener(account.KNOWN, draw);
