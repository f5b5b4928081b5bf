// Fixes are applied by the server, in the file as it was when its change was shown.

import { ask, say } from "./authoring.js";

function reveal() {
  for (const each of document.querySelectorAll("button.apply")) each.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button.apply");
  if (!button || button.disabled) return;
  const { code, path, line, column, message, digest } = button.dataset;
  button.disabled = true;
  const item = button.closest("li");
  try {
    const told = await ask("fix", { code, path, line: Number(line), column: Number(column), message, digest });
    say(`Mended ${told.path}, line ${told.line}.`);
    item.classList.add("mended");
    button.textContent = "Applied";
    item.focus({ preventScroll: true });
  } catch (error) {
    button.disabled = false;
    button.parentElement.querySelector(".refused").textContent = error.message;
  }
});

document.addEventListener("renew", reveal);
reveal();
