// Words typed into the search field, and the titles and numbers they are looked for in. Every word
// must begin some word of an order's label or title; case and accents do not count.

/** A text as it is compared: words of letters and figures, each with a space before it. */
export function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.replace(/(\d),(?=\d{3})/g, "$1").match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => ` ${word}`).join("");
}

export const words = (query) => fold(query).split(" ").filter(Boolean);

/** What queries are held against, row by row. */
export const haystack = (titles, number) =>
  titles.map((title, row) => fold(`EO ${number(row)} ${title}`));

/** Marks of the rows in which every word is found; null where no word was typed. */
export function matching(query, folded) {
  const wanted = words(query).map((word) => ` ${word}`);
  if (!wanted.length) return null;
  const found = new Uint8Array(folded.length);
  for (const [row, text] of folded.entries()) {
    if (wanted.every((word) => text.includes(word))) found[row] = 1;
  }
  return found;
}
