// Who is reading, where there are accounts. The host is asked once for each page, and what it answers
// is kept nowhere: it decides which links are offered, never what a page says. Without an answer
// nothing is shown.

import { fill, make, words } from "./dom.js";

const bar = document.querySelector("[data-me]");
const here = document.documentElement.dataset.edition;

const isText = (value) => typeof value === "string" && value !== "";
/** A path on this host and nothing that leads elsewhere. */
const isPath = (value) => isText(value) && /^\/(?![/\\])[^\s]*$/.test(value);
const isWay = (value) => isPath(value) || (isText(value) && /^https:\/\/[^\s]+$/.test(value));
const isEdition = (value) => isText(value?.id) && isText(value.name) && isPath(value.url);

/** What the host says, as far as it can be used. */
async function ask(address) {
  const answer = await fetch(address, { cache: "no-store", credentials: "same-origin", redirect: "error" });
  if (!answer.ok) return { editions: [] };
  const { editions, sign_in, sign_out, profile } = await answer.json();
  const sound = Array.isArray(editions) ? editions.filter(isEdition) : [];
  return {
    editions: [...new Map(sound.map((each) => [each.id, each])).values()],
    signIn: isWay(sign_in) ? sign_in : "",
    signOut: isWay(sign_out) ? sign_out : "",
    profile: isPath(profile) ? profile : "",
  };
}

const link = (href, text, attributes = {}) => make("a", { href, ...attributes }, text);

/** The links about the account: one's own edition, then the way in or out. */
function ways({ editions: [own], signIn, signOut }) {
  const found = [];
  if (own && own.id === here) found.push(make("span", {}, words.yours));
  else if (own) found.push(link(own.url, fill(words.your_edition, { name: own.name })));
  if (own && signOut) found.push(link(signOut, words.sign_out));
  if (!own && signIn) found.push(link(signIn, words.sign_in));
  return found;
}

/** Editions that this page must not name by itself, offered to whom the host lets read them. */
function offer(editions) {
  const list = document.querySelector(".switch-panel .editions");
  for (const { id, name, url } of list ? editions : []) {
    if (id === here || list.querySelector(`[data-edition="${CSS.escape(id)}"]`)) continue;
    const more = make("span", { class: "aside-line" }, words.opens_home);
    list.append(make("li", {}, link(url, name, { "data-edition": id }), " ", more));
  }
}

function show(found) {
  if (!ways(found).length) return;
  offer(found.editions);
  for (const each of ways(found)) bar.querySelector(".bar-nav ul")?.append(make("li", {}, each));
  const line = make("p", { class: "account" });
  for (const each of ways(found)) line.append(...(line.firstChild ? [" · ", each] : [each]));
  (bar.querySelector(".switch-panel") ?? bar.querySelector(".wide") ?? bar).append(line);
  // The front door would only lead back; its file is the choice for everybody.
  for (const each of found.editions.length ? document.querySelectorAll('a[href$="/#choose"]') : []) {
    each.setAttribute("href", each.getAttribute("href").replace(/#choose$/, "index.html#choose"));
  }
}

async function begin(found) {
  show(found);
  // Fetched only for whom it is of use.
  if (found.editions.length && found.profile) (await import("./kept.js")).begin(found.profile);
}

ask(bar.dataset.me).then(begin).catch(() => {});
