// The bar that says what matters to the reader, and the panel in which terms are followed and muted.

import { fill, make, words } from "./dom.js";
import { FACET_OF } from "./filter.js";

const KINDS = Object.keys(FACET_OF);

/** The bar. `on` has what its controls do; `label` names what is followed. */
export function mineBar(root, { label, on, briefing }) {
  const heading = make("h2", { tabindex: "-1" });
  const chips = make("div", { class: "mine-chips" });
  const more = make("button", {
    type: "button", class: "plain", "aria-expanded": "false", "aria-controls": "follow-panel",
    onclick: () => on.panel(),
  });
  const links = [make("span", {}, more)];
  if (briefing) {
    const arrow = make("span", { "aria-hidden": "true" }, " →");
    links.push(make("a", { href: briefing, class: "mine-briefing" }, words.briefing, arrow));
  }
  root.replaceChildren(heading, chips, make("div", { class: "mine-links" }, ...links));

  const chip = (kind, id, name, run) => {
    const cross = make("span", { class: "x", "aria-hidden": "true" }, "×");
    const term = label(kind, id);
    const button = make("button", {
      type: "button", class: "chip", "aria-label": fill(name, { term }),
      onclick: () => {
        const place = [...chips.querySelectorAll(".chip")].indexOf(button);
        run(kind, id);
        const left = chips.querySelectorAll(".chip");
        (left[Math.min(place, left.length - 1)] ?? heading).focus();
      },
    }, term, cross);
    return make("li", {}, button);
  };
  const listed = (lists, name) => Object.entries(lists)
    .flatMap(([kind, ids]) => ids.filter((id) => label(kind, id)).map((id) => chip(kind, id, name, on.forget)));

  const suggestion = (suggested) => {
    const offers = suggested.map((id) => make("li", {}, make("button", {
      type: "button", class: "chip offer", "aria-label": fill(words.follow_term, { term: label("interests", id) }),
      onclick: () => {
        on.follow("interests", [id]);
        heading.focus();
      },
    }, "+ ", label("interests", id))));
    const all = make("button", { type: "button", class: "plain", onclick: () => {
      on.follow("interests", suggested);
      heading.focus();
    } }, words.suggest_all);
    return make("ul", { class: "chips" }, make("li", {}, words.suggested), ...offers, make("li", {}, all));
  };

  return {
    heading, more,
    show({ lens, linked, suggested, open }) {
      heading.textContent = linked ? words.linked : words.heading;
      const follows = listed(lens.follows, words.unfollow);
      const mutes = listed(lens.mutes, words.unmute);
      const muted = mutes.length ? [make("li", { class: "mine-muted" }, words.muted), ...mutes] : [];
      const all = [...follows, ...muted];
      more.textContent = open ? words.done : `+ ${all.length ? words.more_to_follow : words.start_following}`;
      more.setAttribute("aria-expanded", open);
      chips.replaceChildren(...(all.length ? [make("ul", { class: "chips" }, ...all)] : [
        make("p", {}, words.none), ...(suggested.length ? [suggestion(suggested)] : []),
      ]));
    },
  };
}

/** The panel. Its lists are made when it is first opened. */
export function followPanel(root, index, choose) {
  root.id = "follow-panel";
  const field = make("input", { type: "search", id: "find-term", autocomplete: "off", spellcheck: "false" });
  const none = make("p", { class: "aside-line" });
  const rows = [];
  const kinds = KINDS.map((kind) => {
    const { terms } = index.facets.get(FACET_OF[kind]);
    const items = terms.map((term) => row(kind, term));
    rows.push(...items);
    const box = make("details", { class: "facet" }, make("summary", {}, words[kind]),
      make("ul", {}, ...items.map(({ item }) => item)));
    box.open = kind === "interests";
    return { box, items };
  }).filter(({ items }) => items.length);

  function row(kind, { id, label }) {
    const buttons = ["follow", "mute"].map((choice) => {
      const button = make("button", {
        type: "button", class: "card-act", "aria-label": fill(words[`${choice}_term`], { term: label }),
        onclick: () => choose(kind, id, button.getAttribute("aria-pressed") === "true" ? "" : choice),
      }, words[choice]);
      return button;
    });
    const name = make("span", { class: "term-label" }, label);
    const item = make("li", { class: "term" }, name, make("span", { class: "term-acts" }, ...buttons));
    const show = ({ follows, mutes }) => {
      const pressed = [follows, mutes].map((lists) => lists[kind].includes(id));
      buttons.forEach((button, at) => button.setAttribute("aria-pressed", pressed[at]));
      item.dataset.choice = pressed[0] ? "follow" : pressed[1] ? "mute" : "";
    };
    return { item, show, text: label.toLowerCase() };
  }

  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    for (const { item, text } of rows) item.hidden = !text.includes(wanted);
    for (const { box, items } of kinds) {
      box.hidden = items.every(({ item }) => item.hidden);
      if (wanted) box.open = true;
    }
    none.textContent = rows.every(({ item }) => item.hidden) ? words.no_term : "";
  });
  root.replaceChildren(
    make("p", { class: "aside-line" }, words.follow_note),
    make("p", { class: "field" }, make("label", { for: "find-term" }, words.find_term), field),
    ...kinds.map(({ box }) => box), none,
  );
  return { field, show: (lens) => rows.forEach((each) => each.show(lens)) };
}
