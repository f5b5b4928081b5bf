// Cards of orders: those the page was served with, those made from `data/cards/`, fetched only as
// they come near the screen. Until a card's file is there, it shows what the index knows.

import { carried, isoOf, numberOf, UNDATED } from "./filter-index.js";
import { FACET_OF } from "./filter.js";
import { fetched, fill, make, plural, shortDate, words } from "./dom.js";

const pill = ([value, text]) => make("span", { class: "pill", "data-value": value }, text);

/** A card with its buttons. */
function withActions(item) {
  const button = (name, text) =>
    make("button", { type: "button", class: "card-act", "data-act": name }, text);
  const buttons = [button("follow", words.follow), button("mute", words.mute)];
  item.append(make("p", { class: "card-actions" }, ...buttons));
  return item;
}

/** Keeps every card once made. */
export class Cards {
  #index;
  #blank;
  #url;
  #files = new Map();
  #items = new Map();
  /** By row, what its file says beyond what the index knows. */
  #told = new Map();
  #near;
  #dressed = new WeakMap();
  #news;

  /** `news` are the rows that changed since the reader's last visit, or null where there was none. */
  constructor(index, { served, duties, blank, url, news = null }) {
    this.#news = news;
    this.#index = index;
    this.#blank = withActions(blank.cloneNode(true));
    this.#url = url;
    this.#near = new IntersectionObserver((seen) => this.#arrive(seen), { rootMargin: "100% 0%" });
    const byOrder = new Map(duties);
    for (const item of served) {
      const row = index.rows.get(item.dataset.slug);
      if (row === undefined) continue;
      const label = item.querySelector(".card-number").textContent;
      this.#told.set(row, { label, duties: Object.fromEntries(byOrder.get(item.dataset.slug) ?? []) });
      this.#items.set(row, this.#ready(withActions(item), row));
    }
  }

  /** The card of a row, dressed for what is followed. */
  item(row, lens) {
    const item = this.#items.get(row) ?? this.#make(row);
    if (this.#dressed.get(item) !== lens) this.#dress(item, row, lens);
    return item;
  }

  /** How an order is named in a line. */
  label(row) {
    return this.#told.get(row)?.label ?? fill(words.order_label, { number: numberOf(this.#index, row) });
  }

  #ready(item, row) {
    item.dataset.row = row;
    this.#name(item, row);
    return item;
  }

  #name(item, row) {
    const order = this.label(row);
    const name = { follow: words.follow_order, mute: words.mute_order };
    for (const each of item.querySelectorAll("[data-act]")) {
      each.setAttribute("aria-label", fill(name[each.dataset.act], { order }));
    }
  }

  #make(row) {
    const index = this.#index;
    const item = this.#blank.cloneNode(true);
    const at = (name) => item.querySelector(name);
    item.dataset.slug = index.slugs[row];
    item.classList.add("waiting");
    at(".card-number").textContent = this.label(row);
    at("a").textContent = this.label(row);
    at("a").href = fill(index.orderUrl, { slug: index.slugs[row] });
    const day = index.days[row];
    if (day === UNDATED) at("time").remove();
    else {
      at("time").dateTime = isoOf(day);
      at("time").textContent = shortDate(isoOf(day));
    }
    const terms = carried(index, "interest", row);
    at(".card-interests").append(
      ...terms.map(({ id, label }) => make("li", { "data-interest": id }, label)),
    );
    this.#items.set(row, this.#ready(item, row));
    this.#near.observe(item);
    return item;
  }

  #arrive(seen) {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      this.#near.unobserve(target);
      this.#fetch(target, Number(target.dataset.row));
    }
  }

  async #fetch(item, row) {
    const place = this.#index.orders - 1 - row;
    const cards = await this.#file(Math.floor(place / this.#index.shard) + 1);
    const card = cards?.[place % this.#index.shard];
    if (card) this.#fill(item, row, card);
    else item.querySelector(".card-summary").textContent = words.card_failed;
  }

  #file(number) {
    if (!this.#files.has(number)) this.#files.set(number, this.#load(number));
    return this.#files.get(number);
  }

  async #load(number) {
    try {
      const { version, cards } = await fetched(fill(this.#url, { number }));
      return version === 2 && Array.isArray(cards) ? cards : null;
    } catch (error) {
      console.warn(error);
      this.#files.delete(number); // the next card that needs it asks again
      return null;
    }
  }

  #fill(item, row, card) {
    const at = (name) => item.querySelector(name);
    this.#told.set(row, card);
    item.classList.remove("waiting");
    at(".card-number").textContent = card.label;
    at("a").textContent = card.title.replace(/(\p{L})'(?=\p{L})/gu, "$1’");
    at(".card-line").append(...card.pills.map(pill));
    if (card.also) at(".card-also").textContent = card.also;
    if (card.summary) at(".card-summary").textContent = card.summary;
    else at(".card-summary").remove();
    this.#name(item, row);
    const lens = this.#dressed.get(item);
    if (lens) this.#dress(item, row, lens);
  }

  /** Marks what is followed, says why the order matches, and sets its buttons. */
  #dress(item, row, lens) {
    this.#dressed.set(item, lens);
    for (const term of item.querySelectorAll("[data-interest]")) {
      const followed = lens.follows.interests.includes(term.dataset.interest);
      if (followed === term.classList.contains("followed")) continue;
      term.classList.toggle("followed", followed);
      term.querySelector(".visually-hidden")?.remove();
      if (followed) term.append(make("span", { class: "visually-hidden" }, ` (${words.followed})`));
    }
    const slug = this.#index.slugs[row];
    const pressed = { follow: lens.follows.orders, mute: lens.mutes.orders };
    for (const each of item.querySelectorAll("[data-act]")) {
      each.setAttribute("aria-pressed", pressed[each.dataset.act].includes(slug));
    }
    item.querySelector(".card-matches")?.remove();
    if (this.#news?.rows.has(row) && !item.querySelector(".card-news")) {
      const said = fill(words.changed_card, { date: shortDate(this.#news.since) });
      item.querySelector(".card-line").before(make("p", { class: "card-news" }, said));
    }
    const reasons = this.#reasons(row, slug, lens);
    if (!reasons.length) return;
    const line = `${words.matches} ${reasons.join(" · ")}`;
    item.querySelector(".card-body").append(make("p", { class: "card-matches" }, line));
  }

  #reasons(row, slug, { follows }) {
    const found = follows.orders.includes(slug) ? [words.this_order] : [];
    const duties = this.#told.get(row)?.duties ?? {};
    for (const [kind, facetId] of Object.entries(FACET_OF)) {
      if (!follows[kind].length) continue;
      for (const { id, label } of carried(this.#index, facetId, row)) {
        if (!follows[kind].includes(id)) continue;
        const n = kind === "agencies" && Object.hasOwn(duties, id) ? duties[id] : 0;
        const said = plural(n, words.duty_one, words.duty_many);
        found.push(n ? fill(said, { agency: label }) : label);
      }
    }
    return found;
  }
}
