// What the browser keeps of the reader, shown as it is: to look at, to take pieces or all of it away,
// to take elsewhere and to bring here. Nothing that comes in is stored before the reader says so.

import {
  LARGEST, fromFragment, fromText, isCarried, knower, merge, sift, toFragment, toText,
} from "./carry.js";
import { fill, make, number, plural, shortDate, words as all } from "./dom.js";
import { KINDS, clear, empty, forget, load, update } from "./profile.js";

const FOR_A_MOMENT = 1000;
const TOLD = 20;

const words = all.profile;
const root = document.querySelector("[data-profile]");
const editions = new Map(JSON.parse(root.dataset.editions));
const { site } = document.documentElement.dataset;

let terms = Object.fromEntries(KINDS.map((kind) => [kind, {}]));
let knows = null;
/** What came in and waits for the reader's word: {profile, dropped, from} or {error}. */
let offer = null;
/** Whether the reader is being asked whether to forget everything. */
let asking = false;
let carried = "";

const said = make("p", { role: "status", class: "own-said", tabindex: "-1" });
const page = make("div");
const button = (text, onclick, more = {}) => make("button", { type: "button", ...more, onclick }, text);
const paragraph = (...parts) => make("p", { class: "own-line" }, ...parts);
const part = (title, ...inner) => make("section", {}, make("h2", { tabindex: "-1" }, title), ...inner);

function say(text) {
  said.textContent = text;
  draw();
  said.focus();
}

const orderUrl = (slug) => root.dataset.orderUrl.replace("%(slug)s", slug);
const label = (kind, id) => (Object.hasOwn(terms[kind], id) ? terms[kind][id] : nameOf(kind, id));
/** An order by its address: `eo-13903` is EO 13903. */
const nameOf = (kind, id) => (kind === "orders" ? id.replace(/^([a-z]+)-([0-9]+)$/, (_, kind, n) => `${kind.toUpperCase()} ${n}`) : id);
const editionName = (id) => editions.get(id) ?? words.edition_other;

// What is kept.

function row(list, kind, id, place) {
  const known = knows === null || knows(kind, id);
  const name = label(kind, id);
  const text = kind === "orders" && known ? make("a", { href: orderUrl(id) }, name) : make("span", {}, name);
  const remove = button(words.remove, () => drop(list, kind, id, place), {
    "aria-label": fill(list === "follows" ? words.remove_named : words.unmute_named, { term: name }),
  });
  return make("li", { class: "own-row" }, text, ...(known ? [] : [make("span", { class: "aside-line" }, words.not_here)]), remove);
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
  const found = part(words[list], ...(groups.length ? groups : [make("p", { class: "silence" }, none)]), ...after);
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
  return [
    part(words.edition, paragraph(edition)),
    choices(profile, "follows", words.follows_none, paragraph(make("a", { href: root.dataset.home }, words.home), " · ", make("a", { href: root.dataset.briefing }, words.briefing))),
    choices(profile, "mutes", words.mutes_none, make("p", { class: "aside-line" }, words.mutes_note)),
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
  const link = carried
    ? [make("label", { for: "link" }, words.link_label), make("div", { class: "own-controls" }, field, ...copyButton()), make("p", { class: "aside-line" }, words.link_note)]
    : [];
  return part(words.take, make("div", { class: "own-controls" }, button(words.save, save), button(words.link, makeLink)), ...link);
}

// Bringing one here.

function consider(found, from) {
  offer = found.error || knows === null ? found : sift(found, knows);
  offer = { ...offer, from };
  said.textContent = "";
  draw();
  page.querySelector("[data-offer] h2").focus();
}

async function readChosen(event) {
  const [file] = event.target.files;
  if (!file) return;
  const found = file.size > LARGEST ? { error: "too_big" } : fromText(await file.text());
  consider(found, fill(words.offered_file, { name: file.name.slice(0, 80) }));
}

function bring() {
  const input = make("input", { type: "file", accept: ".json,application/json", onchange: readChosen });
  return part(words.bring, paragraph(words.bring_note), make("div", { class: "own-controls" }, make("label", { class: "own-file" }, words.choose, " ", input)));
}

function offered({ profile }) {
  const lists = ["follows", "mutes"].flatMap((list) => KINDS
    .filter((kind) => profile[list][kind].length)
    .map((kind) => make("li", {}, make("b", {}, `${words[list]}, ${words[kind]}: `), profile[list][kind].map((id) => label(kind, id)).join(", "))));
  if (profile.edition) lists.unshift(make("li", {}, fill(words.offered_edition, { edition: editionName(profile.edition) })));
  return lists;
}

function leftOut({ dropped }) {
  if (!dropped.length) return [];
  const rows = dropped.slice(0, TOLD).map(({ value, why }) => make("li", {}, fill(words.dropped[why], { value })));
  const more = dropped.length - TOLD;
  if (more > 0) rows.push(make("li", {}, fill(words.dropped_more, { n: number(more) })));
  return [paragraph(plural(dropped.length, words.dropped_one, words.dropped_many)), make("ul", { class: "aside-line" }, ...rows)];
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
    ? [button(words.add, () => decide(words.added, (mine) => merge(mine, profile))), button(words.replace, () => decide(words.replaced, () => profile)), cancel]
    : [cancel];
  const inner = lists.length ? make("ul", {}, ...lists) : paragraph(words.offered_none);
  return [frame(heading, paragraph(offer.from), inner, ...leftOut(offer), make("div", { class: "own-controls" }, ...buttons))];
}

const frame = (...inner) => make("div", { class: "own-panel", "data-offer": "", role: "group", "aria-label": words.offered }, ...inner);

// Clearing.

function ask(open) {
  asking = open;
  draw();
  page.querySelector(open ? "[data-ask] button" : "[data-clear]").focus();
}

function clearAll() {
  const done = clear();
  asking = false;
  carried = "";
  say(done ? words.cleared : words.not_kept);
}

function clearing() {
  if (!asking) return part(words.clear, make("div", { class: "own-controls" }, button(words.clear, () => ask(true), { "data-clear": "" })));
  const box = make("div", { class: "own-panel", "data-ask": "", role: "group", "aria-label": words.clear },
    make("p", { id: "clear-asked" }, words.clear_ask),
    make("div", { class: "own-controls" },
      button(words.clear_no, () => ask(false), { "aria-describedby": "clear-asked" }),
      button(words.clear_yes, clearAll)));
  box.addEventListener("keydown", ({ key }) => key === "Escape" && ask(false));
  return part(words.clear, box);
}

// The page.

function stored() {
  try {
    return { blocked: false, any: localStorage.getItem(`eo-site:${site}:profile`) !== null };
  } catch {
    return { blocked: true, any: false };
  }
}

function draw() {
  const { blocked, any } = stored();
  const note = blocked ? [make("p", { class: "silence" }, words.blocked)]
    : any ? [] : [make("p", { class: "silence" }, words.empty), paragraph(words.empty_more)];
  const profile = any ? load() : empty();
  page.replaceChildren(...note, ...panel(), ...kept(profile), ...(any ? [take()] : []), bring(), ...(any ? [clearing()] : []));
}

function opened() {
  if (isCarried(location.hash)) consider(fromFragment(location.hash), words.offered_link);
}

try {
  const answer = await fetch(root.dataset.profile);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const file = await answer.json();
  terms = { ...terms, ...file.terms };
  knows = knower(file);
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
