// The list of orders. It changes in place: cards keep their identity, the focus stays where it is
// as long as what it is on is still shown, and a muted card leaves a line that takes it back.

import { fill, make, words } from "./dom.js";

const PAGE = 50;
/** Cards drawn at once, more than a screen shows; the rest come with the next frame. */
const FIRST = 6;

/** Draws rows into the list; `heading` takes the focus when what had it is gone. */
export class List {
  #list;
  #more;
  #heading;
  #cards;
  #nothing;
  #rows = [];
  #shown = PAGE;
  #lens;
  #next = 0;

  /** `nothing` makes what stands where no order is shown. */
  constructor({ list, more, heading, cards, act, nothing }) {
    list.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-act]");
      const item = button?.closest("[data-row]");
      if (item) act(button.dataset.act, Number(item.dataset.row), item);
    });
    this.#list = list;
    this.#more = more;
    this.#heading = heading;
    this.#cards = cards;
    this.#nothing = nothing;
  }

  /** Shows rows from the first one on. */
  show(rows, lens) {
    this.#rows = rows;
    this.#shown = PAGE;
    this.#lens = lens;
    this.#draw(FIRST);
    cancelAnimationFrame(this.#next);
    if (rows.length > FIRST) {
      this.#next = requestAnimationFrame(() => setTimeout(() => this.#draw(this.#shown)));
    }
  }

  /** Marks what is followed without moving anything: the reader is in the list. */
  dress(lens) {
    this.#lens = lens;
    for (const item of this.#list.children) {
      if (item.dataset.row) this.#cards.item(Number(item.dataset.row), lens);
    }
  }

  /** Puts a line in a card's place, which can be taken back. */
  replace(item, order, undo) {
    const back = make("button", { type: "button", onclick: () => {
      undo();
      line.replaceWith(item);
      item.querySelector("[data-act=mute]").focus();
    } }, words.undo);
    const said = fill(words.order_muted, { order });
    const line = make("li", { class: "card-muted" }, make("p", {}, said, " ", back));
    item.replaceWith(line);
    back.focus();
  }

  /** Draws the first cards; what is below them stays until it is drawn too, or there is no more. */
  #draw(most) {
    const focused = document.activeElement;
    const held = this.#list.contains(focused);
    const items = this.#rows.slice(0, most).map((row) => this.#cards.item(row, this.#lens));
    this.#place(items, this.#rows.length > most && most < this.#shown);
    if (held && focused.isConnected) focused.focus({ preventScroll: true });
    else if (held) this.#heading.focus({ preventScroll: true });
    this.#after();
  }

  /** Puts items in their order, moving as few as can be. */
  #place(items, more) {
    const wanted = new Set(items);
    let next = this.#list.firstElementChild;
    for (const item of items) {
      while (next && !more && !wanted.has(next)) next = removed(next);
      if (item === next) next = next.nextElementSibling;
      else this.#list.insertBefore(item, next);
    }
    while (next && !more) next = removed(next);
  }

  #after() {
    const found = [];
    if (!this.#rows.length) found.push(make("p", { class: "silence" }, ...this.#nothing()));
    if (this.#rows.length > this.#shown) {
      found.push(make("button", { type: "button", onclick: () => this.#showMore() }, words.more));
    }
    this.#more.replaceChildren(...found);
  }

  #showMore() {
    const first = this.#shown;
    this.#shown += PAGE;
    this.#draw(this.#shown);
    this.#list.children[first].querySelector("a").focus();
  }
}

function removed(item) {
  const next = item.nextElementSibling;
  item.remove();
  return next;
}
