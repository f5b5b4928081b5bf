// The column that narrows the list: a fieldset of checkboxes for each facet, with counts.

import { fill, make, number, words } from "./dom.js";
import { FACETS } from "./filter-index.js";

/** Terms shown of a long facet until the reader asks for all. */
const FEW = 8;
/** Counts as they are printed; the same ones come again and again. */
const printed = new Map();
/** Facets that stand open from the start. */
const OPEN = ["interest", "kind", "status", "agency"];
/** Terms that say nothing of an order. */
const NOTHING = ["not-searched", "undated", "unknown"];

/**
 * The facets of an index, those that say something of the most orders first, and a function that shows a state's
 * choices and counts in them. A facet whose one term every order has narrows nothing and is left out.
 */
export function facetColumn(index, names, toggle) {
  const parts = FACETS.map((id) => index.facets.get(id))
    .filter((facet) => facet.terms.some(({ rows }) => rows.length && rows.length < index.orders))
    .map((facet) => ({ facet, told: covered(index, facet) }))
    .sort((a, b) => b.told - a.told)
    .map(({ facet, told }) => part(facet, names[facet.id], share(told, index.orders), toggle));
  const show = (state, counts) => {
    for (const each of parts) each.show(state.chosen[each.id] ?? [], counts.get(each.id));
  };
  return { parts: parts.map(({ box }) => box), show };
}

/** Of how many orders a facet says something. */
function covered(index, { terms }) {
  const told = new Uint8Array(index.orders);
  for (const { id, rows } of terms) if (!NOTHING.includes(id)) for (const row of rows) told[row] = 1;
  return told.reduce((sum, each) => sum + each, 0);
}

const share = (n, all) =>
  fill(n === all ? words.covers_all : words.covers, { n: number(n), all: number(all) });

function part(facet, name, covers, toggle) {
  const rows = facet.terms.map((term) => termRow(term, () => toggle(facet.id, term.id)));
  const common = facet.terms.map((_, at) => at)
    .filter((at) => facet.terms[at].rows.length)
    .sort((a, b) => facet.terms[b].rows.length - facet.terms[a].rows.length);
  const long = common.length > FEW + 2;
  const inOrder = common.slice().sort((a, b) => a - b);
  const brief = long && facet.id !== "year" ? common.slice(0, FEW).sort((a, b) => a - b)
    : inOrder.slice(0, long ? FEW : undefined);
  const list = make("div", { class: "facet-terms" });
  const chosen = make("span", { class: "facet-chosen" });
  const legend = make("legend", { class: "visually-hidden" }, name);
  const set = make("fieldset", {}, legend, list);
  const box = make("details", { class: "facet", "data-facet": facet.id },
    make("summary", {}, name, " ", chosen, " ", make("span", { class: "facet-share" }, covers)), set);
  box.open = OPEN.includes(facet.id);
  let all = !long;
  let had = "";

  /** The terms on show: the most common, those chosen, or all of them by group. */
  const layOut = (ids) => {
    const shown = all ? inOrder : [...new Set([...brief, ...ids.map((id) => facet.places.get(id))])]
      .sort((a, b) => a - b);
    list.replaceChildren(...(facet.groups ? grouped(facet, shown, rows) : [listed(shown, rows)]));
  };
  if (long) {
    const button = make("button", { type: "button", class: "plain", "aria-expanded": "false" });
    const title = () => (all ? words.fewer_terms : fill(words.all_terms, { n: number(common.length) }));
    button.textContent = title();
    button.addEventListener("click", () => {
      all = !all;
      button.setAttribute("aria-expanded", all);
      button.textContent = title();
      layOut(had.split(",").filter(Boolean));
    });
    set.append(button);
  }
  layOut([]);

  const show = (ids, counts) => {
    for (const [at, row] of rows.entries()) row.show(ids.includes(facet.terms[at].id), counts[at]);
    if (ids.join() === had) return;
    const focused = document.activeElement;
    if (!all) layOut(ids);
    if (focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
    if (ids.length) box.open = true;
    chosen.textContent = ids.length ? `(${number(ids.length)})` : "";
    had = ids.join();
  };
  return { id: facet.id, box, show };
}

const listed = (places, rows) => make("ul", {}, ...places.map((at) => rows[at].item));

function grouped(facet, places, rows) {
  const shown = new Set(places);
  const found = [];
  let start = 0;
  for (const [label, size] of facet.groups) {
    const inside = Array.from({ length: size }, (_, at) => start + at).filter((at) => shown.has(at));
    start += size;
    if (!inside.length) continue;
    found.push(make("h3", {}, label || words.untitled), listed(inside, rows));
  }
  return found;
}

function termRow({ id, label }, toggle) {
  const box = make("input", { type: "checkbox", value: id, onchange: toggle });
  const text = document.createTextNode("");
  const count = make("span", { class: "n" });
  count.append(text);
  const name = make("span", { class: "term-label" }, id === "undated" ? words.undated : label);
  const item = make("li", { class: "term" }, make("label", {}, box, name, count));
  let said = -1;
  const show = (checked, n) => {
    if (box.checked !== checked) box.checked = checked;
    if (n === said) return;
    said = n;
    if (!printed.has(n)) printed.set(n, number(n));
    text.data = printed.get(n);
    item.classList.toggle("none", n === 0);
  };
  return { item, show };
}
