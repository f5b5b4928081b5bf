// A citation opens in place: its source, or the order's own words, beside it. Escape closes it and
// gives the focus back. Without this script, or in a browser without popovers, a citation is the
// link it always was: to the list of sources, or to the words at their place.

import { make, words } from "./dom.js";

/** Citations in the text, sources and sections that facts name. */
const CITATIONS = ".cite, .ref a, .pin a, .standing a";
/** What they may lead to. */
const PLACES = ".sources > li, .provision, .pair";
/** Between the citation and its card, and between the card and the window's edges, in pixels. */
const GAP = 6;

let card;
let opener;
/** The citation whose card was open when the pointer went down: pressing it again only closes it. */
let pressed;

const here = ({ pathname, search }) => pathname === location.pathname && search === location.search;

/** What a citation leads to; from another page of the site it is fetched. */
async function place(link) {
  let page = document;
  if (!here(link)) {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(`${answer.status}`);
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  }
  const found = page.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!found?.matches(PLACES)) throw new Error(`no source at ${link.href}`);
  return found;
}

/** The order's words as text, a source as it stands in the list. */
function content(found) {
  if (found.matches(".sources > li")) return [...found.cloneNode(true).childNodes];
  const provision = found.querySelector(".provision") ?? found;
  return [...provision.lastElementChild.children].map((each) => make("p", {}, each.textContent));
}

function build(link, found) {
  const own = !found.matches(".sources > li");
  const title = make("p", { class: "card-title", id: "cited" }, link.textContent.trim());
  const kind = make("span", { class: "aside-line" }, own ? words.own_words : words.source);
  title.prepend(kind, " ");
  const more = make("a", { href: link.href }, own ? words.in_text : words.in_list);
  const close = make("button", { type: "button", onclick: () => card.hidePopover() }, words.close);
  const body = make("div", { class: own ? "cited own-words" : "cited" }, ...content(found));
  const made = make(
    "div",
    { class: "cited-card", popover: "auto", role: "dialog", "aria-labelledby": "cited", tabindex: "-1" },
    title, body, make("p", { class: "card-ways" }, more, close),
  );
  made.addEventListener("beforetoggle", ({ newState }) => {
    if (newState === "closed") closed(made);
  });
  made.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !made.contains(relatedTarget)) made.hidePopover();
  });
  more.addEventListener("click", () => made.hidePopover());
  return made;
}

function closed(made) {
  const inside = made.contains(document.activeElement);
  const from = opener;
  from.setAttribute("aria-expanded", "false");
  [card, opener] = [];
  queueMicrotask(() => {
    if (inside) from.focus();
    made.remove();
  });
}

/** Below the citation, or above it where there is more room; never out of the window. */
function beside(link) {
  const at = [...link.getClientRects()].at(-1);
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = Math.max(GAP, Math.min(at.left, document.documentElement.clientWidth - width - GAP));
  const below = at.bottom + GAP + height <= innerHeight || at.top < height + GAP;
  card.style.left = `${scrollX + left}px`;
  card.style.top = `${scrollY + (below ? at.bottom + GAP : at.top - GAP - height)}px`;
}

async function open(link) {
  try {
    const made = build(link, await place(link));
    card?.hidePopover();
    [card, opener] = [made, link];
    (link.closest(".cites, .ref, .pin, .pill") ?? link).after(card);
    card.showPopover();
    beside(link);
    link.setAttribute("aria-expanded", "true");
    card.focus();
  } catch {
    location.assign(link.href);
  }
}

function cited(target) {
  const link = target.closest?.(CITATIONS);
  const inside = link && !link.closest(".sources, .cited-card, .provision > .pin") && link.hash;
  return inside && link.origin === location.origin ? link : null;
}

if (HTMLElement.prototype.showPopover) {
  for (const link of document.querySelectorAll(CITATIONS)) {
    if (cited(link)) link.setAttribute("aria-haspopup", "dialog");
  }
  addEventListener("pointerdown", ({ target }) => { pressed = opener && cited(target) === opener ? opener : null; }, true);
  document.addEventListener("click", (event) => {
    const link = cited(event.target);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const again = link === pressed;
    pressed = null;
    if (again) card?.hidePopover();
    else open(link);
  });
}
