// Words typed into a search field, and what they are looked for in: an order's number, title and the
// names people use for it; and by every name the interests, agencies and parties that it carries. Every
// word must begin some word there; case and accents do not count.

/** How an order was found: by its very number, by words of its own, by the name of what it carries. */
export const EXACT = 3;
export const OWN = 2;
export const CARRIED = 1;

/** The facets whose terms are looked for by name. */
const NAMED = ["agency", "interest", "party"];
/** Nobody's query needs more words; each is one bit of a number. */
const MOST = 30;

/** A text as it is compared: words of letters and figures, each with a space before it. */
export function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.replace(/(\d),(?=\d{3})/g, "$1").match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => ` ${word}`).join("");
}

const split = (folded) => folded.split(" ").filter(Boolean);

/**
 * What queries are held against. `data` is `data/titles.json`; `numberOf` gives the number of a row that the
 * file leaves out; `label` is how an order is named by its number, `kind` the words that may stand before one, such
 * as "executive order no", and `small` those of a question that say nothing of an order, such as "is the still".
 */
export function searchable(index, { titles, numbers, names = {}, terms = {} }, { numberOf, label, kind, small }) {
  const number = (row) => numbers[row] ?? numberOf(row);
  const texts = titles.map((title, row) =>
    fold([number(row) && label.replace("%(number)s", number(row)), title, ...(names[row] ?? [])].join(" ")));
  const facets = NAMED.map((id) => index.facets.get(id)).filter(Boolean).map((facet) => ({
    facet,
    names: facet.terms.map((term) => [term.label, ...(terms[facet.id]?.[term.id] ?? [])].map(fold)),
  }));
  return { texts, numbers: titles.map((_, row) => fold(number(row))), facets,
    kind: split(fold(kind)), small: split(fold(small)) };
}

/** The words of a query; those that only say that a number follows are left out before one. */
export function words(query, kind = []) {
  const parted = split(fold(query)).flatMap((word) => {
    const [, before, number] = /^(\p{L}+)(\d+)$/u.exec(word) ?? [];
    return kind.includes(before) ? [before, number] : [word];
  });
  const left = parted.filter((word) => !kind.includes(word));
  return /^\d/.test(left[0] ?? "") ? left : parted;
}

/** Whether a query asks for nothing but an order by its number. */
export const isNumber = (query, kind) => /^\d{3,}( [a-z])?$/.test(words(query, kind).join(" "));

/**
 * The orders and terms that a query finds, or null where no word was typed: `marks` says row by row how an order
 * was found, 0 for not at all; `terms` are those whose name has every word, the closest first. Small words are left
 * out where nothing has all of the words.
 */
export function matching(query, places) {
  const wanted = words(query, places.kind).slice(0, MOST);
  if (!wanted.length) return null;
  const found = having(wanted, places);
  const telling = wanted.filter((word) => !places.small.includes(word));
  const again = telling.length && telling.length < wanted.length && !found.marks.some(Boolean);
  return again ? having(telling, places) : found;
}

function having(wanted, { texts, numbers, facets }) {
  const begins = wanted.map((word) => ` ${word}`);
  const exact = begins.join("");
  const all = 2 ** begins.length - 1;
  const had = (text) => begins.reduce((bits, word, at) => (text.includes(word) ? bits | (1 << at) : bits), 0);
  const named = facets.map(({ facet, names }) => ({
    facet, names, masks: names.map((each) => each.map(had)),
  })).filter(({ masks }) => masks.some((each) => each.some(Boolean)));
  const marks = new Uint8Array(texts.length);
  for (const [row, text] of texts.entries()) {
    const missed = all & ~had(text);
    if (!missed) marks[row] = numbers[row] === exact ? EXACT : OWN;
    else if (named.some((each) => carries(each, row, missed))) marks[row] = CARRIED;
  }
  return { marks, terms: named.flatMap((each) => closest(each, exact, all)).sort((a, b) => a.rest - b.rest) };
}

/** Whether an order carries a term one name of which has all that the order's own words lack. */
function carries({ facet: { starts, carried }, masks }, row, missed) {
  for (let next = starts[row]; next < starts[row + 1]; next++) {
    for (const mask of masks[carried[next]]) if (!(missed & ~mask)) return true;
  }
  return false;
}

/** The terms of a facet that are meant by their name; `rest` is how much longer the shortest such name is. */
function closest({ facet, names, masks }, exact, all) {
  return facet.terms.flatMap((term, at) => {
    const met = names[at].filter((_, place) => masks[at][place] === all);
    if (!term.rows.length || !met.length) return [];
    const rest = Math.min(...met.map((name) => (name === exact ? -1 : Math.max(0, name.length - exact.length))));
    // A word of a long name does not mean it.
    return rest > 2 * exact.length ? [] : [{ kind: facet.id, id: term.id, label: term.label, orders: term.rows.length, rest }];
  });
}
