// A citation can be saved as a file made of what the page already holds: nothing is asked of anyone.

import { make, words } from "./dom.js";

const FOR_A_MOMENT = 1000;

/** What the block holds as a file has it: RIS ends its lines as mail does. */
function contents({ textContent, dataset }) {
  const text = `${textContent.trimEnd()}\n`;
  return dataset.file.endsWith(".ris") ? text.replace("ER  -\n", "ER  - \n").replaceAll("\n", "\r\n") : text;
}

function save(block) {
  const { file, type } = block.dataset;
  const url = URL.createObjectURL(new Blob([contents(block)], { type: `${type};charset=utf-8` }));
  make("a", { href: url, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(url), FOR_A_MOMENT);
}

for (const block of document.querySelectorAll("[data-file]")) {
  const button = make("button", { type: "button", class: "copy" }, words.save);
  button.addEventListener("click", () => save(block));
  block.parentElement.append(button);
}
