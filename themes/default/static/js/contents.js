// The contents follow the reader: the part that is being read is marked in them, and kept in sight
// where they scroll by themselves.

const links = [...document.querySelectorAll(".contents a")];
const parts = links
  .map((link) => ({ link, part: document.getElementById(link.hash.slice(1)) }))
  .filter(({ part }) => part);

/** A part counts as reached when its top has passed this share of the window's height. */
const REACHED = 0.3;

let current;

function follow() {
  const line = innerHeight * REACHED;
  // In the order of the page, which is not everywhere that of the contents.
  const tops = parts
    .filter(({ part }) => part.getClientRects().length)
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
  const box = link?.closest(".contents-box");
  if (!box || box.scrollHeight <= box.clientHeight || box.matches(":focus-within, :hover")) return;
  const middle = box.getBoundingClientRect().top + box.clientHeight / 2;
  box.scrollTop += link.getBoundingClientRect().top - middle;
}

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
