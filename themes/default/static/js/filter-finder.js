// Above the list: the field for titles and numbers, the order of the list, the link to copy, and
// what narrows the list as chips that take it away.

import { fill, make, number, words } from "./dom.js";

const SORTS = [["", "sort_match"], ["newest", "sort_newest"], ["oldest", "sort_oldest"]];

/** The field, beside the count the order of the list, and below it what is chosen; `on` has what they do. */
export function finder(root, sorting, chosen, on) {
  const field = make("input", {
    type: "search", id: "find-order", autocomplete: "off", spellcheck: "false", maxlength: "200",
    placeholder: words.search_hint, oninput: () => on.type(field.value),
  });
  const sort = make("select", { id: "sort", onchange: () => on.order(sort.value) },
    ...SORTS.map(([value, name]) => make("option", { value }, words[name])));
  const only = make("input", { type: "checkbox", onchange: () => on.only(only.checked) });
  const toggle = make("label", { class: "only" }, only, words.only);
  const said = make("span", { role: "status", class: "aside-line" });
  const copy = make("button", { type: "button", onclick: async () => {
    said.textContent = await on.share();
  } }, words.copy_link);
  root.replaceChildren(
    make("div", { class: "field" }, make("label", { for: "find-order" }, words.search), field),
  );
  sorting.replaceChildren(
    toggle, make("span", { class: "sort" }, make("label", { for: "sort" }, words.sort), " ", sort), copy, said,
  );

  const chip = ({ text, drop }) => {
    const cross = make("span", { class: "x", "aria-hidden": "true" }, "×");
    const button = make("button", {
      type: "button", class: "chip", "aria-label": fill(words.without, { term: text }),
      onclick: () => {
        const place = [...chosen.querySelectorAll(".chip")].indexOf(button);
        drop();
        const left = chosen.querySelectorAll(".chip");
        (left[Math.min(place, left.length - 1)] ?? field).focus();
      },
    }, text, cross);
    return make("li", {}, button);
  };

  return {
    /** Sets the controls to a state that did not come from them. */
    fill(state) {
      if (field.value !== state.q) field.value = state.q;
      said.textContent = "";
    },
    say(text) {
      said.textContent = text;
    },
    show({ state, chips: { found, clear }, offers, following, kept }) {
      sort.value = state.sort;
      only.checked = state.only;
      toggle.hidden = !following && !state.only;
      const all = make("button", { type: "button", class: "plain", onclick: () => {
        clear();
        field.focus();
      } }, words.clear);
      const act = (text, run) => make("button", { type: "button", onclick: run }, text);
      const offered = offers.flatMap(({ url, term, orders }) => [" ", make("a", { href: url }, term), ` (${number(orders)})`]);
      chosen.replaceChildren(
        ...(offers.length ? [make("p", { class: "offers" }, words.offers, ...offered)] : []),
        ...(found.length ? [make("ul", { class: "chips" }, ...found.map(chip), make("li", {}, all))] : []),
        ...(state.link ? [make("p", { class: "count-note" }, words.linked_more, " ",
          act(words.keep, on.keep), " ", act(words.leave, on.leave))] : []),
        ...(kept ? [] : [make("p", { class: "count-note" }, words.not_kept)]),
      );
    },
  };
}
