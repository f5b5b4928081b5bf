// Small means the pages' scripts share. Texts always go in as text, never as markup.

/** The interface's words, from the theme's strings, as far as this page needs them. */
export const words = Object.assign(
  {}, ...[...document.querySelectorAll("[data-words]")].map((part) => JSON.parse(part.dataset.words)),
);

const locale = document.documentElement.lang || "en";
const figures = new Intl.NumberFormat(locale);
const days = new Intl.DateTimeFormat(locale, {
  year: "numeric", month: "short", day: "numeric", timeZone: "UTC",
});

export const number = (n) => figures.format(n);
export const shortDate = (iso) => days.format(new Date(`${iso}T00:00:00Z`));

/** A sentence of the strings with its %(names)s filled in. */
export const fill = (sentence, values) =>
  sentence.replace(/%\((\w+)\)s/g, (all, name) => values[name] ?? all);

export const plural = (n, one, many) => fill(n === 1 ? one : many, { n: number(n) });

/** What a file of the site says, or an error. */
export async function fetched(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

/** An element with attributes and children; `on…` entries are listeners. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}
