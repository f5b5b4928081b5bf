// The reader's briefing, made here of one file of the edition and of what the browser keeps: the
// choice of what is told never leaves the device.

import { fetched, fill, make, number, plural, shortDate, words as all } from "./dom.js";
import { followsAny } from "./matching.js";
import { KINDS, empty, lastVisit, load, today as dayOf } from "./profile.js";
import { AHEAD, BACK, later, readFile, told } from "./told.js";

const WINDOWS = [30, 90, 365];

const { briefing: words, columns } = all;
const root = document.querySelector("[data-briefing]");
const { editionName, profile: profileUrl, home, deadlines, corrections } = root.dataset;
const suggested = JSON.parse(root.dataset.suggested);
const { edition } = document.documentElement.dataset;
const today = dayOf();

document.querySelector("[data-no-script]")?.remove();

const profile = load();
const last = lastVisit(profile, edition, today);
/** As chosen on the page: how far back changes are told, and whether muted ones are. */
const choice = { days: last ? 0 : BACK, muted: false };
/** The profile that the briefing is made for: the edition's suggestion stands in for a choice. */
const reader = profile.chosen ? profile : suggestion();

function suggestion() {
  const follows = { ...empty().follows, interests: suggested.map(([id]) => id) };
  return { ...empty(), follows };
}

const link = (href, text) => make("a", { href }, text);
const time = (iso) => make("time", { datetime: iso }, shortDate(iso));
const line = (...parts) => make("p", { class: "own-line" }, ...parts);

// The head: whose briefing, of which day, for what.

function followed() {
  const counts = KINDS
    .map((kind) => [profile.follows[kind].length, words[`${kind}_one`], words[`${kind}_many`]])
    .filter(([n]) => n)
    .map(([n, one, many]) => plural(n, one, many));
  return fill(words.follows, { what: counts.join(", ") });
}

function head() {
  const made = line(fill(words.made, { date: shortDate(today), edition: editionName }));
  if (profile.chosen) return [made, line(`${followed()} `, link(profileUrl, words.profile))];
  const terms = suggested.map(([, label]) => label).join(", ");
  return [made, line(`${fill(words.suggested, { terms })} `, link(home, words.home))];
}

function nothing() {
  return [line(make("strong", {}, words.nothing)), line(words.nothing_more), line(link(home, words.home))];
}

// The controls.

function controls(redraw) {
  const options = [...(last ? [0] : []), ...WINDOWS];
  const select = make("select", { id: "window" }, ...options.map((days) =>
    make("option", { value: days }, days
      ? fill(words.since_days, { n: number(days) })
      : fill(words.since_last, { date: shortDate(last) }))));
  select.addEventListener("change", () => {
    choice.days = Number(select.value);
    redraw();
  });
  const print = make("button", { type: "button", onclick: () => window.print() }, words.print);
  const label = make("label", { for: "window" }, words.window);
  return make("div", { class: "own-controls" }, label, select, print);
}

function mutedControl(entries, redraw) {
  const n = entries.filter(({ muted }) => muted).length;
  if (!n) return [];
  const button = make("button", { type: "button", "aria-pressed": String(choice.muted) }, words.show);
  button.addEventListener("click", () => {
    choice.muted = !choice.muted;
    redraw();
    root.querySelector("[data-muted] button")?.focus();
  });
  const sentence = line(plural(n, words.hidden_one, words.hidden_many), " ", button);
  sentence.dataset.muted = "";
  return [sentence];
}

// What is told.

const label = (file, kind, id) => file.terms[kind]?.[id] ?? id;

function because(file, { terms }) {
  const names = terms.map(([kind, id]) => (kind === "orders" ? words.this_order : label(file, kind, id)));
  return make("span", { class: "because" }, fill(words.because, { terms: names.join(", ") }));
}

const look = ({ muted }) => (muted ? { class: "is-muted" } : {});

function order({ of }) {
  return make("p", {}, link(of.url, `${of.label}: ${of.title}`));
}

function change(file, entry) {
  const source = make("p", { class: "source-line" },
    because(file, entry), " · ", `${words.source}: `, link(entry.url, words.history));
  // The kind, unless the entry's own words say it at once.
  const kind = all.change[entry.kind];
  const told = entry.text.slice(0, 40).toLowerCase().includes(kind.toLowerCase()) ? [] : [make("b", {}, `${kind}.`), " "];
  return make("li", look(entry),
    make("p", { class: "when" }, time(entry.on)),
    make("div", {}, order(entry), make("p", {}, ...told, entry.text), source));
}

const pin = (section) => all.pin[section] ?? `${all.pin.one}\u00a0${section}`;
const aside = (...parts) => make("span", { class: "aside-line" }, ...parts);

function who(file, entry) {
  const names = (ids) => ids.map((id) => label(file, "agencies", id)).join(", ");
  return [
    make("span", { class: "actors" }, names(entry.who)),
    ...(entry.open ? [aside(fill(words.and_open, { words: entry.open }))] : []),
    ...(entry.with.length ? [aside(`${words.with} ${names(entry.with)}`)] : []),
    ...(entry.consults.length ? [aside(`${words.consults} ${names(entry.consults)}`)] : []),
  ];
}

function standing(entry) {
  const { said } = entry;
  const source = said ? [aside(fill(words.said, { ...said, date: shortDate(said.on) }))] : [];
  const text = all.duty_status[entry.status];
  return [make("span", { class: "pill", "data-value": entry.status }, text), ...source];
}

const CELLS = [
  ["due", "col-date", (_, entry) => [time(entry.due)]],
  ["order", "", (_, { of }) => [make("span", { class: "nowrap" }, of.label), aside(of.title)]],
  ["what", "col-what", (file, entry) => [
    entry.what, aside(because(file, entry)),
    aside(`${words.source}: `, link(entry.url, `${entry.of.label}, ${pin(entry.section)}`)),
  ]],
  ["who", "", who],
  ["state", "", (_, entry) => standing(entry)],
];

function dueTable(file, entries) {
  const heads = CELLS.map(([name]) => make("th", { role: "columnheader", scope: "col" }, columns[name]));
  const cell = (entry, [name, style, parts]) => {
    const more = style ? { class: style } : {};
    return make("td", { role: "cell", "data-label": columns[name], ...more }, ...parts(file, entry));
  };
  const rows = entries.map((entry) =>
    make("tr", { role: "row", ...look(entry) }, ...CELLS.map((each) => cell(entry, each))));
  return make("table", { role: "table", class: "rows across" },
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...heads)),
    make("tbody", { role: "rowgroup" }, ...rows));
}

function section(title, entries, show, silence, after = []) {
  const shown = visible(entries);
  const inner = shown.length ? show(shown) : make("p", { class: "silence none-found" }, silence);
  return make("section", { class: "module record" }, make("h2", {}, title), inner, ...after);
}

/** Where the file does not reach as far as what is asked for, it says so. */
function reach(file, since) {
  if (!file.since || file.since <= since) return [];
  return [make("p", { class: "aside-line" },
    `${fill(words.reaches, { date: shortDate(file.since) })} `, link(corrections, words.corrections))];
}

function reachAhead(file) {
  if (!file.until || file.until >= later(today, AHEAD)) return [];
  return [make("p", { class: "aside-line" },
    `${fill(words.reaches_due, { date: shortDate(file.until) })} `, link(deadlines, words.deadlines))];
}

const visible = (entries) => entries.filter(({ muted }) => choice.muted || !muted);

function counted({ changes, dues }) {
  const n = (entries) => visible(entries).length;
  const told = plural(n(changes), words.change_one, words.change_many);
  return `${told} · ${plural(n(dues), words.date_one, words.date_many)}`;
}

function start(file) {
  const body = make("div");
  const count = make("p", { role: "status", class: "own-line" });
  const redraw = () => {
    const since = choice.days ? later(today, -choice.days) : last;
    const found = told(file, reader, today, since);
    const title = choice.days
      ? fill(words.changed_days, { n: number(choice.days) })
      : fill(words.changed_last, { date: shortDate(last) });
    const list = (entries) =>
      make("ol", { class: "changes" }, ...entries.map((entry) => change(file, entry)));
    const table = (entries) => dueTable(file, entries);
    count.textContent = counted(found);
    body.replaceChildren(
      section(title, found.changes, list, words.no_change, reach(file, since)),
      section(words.due, found.dues, table, words.no_due, reachAhead(file)),
      ...(visible(found.passed).length ? [section(words.passed, found.passed, table, "")] : []),
      ...mutedControl([...found.changes, ...found.dues, ...found.passed], redraw),
    );
  };
  root.replaceChildren(...head(), controls(redraw), count, body);
  redraw();
}

if (!followsAny(reader)) {
  root.replaceChildren(...nothing());
} else {
  try {
    start(readFile(await fetched(root.dataset.briefing)));
  } catch (error) {
    root.replaceChildren(line(words.failed));
    console.error(error);
  }
}
