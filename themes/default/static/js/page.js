// Every page of an edition: the switcher closes as a menu should, and controls that only work
// with scripts come from here.

import { fill, make, shortDate, words } from "./dom.js";
import { load, today, update, visited } from "./profile.js";

/** A menu closes on Escape, giving the focus back, and when something else is pressed or reached. */
function closing(menu) {
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  addEventListener("click", ({ target }) => {
    if (!menu.contains(target)) menu.open = false;
  });
}

/** A button that copies what `text` gives when it is pressed, and says so. */
function* copying(label, text, done, attributes = {}) {
  const said = make("span", { role: "status", class: "aside-line" });
  const press = async () => {
    await navigator.clipboard.writeText(text());
    said.textContent = done;
  };
  yield make("button", { type: "button", class: "copy", onclick: press, ...attributes }, label);
  yield said;
}

const switcher = document.querySelector(".switch");
if (switcher) closing(switcher);

for (const link of document.querySelectorAll(".editions [data-edition]")) {
  link.addEventListener("click", () => {
    update((profile) => ({ ...profile, edition: link.dataset.edition }));
  });
}

// A reader who never chose anything leaves nothing on the device, not even the day.
const { edition } = document.documentElement.dataset;
const profile = load();
if (edition && (profile.chosen || profile.edition)) {
  const day = today();
  if (visited(profile, edition, day) !== profile) update((now) => visited(now, edition, day));
}

// Paper names the page, its address and the day of printing on every sheet; print.css says where.
function paper() {
  const canonical = document.querySelector("[rel=canonical]")?.href ?? "";
  const printed = fill(words.printed_on, { date: shortDate(today()) });
  const parts = { "--running": document.title, "--address": [canonical, printed].filter(Boolean).join(" · ") };
  for (const [name, text] of Object.entries(parts)) {
    document.documentElement.style.setProperty(name, JSON.stringify(text));
  }
}
paper();
// A page may lie open for days.
addEventListener("beforeprint", paper);

// What is done with an order's page stands at the end of its number's line, and the rest in a menu.
const actions = document.querySelector("[data-actions]");
if (actions) {
  const panel = make("div", { class: "menu-panel" });
  const menu = make("details", { class: "menu" }, make("summary", {}, words.more_actions), panel);
  actions.append(make("button", { type: "button", onclick: () => print() }, words.print), menu);
  if (navigator.clipboard) panel.append(...copying(words.copy_address, address, words.address_copied));
  panel.append(...comparing());
  closing(menu);
}

/** The way to put the order beside another: comparing needs scripts, so it is made by one. */
function* comparing() {
  const shown = document.querySelector("[data-order]")?.dataset.order;
  const site = document.querySelector(".bar-site");
  if (!shown || !site) return;
  const url = new URL("compare/", site.href);
  url.hash = shown;
  yield make("a", { href: url.href }, words.compare);
}

/** The page's address, with the part that is being read as contents.js marks it. */
function address() {
  const part = document.querySelector(".contents [aria-current]");
  return `${location.href.split("#")[0]}${part?.hash ?? ""}`;
}

// The citation in every form opens where it stands.
const forms = document.querySelector("details.citations");
for (const link of forms ? document.querySelectorAll('a[href="#m-citations"]') : []) {
  link.addEventListener("click", () => { forms.open = true; });
}

/** A quotation with what cites it and the way to it. */
function quotation(quote, cite) {
  const text = [...quote.querySelectorAll("p")].map((each) => each.textContent.trim()).join("\n");
  const marked = text.startsWith("“") ? text : `“${text}”`;
  const [place, source] = ["footer .pin", "footer .ref"].map((each) => quote.querySelector(each)?.textContent.trim());
  const from = source && !quote.dataset.own ? [source] : [cite, place].filter(Boolean);
  const part = quote.closest("[id]");
  return `${marked} ${from.join(", ")}. ${location.href.split("#")[0]}${part ? `#${part.id}` : ""}`;
}

if (navigator.clipboard) {
  for (const line of document.querySelectorAll("[data-copy]")) {
    line.after(" ", ...copying(words.copy, () => line.textContent.trim(), words.copied));
  }
  const { cite } = document.querySelector("[data-cite]")?.dataset ?? {};
  for (const quote of cite ? document.querySelectorAll(".verbatim") : []) {
    const name = `${words.copy_quote}: ${quote.querySelector("p").textContent.trim().slice(0, 40)}`;
    const button = copying(words.copy, () => quotation(quote, cite), words.copied, { "aria-label": name });
    quote.querySelector("footer")?.append(" ", ...button);
  }
}
