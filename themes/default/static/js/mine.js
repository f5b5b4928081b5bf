// An order's page as this reader sees it: parts that touch what they follow are marked and listed in
// the line that the stylesheet keeps free for it, and the order can be followed or muted. Marks are
// laid over the page's margin, so that nothing moves.

import { fill, make, plural, words as all } from "./dom.js";
import { followsAny, itemOf, match } from "./matching.js";
import { follow, forget, load, mute, update } from "./profile.js";

const SHOWN = 90;
const NAMES = ".col-pin, .col-name, .col-what > span:first-child, .kind, .ties b";

const words = all.mine;
const place = document.querySelector("[data-mine]");
const actions = document.querySelector("[data-actions]");
const article = document.querySelector("[data-order]");
const slug = article?.dataset.order;
const terms = JSON.parse(article?.dataset.terms ?? "[]");
const labels = new Map(terms.map(([kind, id, label]) => [`${kind}:${id}`, label]));

const lines = make("div", { class: "mine-matches" });
const said = make("span", { role: "status", class: "mine-said" });

/** "Cybercrime, Navy": what is followed of something; an order by its name on the page. */
function named(found, element) {
  const name = ([kind, id]) =>
    labels.get(`${kind}:${id}`) ?? (kind === "orders" && element ? nameOf(element) : id);
  return found.map(name).join(", ");
}

function nameOf(element) {
  const parts = [...element.querySelectorAll(NAMES)].map((part) => part.textContent.trim());
  const text = (parts.join(": ") || element.textContent).replace(/\s+/g, " ").trim();
  return text.length > SHOWN ? `${text.slice(0, SHOWN).replace(/\s+\S*$/, "")} …` : text;
}

// Marks.

const marked = [];

function unmark() {
  for (const [element, flag] of marked.splice(0)) {
    flag?.remove();
    element.classList.remove("followed-part", "followed-run", "followed-entry");
  }
}

const isHeading = (element) => /^H[1-6]$/.test(element.tagName);
const level = (heading) => Number(heading.tagName.slice(1));

/** What stands under a heading, down to the next of its level or above. */
function* under(heading) {
  const from = heading.closest(".headed") ?? heading;
  for (let next = from.nextElementSibling; next; next = next.nextElementSibling) {
    const other = isHeading(next) ? next : next.querySelector(":scope > :is(h1, h2, h3, h4, h5, h6)");
    if (other && level(other) <= level(heading)) return;
    yield next;
  }
}

/** The contents' line that leads to a part, or to the module it stands in. */
function markEntry(element) {
  const { id } = isHeading(element) ? element : element.closest("section[id]") ?? {};
  for (const link of id ? article.querySelectorAll(`.contents a[href="#${CSS.escape(id)}"]`) : []) {
    if (link.parentElement.classList.contains("followed-entry")) continue;
    const word = make("span", { class: "visually-hidden" }, ` (${words.entry})`);
    link.append(word);
    link.parentElement.classList.add("followed-entry");
    marked.push([link.parentElement, word]);
  }
}

function mark(element, found) {
  const host = element.matches("tr") ? element.cells[0] : element;
  const sentence = fill(words.followed, { terms: named(found, element) });
  const word = make("span", { class: "visually-hidden" }, ` (${sentence})`);
  // Rows that go on with the agency above are marked as one.
  const flag = make("span", { class: "follow-flag" }, ...(element.matches(".again") ? [] : [word]));
  element.classList.add("followed-part");
  marked.push([element, flag]);
  if (isHeading(element)) {
    for (const part of under(element)) {
      part.classList.add("followed-run");
      marked.push([part, null]);
    }
  }
  return () => host.append(flag);
}

/** Whom a duty's own row names, by the links to their pages: what `data-about` says elsewhere. */
function actorsOf(row) {
  const links = [...row.querySelectorAll(".actors a, .actors ~ * a")];
  const ids = links.map(({ href }) => /\bagencies\/([^/]+)/.exec(href)?.[1]).filter(Boolean);
  return ids.map((id) => `agencies:${id}`).join(" ");
}

/** Marks what matches; the parts that can be led to, each once: {id, name, found}. */
function markAll(profile) {
  unmark();
  const parts = new Map();
  const flags = [];
  for (const element of article.querySelectorAll('[data-about], tr[id^="duty-"]')) {
    const { terms: found, muted } = match(profile, itemOf(element.dataset.about ?? actorsOf(element)));
    if (!found.length || muted) continue;
    const name = nameOf(element);
    markEntry(element);
    flags.push(mark(element, found));
    const part = element.dataset.part ?? element.id;
    if (!part) continue;
    if (!parts.has(part) || element.id === part) parts.set(part, { element, name, found });
  }
  flags.forEach((put) => put());
  return [...parts].map(([part, { element, name, found }]) => {
    element.id ||= part;
    return { id: element.id, name, terms: named(found, element) };
  });
}

// The line.

function whole(profile) {
  const item = { orders: [slug], interests: [], agencies: [], parties: [] };
  for (const [kind, id, , all] of terms) if (all) item[kind].push(id);
  return match(profile, item);
}

const listed = (name, terms) =>
  make("li", {}, name, " ", make("span", { class: "aside-line" }, terms));

function showMatches() {
  const profile = load();
  const any = followsAny(profile);
  document.documentElement.classList.toggle("follows", any);
  const parts = any ? markAll(profile) : (unmark(), []);
  const { terms: found } = whole(profile);
  if (!any) return lines.replaceChildren();
  if (!parts.length && !found.length) return lines.replaceChildren(make("p", {}, words.nothing));
  const title = parts.length ? plural(parts.length, words.matches_one, words.matches_many) : words.whole;
  const rows = parts.map(({ id, name, terms }) =>
    listed(make("a", { href: `#${id}` }, name), terms));
  if (found.length) {
    const term = ([kind, id]) => (kind === "orders" ? words.this_order : labels.get(`${kind}:${id}`));
    rows.push(listed(words.as_a_whole, found.map(term).join(", ")));
  }
  const open = lines.querySelector("details")?.open ?? false;
  const fold = make("details", {}, make("summary", {}, title), make("ul", {}, ...rows));
  fold.open = open;
  return lines.replaceChildren(fold);
}

// The controls.

const control = (text, name, list, choose, sentence) =>
  make("button", { type: "button", "aria-label": name, onclick: () => toggle(list, choose, sentence) }, text);

const controls = {
  follows: control(words.follow_short, words.follow, "follows", follow, words.follow_said),
  mutes: control(words.mute, words.mute, "mutes", mute, words.mute_said),
};

function toggle(list, choose, sentence) {
  const on = load()[list].orders.includes(slug);
  const kept = update((profile) => (on ? forget : choose)(profile, "orders", slug));
  said.textContent = kept ? (on ? words.forget_said : sentence) : words.not_kept;
  show();
}

function show() {
  const profile = load();
  for (const [list, button] of Object.entries(controls)) {
    button.setAttribute("aria-pressed", String(profile[list].orders.includes(slug)));
  }
  showMatches();
}

if (place && slug) {
  place.append(lines, said);
  // Following stands in sight, muting in the menu that page.js makes.
  actions?.prepend(controls.follows);
  actions?.querySelector(".menu-panel")?.append(controls.mutes);
  // Now that nothing of it moves any more, it may be seen.
  actions?.classList.add("ready");
  show();
  // Another tab may have changed what is followed.
  addEventListener("storage", show);
}
