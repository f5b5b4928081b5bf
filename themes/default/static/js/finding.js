// What searching needs to know, free of the page and of the index.

import { weigh } from "./filter.js";
import { CARRIED, EXACT, OWN, isNumber, words } from "./filter-text.js";

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

/** What Pagefind is asked: a number alone in quotation marks, or it would find days and pages that begin like it. */
export const asked = (query, kind) =>
  isNumber(query, kind) && !query.includes('"') ? `"${words(query, kind).join(" ")}"` : query;

/**
 * Pages found, as `{result, row}`: the order whose number was typed, orders found by title or name, pages found by
 * their text, orders that carry something of that name. `results` are Pagefind's, `slugs` says which order each is,
 * `marks` how each order was found (filter-text.js); a page that is no order has no row, an order that was found by
 * its names alone has no result.
 */
export function merged(results, slugs, index, marks) {
  const pages = results.map((result) => {
    const slug = Object.hasOwn(slugs, result.id) ? slugs[result.id] : "";
    return { result, row: index.rows.get(slug) };
  });
  const seen = new Set(pages.map(({ row }) => row));
  const others = [...(marks ?? [])].flatMap((mark, row) => (mark && !seen.has(row) ? [{ row }] : []));
  const shelf = ({ result, row }) => {
    const mark = marks?.[row] ?? 0;
    return mark === CARRIED && result ? 0 : { [EXACT]: -2, [OWN]: -1, [CARRIED]: 1 }[mark] ?? 0;
  };
  return [...pages, ...others].sort((a, b) => shelf(a) - shelf(b));
}

/** Those that are pages of orders that a reader follows. */
export const narrow = (found, index, wanted) =>
  found.filter(({ row }) => row !== undefined && wanted.has(index.slugs[row]));
