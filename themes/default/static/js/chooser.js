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

for (const link of links) {
  link.addEventListener("click", () => {
    update((profile) => ({ ...profile, edition: link.dataset.edition }));
  });
}
