// Every page of an edition: the switcher closes as a menu should, and controls that only work
// with scripts come from here.

import { make, words } from "./dom.js";
import { load, today, update, visited } from "./profile.js";

const menu = document.querySelector(".switch");

if (menu) {
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

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

// Paper names the page and its address on every sheet; print.css says where.
const paper = { "--running": document.title, "--address": document.querySelector("[rel=canonical]")?.href ?? "" };
for (const [name, text] of Object.entries(paper)) {
  document.documentElement.style.setProperty(name, JSON.stringify(text));
}

document
  .querySelector("[data-tools]")
  ?.append(make("button", { type: "button", onclick: () => print() }, words.print));

// Comparing needs scripts, so the way there is made by one.
const shown = document.querySelector("[data-order]")?.dataset.order;
const site = document.querySelector(".bar-site");
if (shown && site) {
  const url = new URL("compare/", site.href);
  url.hash = shown;
  document.querySelector("[data-tools]")?.append(make("a", { href: url.href }, words.compare));
}

if (navigator.clipboard) {
  for (const line of document.querySelectorAll("[data-copy]")) {
    const text = line.textContent.trim();
    const button = make("button", { type: "button", class: "copy" }, words.copy);
    const said = make("span", { role: "status", class: "aside-line" });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      said.textContent = words.copied;
    });
    line.after(" ", button, said);
  }
}
