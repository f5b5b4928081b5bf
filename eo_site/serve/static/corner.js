// The switcher in the corner: the same page in every edition, members' ones too, and what this page is.

import { make } from "./make.js";
import { plural } from "./overlay.js";

export class Corner {
  constructor(root, overlay, toggle) {
    this.summary = make("summary", {});
    this.why = make("p", { class: "why", hidden: true });
    this.list = make("ul", {});
    this.lost = make("p", { class: "lost", hidden: true }, "The server does not answer.");
    this.button = make("button", { type: "button", hidden: true, onclick: () => overlay.open() });
    this.fold = make("details", {}, this.summary,
      make("div", { class: "panel" }, this.why, this.list, make("p", {}, toggle), make("p", {}, make("a", { href: "/" }, "The chooser"), " · ", make("a", { href: "/-/" }, "Author’s desk"))));
    root.append(make("nav", { class: "corner", "aria-label": "The author's desk" }, this.lost, this.button, this.fold));
    this.fold.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.fold.open) {
        this.fold.open = false;
        this.summary.focus();
        event.stopPropagation();
      }
    });
  }

  show({ editions, unpublished, problems, count, good }) {
    const current = editions.find((each) => each.current);
    this.summary.replaceChildren(current?.name ?? "Editions",
      ...(unpublished ? [" ", make("strong", { class: "unpublished" }, unpublished)] : []));
    this.why.hidden = !unpublished;
    this.why.textContent = `In no published edition: ${unpublished}.`;
    this.list.replaceChildren(...editions.map(entry));
    this.button.hidden = problems.length === 0;
    this.button.className = good ? "warning" : "error";
    this.button.textContent = plural(count, good ? "warning" : "problem");
  }

  connected(yes) {
    this.lost.hidden = yes;
  }
}

function entry({ name, url, same, current, members }) {
  const remarks = [members && "members", !same && "its home: it has no such page"].filter(Boolean);
  return make("li", {},
    make("a", { href: url, "aria-current": current && "page" }, name),
    ...(remarks.length ? [make("small", {}, ` ${remarks.join("; ")}`)] : []));
}
