// Orders by editions. Rows are drawn as they come into sight, and kept; filtering and sorting only
// put those that are there in another order. What was asked for stands in the address.
//
// An answer is to be there with the next frame: so it draws no more rows than are seen, reads nothing
// that would have the browser lay out twice, and leaves whatever can wait until the frame is shown.

import { make } from "/_eo/make.js";

const AT_ONCE = 20;
const PAUSE = 150; // Milliseconds without a keystroke.
const FACTS = 3; // Columns before those of the editions.
const ROW = 48; // Pixels of a row with a title of two lines, as most are.
const NAMES = ["text", "edition", "state", "signed", "problems", "analysed", "by", "sort", "down"];
const STATES = ["own", "inherited", "shared", "missing", "unread", "withdrawn", "left-out"];
const SIGNED = ["signed", "lapsed", "unreviewed"];
const MARKS = { own: "●", inherited: "◐", shared: "○", missing: "✕", unread: "✕", withdrawn: "–", "left-out": "–" };
const DAY = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
const TITLES = { "left-out": "left out", unread: "cannot be read" };

let table, body, heads, region, editions, rows, shown, drawn, wanted;
let seen = 0; // Pixels of the region, as last laid out; and how far it is scrolled.
let scrolled = 0;
let asked = 0; // How often something was asked for.

function start() {
  const data = JSON.parse(document.getElementById("data").textContent);
  const cells = data.cells.map(readCell);
  editions = data.editions;
  rows = data.rows.map((row, at) => readRow(row, at, cells));
  wanted = Object.fromEntries(new URLSearchParams(location.search));
  region = document.getElementById("matrix");
  seen = region.clientHeight;
  drawTable();
  control();
  choose();
}

const readCell = ([state, source, grade, words, errors, warnings, signed, reviewers, passages]) =>
  ({ state, source, grade, words, errors, warnings, problems: errors + warnings, signed, reviewers, passages });

function readRow([slug, label, title, day, path, state, analysed, errors, warnings, page, cells], at, every) {
  return {
    slug, label, title, day, path, state, analysed, errors, warnings, page, at,
    number: Number(/\d+/.exec(slug)?.[0] ?? 0),
    problems: errors + warnings,
    cells: cells.map((each) => every[each]),
    text: `${slug} ${label} ${title} ${path}`.toLowerCase(),
    element: null,
    only: -1,
  };
}

// Choosing.

function control() {
  const form = document.getElementById("controls");
  for (const field of form.elements) {
    if (field.type === "checkbox") field.checked = Boolean(wanted[field.name]);
    else if (wanted[field.name]) field.value = wanted[field.name];
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    for (const field of form.elements) {
      const value = field.type === "checkbox" ? (field.checked ? "1" : "") : field.value;
      if (field.name) wanted[field.name] = value;
    }
    choose();
  });
}

function choose() {
  if (scrolled) region.scrollTop = scrolled = 0; // While nothing has changed yet: later it would lay out at once.
  const only = editions.findIndex((each) => each.id === wanted.edition);
  const words = (wanted.text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  shown = rows.filter((row) => fits(row, words, only));
  arrange();
  for (const head of heads.slice(FACTS)) head.hidden = only >= 0 && Number(head.dataset.edition) !== only;
  table.only = only;
  table.setAttribute("aria-rowcount", shown.length + 1);
  drawn = 0;
  body.replaceChildren();
  more(Math.ceil(seen / ROW));
  rove(heads[0].firstChild);
  settle((asked += 1));
}

/** What can wait: until the rows are on the screen, and until nobody types. */
function settle(answered) {
  const still = (work) => () => { if (answered === asked) work(); };
  requestAnimationFrame(still(() => {
    fill();
    setTimeout(still(remember));
    setTimeout(still(() => { if (drawn < AT_ONCE) more(AT_ONCE - drawn); }), PAUSE);
  }));
}

/** As many rows as there is room for, where they are lower than was thought. */
function fill() {
  while (drawn < shown.length && region.scrollHeight <= region.clientHeight) more();
}

function fits(row, words, only) {
  if (!words.every((word) => row.text.includes(word))) return false;
  if (wanted.analysed && !row.analysed) return false;
  const cells = only < 0 ? row.cells : [row.cells[only]];
  if (wanted.problems && !(only < 0 ? row.problems : cells[0].problems)) return false;
  if (!wanted.state && !wanted.signed) return true;
  return cells.some((cell) => (!wanted.state || cell.state === wanted.state) &&
    (!wanted.signed || (cell.signed === wanted.signed && cell.words > 0)));
}

function arrange() {
  const key = keyOf(wanted.sort);
  if (key) {
    const way = wanted.down ? -1 : 1;
    const keys = new Map(shown.map((row) => [row, key(row)]));
    shown.sort((one, other) => way * compare(keys.get(one), keys.get(other)) || one.at - other.at);
  }
  for (const head of heads) {
    const current = head.dataset.sort === wanted.sort;
    if (current) head.setAttribute("aria-sort", wanted.down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
}

const compare = (one, other) => one < other ? -1 : one > other ? 1 : 0;

function keyOf(name) {
  if (name === "order") return (row) => row.number;
  if (name === "signed-on") return (row) => row.day;
  if (name === "problems") return (row) => row.problems;
  const at = editions.findIndex((each) => each.id === name);
  if (at < 0) return null;
  return (row) => measure(row.cells[at]);
}

function measure(cell) {
  if (wanted.by === "grade") return cell.grade ?? -99;
  if (wanted.by === "words") return cell.words;
  if (wanted.by === "problems") return cell.problems;
  if (wanted.by === "signed") return SIGNED.indexOf(cell.signed);
  return STATES.indexOf(cell.state);
}

/** Up, then down, then as it was. */
function sortBy(name) {
  if (wanted.sort !== name) [wanted.sort, wanted.down] = [name, ""];
  else if (!wanted.down) wanted.down = "1";
  else [wanted.sort, wanted.down] = ["", ""];
  choose();
  table.querySelector(`th[data-sort="${CSS.escape(name)}"] button`).focus();
}

function remember() {
  document.getElementById("count").textContent = shown.length === rows.length ? `${number(rows.length)} orders` : `${number(shown.length)} of ${number(rows.length)} orders`;
  const query = new URLSearchParams(NAMES.filter((name) => wanted[name]).map((name) => [name, wanted[name]]));
  if (query.get("by") === "state") query.delete("by");
  history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
}

// Drawing.

function drawTable() {
  body = make("tbody", {});
  heads = [
    heading("order", "Order", { class: "order" }), heading("signed-on", "Signed", { class: "day" }), heading("problems", "Problems", { class: "problems" }),
    ...editions.map((each, i) => heading(each.id, each.name, { "data-edition": i })),
  ];
  table = make("table", { role: "grid", "aria-label": "Orders by editions", "aria-readonly": "true" },
    make("thead", {}, make("tr", { "aria-rowindex": 1 }, ...heads)), body);
  region.replaceChildren(table);
  region.onscroll = () => {
    scrolled = region.scrollTop;
    if (scrolled + 2 * region.clientHeight > region.scrollHeight) more();
  };
  table.addEventListener("keydown", move);
  table.addEventListener("focusin", (event) => { const spot = event.target.closest("th, td"); if (spot) rove(target(spot)); });
}

const heading = (name, words, attributes) => make("th", { scope: "col", "data-sort": name, ...attributes },
  make("button", { type: "button", tabindex: -1, onclick: () => sortBy(name) }, words));

function more(count = AT_ONCE) {
  const next = shown.slice(drawn, drawn + count);
  body.append(...next.map((row, i) => rowElement(row, drawn + i)));
  drawn += next.length;
}

function rowElement(row, at) {
  row.element ??= make("tr", { class: row.state === "published" ? null : "apart" },
    orderCell(row), make("td", { class: "day", tabindex: -1 }, make("time", { datetime: row.day }, row.day && DAY.format(new Date(row.day)))), problemCell(row),
    ...row.cells.map((cell, i) => editionCell(row, cell, i)));
  row.element.setAttribute("aria-rowindex", at + 2);
  if (row.only !== table.only) {
    row.only = table.only;
    row.cells.forEach((_, i) => { row.element.children[FACTS + i].hidden = row.only >= 0 && row.only !== i; });
  }
  return row.element;
}

const orderCell = (row) => make("th", { scope: "row", class: "order" },
  make("a", { href: `/-/compare?order=${encodeURIComponent(row.slug)}`, tabindex: -1, title: `${row.path}: compare its editions` },
    make("span", { class: "number" }, row.label), ` ${row.title}`),
  ...(row.state === "published" ? [] : [" ", make("strong", { class: "badge" }, row.state)]));

const problemCell = (row) => make("td", { class: "problems", tabindex: row.problems ? null : -1 },
  row.problems ? make("a", { href: `/-/problems?order=${encodeURIComponent(row.slug)}`, tabindex: -1 }, ...counts(row)) : make("span", { class: "soft" }, "none"));

function counts({ errors, warnings }) {
  const found = [];
  if (errors) found.push(make("span", { class: "error" }, plural(errors, "error")));
  if (warnings) found.push(make("span", { class: "warning" }, plural(warnings, "warning")));
  return found.flatMap((each, i) => (i ? [" ", each] : [each]));
}

const number = (n) => n.toLocaleString("en");
const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

function editionCell(row, cell, i) {
  const name = cell.state === "inherited" ? `inherited from ${editionName(cell.source)}` : TITLES[cell.state] ?? cell.state;
  const said = [make("span", { class: "mark", "aria-hidden": "true" }, MARKS[cell.state]), name];
  const place = { class: `edition ${cell.state}`, "data-edition": i };
  if (cell.state === "left-out" || cell.state === "unread") return make("td", { ...place, tabindex: -1 }, make("span", { class: "what" }, ...said));
  const link = make("a", { class: "what", href: `/${editions[i].id}/${row.page}`, tabindex: -1, title: passages(cell) }, ...said);
  return make("td", place, link, ...measures(cell), ...details(cell));
}

/** The grade beside the link, and the words below them. */
function measures(cell) {
  const grade = cell.grade === null ? "" : ` grade\u00a0${cell.grade.toFixed(1)}`;
  const words = cell.words ? `\n${number(cell.words)} words` : "";
  return grade || words ? [make("span", { class: "measures" }, grade + words)] : [];
}

const editionName = (ident) => editions.find((each) => each.id === ident)?.name ?? ident;

function details(cell) {
  const found = [];
  if (cell.problems) found.push(make("span", { class: "found" }, ...counts(cell)));
  if (cell.signed !== "unreviewed") found.push(make("span", { class: `sign-off ${cell.signed}` }, cell.signed === "signed" ? `signed by ${cell.reviewers}` : `lapsed: ${cell.reviewers}`));
  return found;
}

function passages({ passages: [own, inherited, shared, left] }) {
  return `passages: ${own} own, ${inherited} inherited, ${shared} shared, ${left} left out`;
}

// Moving by keys: one place of the grid is in the order of Tab, and the arrows move it.

const target = (spot) => spot.querySelector("a, button") ?? spot;
const spots = (row) => [...row.children].filter((each) => !each.hidden);

function rove(place) {
  if (place.tabIndex === 0 && place === table.roving) return;
  if (table.roving) table.roving.tabIndex = -1;
  place.tabIndex = 0;
  table.roving = place;
}

function move(event) {
  const spot = event.target.closest("th, td");
  if (!spot || event.altKey || event.metaKey) return;
  const row = spot.parentElement;
  const next = event.ctrlKey ? farthest(event.key) : nearby(event.key, row, spots(row).indexOf(spot));
  if (!next) return;
  event.preventDefault();
  const place = target(next);
  place.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function nearby(key, row, column) {
  if (key === "ArrowRight") return spots(row)[column + 1];
  if (key === "ArrowLeft") return spots(row)[column - 1];
  if (key === "Home") return spots(row)[0];
  if (key === "End") return spots(row).at(-1);
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[key];
  return steps ? spots(rowAt(row.rowIndex + steps))[column] : null;
}

function farthest(key) {
  if (key === "Home") return spots(table.rows[0])[0];
  if (key !== "End") return null;
  while (drawn < shown.length) more();
  return spots(table.rows[table.rows.length - 1]).at(-1);
}

function rowAt(at) {
  while (at >= table.rows.length && drawn < shown.length) more();
  return table.rows[Math.max(0, Math.min(at, table.rows.length - 1))];
}

document.addEventListener("renew", start);
start();
performance.mark("matrix-drawn");
