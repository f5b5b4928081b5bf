// What searching needs to know, free of the page and of the index.

import { weigh } from "./filter.js";

export const LONGEST = 200;
const PREFIX = "q=";

/** A query as it is looked for: nobody's page needs more words than these. */
export const clean = (text) => String(text).replace(/\s+/g, " ").trim().slice(0, LONGEST).trim();

/** The query that a fragment holds; empty where it holds none. */
export function queryOf(fragment) {
  const text = fragment.replace(/^#/, "");
  if (!text.startsWith(PREFIX)) return "";
  const query = text.slice(PREFIX.length, PREFIX.length + 9 * LONGEST);
  try {
    return clean(decodeURIComponent(query));
  } catch {
    return clean(query); // cut, or escaped by hand
  }
}

export const toFragment = (query) => `#${PREFIX}${encodeURIComponent(query)}`;

/** Without the gaps that citations leave when they are taken out of a text. */
const plain = (text) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replace(/(?<!\.) ([.,;:])(?! ?\.)/g, "$1");

/** An excerpt, in which Pagefind has escaped < and > and marked the words found, as pieces of text. */
export const pieces = (excerpt) =>
  excerpt
    .split(/(<mark>.*?<\/mark>)/s)
    .filter(Boolean)
    .map((part) => {
      const found = part.startsWith("<mark>");
      return { found, text: plain(found ? part.slice("<mark>".length, -"</mark>".length) : part) };
    });

/** An excerpt without the title, which begins a page's text and stands above the excerpt anyway. */
export const untitled = (excerpt, unmarked, title) =>
  title && unmarked.startsWith(title) ? excerpt.split(" ").slice(title.split(" ").length).join(" ") : excerpt;

/** The orders that a reader follows, by their ids. What is muted goes before, except for an order itself. */
export function followed(index, profile) {
  const { score, muted } = weigh(index, profile);
  return new Set(index.slugs.filter((_, row) => score[row] && !muted[row]));
}

/** The results that are pages of these orders; `slugs` says which order each is. */
export const narrow = (results, slugs, wanted) =>
  results.filter(({ id }) => Object.hasOwn(slugs, id) && wanted.has(slugs[id]));
