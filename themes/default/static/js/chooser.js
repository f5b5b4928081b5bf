// The front door leads straight to the edition chosen last. Who came to choose again (`#choose`, as
// every edition's own link has it) is told what is remembered, and can have it forgotten. Whatever
// the browser kept, it leads nowhere but to an edition that this page itself links to.

import { fill, make, words } from "./dom.js";
import { load, update } from "./profile.js";

const CHOOSE = "#choose";

const links = [...document.querySelectorAll("a[data-edition]")];
const remembered = load().edition;
const last = links.find(({ dataset }) => dataset.edition === remembered);
const note = document.querySelector("[data-remembered]");

function remind({ href, dataset }) {
  note.replaceChildren(
    make("span", {}, fill(words.read_as, { reader: dataset.reader })),
    make("a", { href }, words.go_on),
    make("button", { type: "button", onclick: forget }, words.forget),
  );
  note.hidden = false;
}

function forget() {
  const kept = update((profile) => ({ ...profile, edition: "" }));
  note.replaceChildren(kept ? words.forgotten : words.kept);
  note.focus();
}

if (last && location.hash !== CHOOSE) location.replace(last.href);
else if (last) remind(last);

/** A field that looks in the edition chosen last, or in the first one; what is typed stays in the fragment. */
function finder(root) {
  const field = make("input", {
    type: "search", id: "find-words", maxlength: "200", autocomplete: "off", spellcheck: "false",
    enterkeyhint: "search", "aria-describedby": "find-hint",
  });
  const form = make("form", { role: "search" },
    make("label", { for: field.id }, words.find), field, make("button", {}, words.go),
    make("span", { id: "find-hint", class: "aside-line" }, words.find_hint));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const query = field.value.trim();
    if (query) location.assign(`${last?.href ?? root.dataset.home}#q=${encodeURIComponent(query)}`);
  });
  root.append(form);
}

const find = document.querySelector("[data-find]");
if (find) finder(find);

for (const link of links) {
  link.addEventListener("click", () => {
    update((profile) => ({ ...profile, edition: link.dataset.edition }));
  });
}
