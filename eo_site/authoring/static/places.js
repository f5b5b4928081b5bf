// Where no editor is named, a place is copied.

import { say } from "./authoring.js";

function reveal() {
  for (const each of document.querySelectorAll("button.copy")) each.hidden = !navigator.clipboard;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button.copy");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    say(`Copied ${button.dataset.copy}`);
    button.textContent = "Copied";
  } catch {
    say("The browser does not let anything be copied.");
  }
});

document.addEventListener("renew", reveal);
reveal();
