// A page with hundreds of citations, or tables full of links, would put hundreds of stops between a keyboard and the next part.
// The links of one part are one stop; the arrow keys to the left and right go through them. Without
// this script each is a stop of its own.

import { fill, number, words } from "./dom.js";

/** Links that stand by the dozen: citations, pinpoints, sources and the names in tables and lists. */
const LINKS = ".cite, .module a:not(.permalink), .tags a, .prose :is(p, li) a, .elsewhere a";
/** The same away from an order's page: what stands in the rows of tables, and in parts of orders side by side. */
const ROWS = ".rows a, main .compared .module a";
/** A part: a module, what unfolds in it, the tags, the other editions, or what stands under one heading of the text. */
const PARTS = "details, .module, .tags, .elsewhere";

const group = new WeakMap();

/** Makes the links of each part one stop; again when parts have been added to the page. */
export function collect() {
  const parts = new Map();
  let heading = null;
  for (const element of document.querySelectorAll(`article .headed, article :is(${LINKS}), main ${ROWS}`)) {
    if (element.matches(".headed")) {
      heading = element;
      continue;
    }
    const part = element.closest(PARTS) ?? heading;
    if (!part) continue;
    if (!parts.has(part)) parts.set(part, []);
    parts.get(part).push(element);
  }
  for (const links of parts.values()) {
    if (links.length > 1) make(links);
  }
}

function make(links) {
  for (const link of links) {
    group.set(link, links);
    link.tabIndex = -1;
  }
  stop(links[0], links);
}

/** The one link of its part that a tab leads to. */
function stop(link, links) {
  for (const other of links.filter((each) => each.tabIndex === 0)) {
    other.tabIndex = -1;
    other.removeAttribute("title");
  }
  link.tabIndex = 0;
  link.title = fill(words.links, { n: number(links.length) });
}

const shown = (link) => link.checkVisibility?.() ?? link.getClientRects().length > 0;

addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const links = step && group.get(document.activeElement);
  if (!links || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const seen = links.filter(shown);
  const next = seen[seen.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

document.addEventListener("focusin", ({ target }) => {
  const links = group.get(target);
  if (links && target.tabIndex !== 0) stop(target, links);
});

collect();
