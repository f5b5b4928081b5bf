// The front door remembers which edition was chosen last, and offers it; it never leads there unasked.

import { fill, make, words } from "./dom.js";
import { load, update } from "./profile.js";

const links = [...document.querySelectorAll("[data-edition]")];
const last = links.find((link) => link.dataset.edition === load().edition);

if (last) {
  document.querySelector("[data-last]").append(
    fill(words.read_as, { reader: last.dataset.reader }), " ",
    make("a", { href: last.href }, words.go_on),
  );
}

for (const link of links) {
  link.addEventListener("click", () => {
    update((profile) => ({ ...profile, edition: link.dataset.edition }));
  });
}
