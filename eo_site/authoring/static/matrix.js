// Orders by editions. Rows are drawn as they come into sight, and kept; filtering and sorting only
// put those that are there in another order. What was asked for stands in the address.

import { make } from "/_eo/make.js";

const AT_ONCE = 20;
const NAMES = ["text", "edition", "state", "signed", "problems", "analysed", "by", "sort", "down"];
const STATES = ["own", "inherited", "shared", "missing", "unread", "withdrawn", "left-out"];
const SIGNED = ["signed", "lapsed", "unreviewed"];
const MARKS = { own: "●", inherited: "◐", shared: "○", missing: "✕", unread: "✕", withdrawn: "–", "left-out": "–" };
const DAY = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
const TITLES = { "left-out": "left out", unread: "cannot be read" };

let table, body, region, editions, rows, shown, drawn, wanted;

function start() {
  const data = JSON.parse(document.getElementById("data").textContent);
  const cells = data.cells.map(readCell);
  editions = data.editions;
  rows = data.rows.map((row, at) => readRow(row, at, cells));
  wanted = Object.fromEntries(new URLSearchParams(location.search));
  region = document.getElementById("matrix");
  drawTable();
  control();
  choose();
}

const readCell = ([state, source, grade, words, errors, warnings, signed, reviewers, passages]) =>
  ({ state, source, grade, words, errors, warnings, problems: errors + warnings, signed, reviewers, passages });

function readRow([slug, label, title, day, path, state, analysed, errors, warnings, page, cells], at, every) {
  const number = Number(/\d+/.exec(slug)?.[0] ?? 0);
  return {
    slug, label, title, day, path, state, analysed, errors, warnings, page, at, number,
    problems: errors + warnings,
    cells: cells.map((each) => every[each]),
    text: `${slug} ${label} ${title} ${path}`.toLowerCase(),
    element: null,
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
  const only = editions.findIndex((each) => each.id === wanted.edition);
  shown = rows.filter((row) => fits(row, only));
  arrange();
  for (const each of table.querySelectorAll("[data-edition]")) each.hidden = only >= 0 && Number(each.dataset.edition) !== only;
  table.dataset.only = only;
  table.setAttribute("aria-rowcount", shown.length + 1);
  document.getElementById("count").textContent = shown.length === rows.length ? `${rows.length} orders` : `${shown.length} of ${rows.length} orders`;
  drawn = 0;
  region.scrollTop = 0; // While nothing has changed yet: later it would have the browser lay out twice.
  body.replaceChildren();
  more();
  requestAnimationFrame(fill);
  rove(table.querySelector("thead button"));
  remember();
}

/** As many rows as there is room for. */
function fill() {
  while (drawn < shown.length && region.scrollHeight <= region.clientHeight) more();
}

function fits(row, only) {
  const words = (wanted.text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
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
  for (const head of table.querySelectorAll("thead th")) {
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
  const query = new URLSearchParams(NAMES.filter((name) => wanted[name]).map((name) => [name, wanted[name]]));
  if (query.get("by") === "state") query.delete("by");
  history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
}

// Drawing.

function drawTable() {
  body = make("tbody", {});
  table = make("table", { role: "grid", "aria-label": "Orders by editions", "aria-readonly": "true" },
    make("thead", {}, make("tr", { "aria-rowindex": 1 },
      heading("order", "Order", { class: "order" }), heading("signed-on", "Signed", { class: "day" }), heading("problems", "Problems", { class: "problems" }),
      ...editions.map((each, i) => heading(each.id, each.name, { "data-edition": i })))),
    body);
  region.replaceChildren(table);
  region.onscroll = () => { if (region.scrollTop + 2 * region.clientHeight > region.scrollHeight) more(); };
  table.addEventListener("keydown", move);
  table.addEventListener("focusin", (event) => { const spot = event.target.closest("th, td"); if (spot) rove(target(spot)); });
}

const heading = (name, words, attributes) => make("th", { scope: "col", "data-sort": name, ...attributes },
  make("button", { type: "button", tabindex: -1, onclick: () => sortBy(name) }, words));

function more() {
  const next = shown.slice(drawn, drawn + AT_ONCE);
  body.append(...next.map((row, i) => rowElement(row, drawn + i)));
  drawn += next.length;
}

function rowElement(row, at) {
  row.element ??= make("tr", { class: row.state === "published" ? null : "apart" },
    orderCell(row), make("td", { class: "day", tabindex: -1 }, make("time", { datetime: row.day }, row.day && DAY.format(new Date(row.day)))), problemCell(row),
    ...row.cells.map((cell, i) => editionCell(row, cell, i)));
  row.element.setAttribute("aria-rowindex", at + 2);
  const only = Number(table.dataset.only);
  for (const each of row.element.querySelectorAll("[data-edition]")) each.hidden = only >= 0 && Number(each.dataset.edition) !== only;
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

const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

function editionCell(row, cell, i) {
  const name = cell.state === "inherited" ? `inherited from ${editionName(cell.source)}` : TITLES[cell.state] ?? cell.state;
  const said = make("span", { class: "what" }, make("span", { class: "mark", "aria-hidden": "true" }, MARKS[cell.state]), ` ${name}`);
  const place = { class: `edition ${cell.state}`, "data-edition": i };
  if (cell.state === "left-out" || cell.state === "unread") return make("td", { ...place, tabindex: -1 }, said);
  const link = make("a", { href: `/${editions[i].id}/${row.page}`, tabindex: -1, title: passages(cell) }, said);
  const grade = cell.grade === null ? [] : [" ", make("span", { class: "grade" }, `grade ${cell.grade.toFixed(1)}`)];
  return make("td", place, link, ...grade, ...details(cell));
}

const editionName = (ident) => editions.find((each) => each.id === ident)?.name ?? ident;

function details(cell) {
  const found = [];
  if (cell.words) found.push(make("span", { class: "words" }, `${cell.words.toLocaleString("en")} words`));
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
