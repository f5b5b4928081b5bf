// The contents follow the reader: the part that is being read is marked in them, and kept in sight
// where they scroll by themselves.

const links = [...document.querySelectorAll(".contents a")];
const parts = links
  .map((link) => ({ link, part: document.getElementById(link.hash.slice(1)) }))
  .filter(({ part }) => part);

/** A part counts as reached when its top is this near to the window's, in pixels, or above it. */
const REACHED = 64;

/** Where the contents are a line above two columns, it names the part. */
const here = document.querySelector("[data-here]");
/** A column that scrolls by itself beside the page says nothing of where on the page the reader is. */
const pane = document.querySelector(".beside-first");

let current;

function follow() {
  // What stands at the end of the page cannot come to the top: what was asked for counts, if it is
  // in sight, and else the last part.
  const atEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
  const line = atEnd ? innerHeight - REACHED : REACHED;
  const asked = atEnd && parts.find(({ link }) => link.hash === location.hash);
  const top = asked && asked.part.getBoundingClientRect().top;
  if (asked && top >= 0 && top <= line) return show(asked.link);
  const apart = pane && getComputedStyle(pane).position === "sticky";
  // In the order of the page, which is not everywhere that of the contents.
  const tops = parts
    .filter(({ part }) => part.getClientRects().length && !(apart && pane.contains(part)))
    .map(({ link, part }) => ({ link, top: part.getBoundingClientRect().top }))
    .filter(({ top }) => top <= line);
  const [reached] = tops.sort((a, b) => b.top - a.top);
  show(reached?.link);
}

function show(link) {
  if (link === current) return;
  current?.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "true");
  current = link;
  if (here) here.textContent = link?.textContent ?? "";
  const box = link?.closest(".contents-box");
  if (!box || box.scrollHeight <= box.clientHeight || box.matches(":focus-within, :hover")) return;
  const middle = box.getBoundingClientRect().top + box.clientHeight / 2;
  box.scrollTop += link.getBoundingClientRect().top - middle;
}

/** The line's list lies over the page: it closes when something is chosen, or left. */
function closing(menu) {
  const close = () => { menu.open = false; };
  menu.addEventListener("click", ({ target }) => target.closest("a") && close());
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) close();
  });
  menu.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !menu.open) return;
    close();
    menu.querySelector("summary").focus();
  });
}

if (here) closing(here.closest("details"));

if (parts.length) {
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      follow();
    });
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  follow();
}
