// Escape takes the note about receivers away, as long as the pointer or the focus stays; a choice
// is followed at once.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const each of document.querySelectorAll(".receivers:hover, .receivers:focus-within")) each.dataset.closed = "";
});

for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    if (event.target.closest(".receivers")) return;
    for (const each of document.querySelectorAll(".receivers[data-closed]")) delete each.dataset.closed;
  });
}

document.addEventListener("change", (event) => {
  if (event.target.matches('.controls input[type="checkbox"]')) event.target.form.requestSubmit();
});
