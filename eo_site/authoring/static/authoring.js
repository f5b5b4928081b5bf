// Keeps a page of the desk up to date: after each change of a file its <main> is exchanged for the
// new one. A page's own script listens to "renew" on the document, keeps what the author chose, and
// draws anew.

const KEPT_OPEN = "details[id]";

let generation = Number(document.body.dataset.generation);
let stream = null;
let busy = false;
let newest = generation;

/** Says something to those who do not see the page change. */
export function say(words) {
  document.querySelector(".said").textContent = words;
}

/** Asks the server to do something; an Error carries its reason. Only pages of this server may. */
export async function ask(action, values) {
  const reply = await fetch(`/-/${action}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(values),
  });
  const text = await reply.text();
  const told = reply.headers.get("Content-Type")?.startsWith("application/json") ? JSON.parse(text) : { reason: text };
  if (!reply.ok) throw new Error(told.reason);
  return told;
}

async function renew() {
  if (busy) return;
  busy = true;
  try {
    while (newest !== generation) {
      const reply = await fetch(location.href, { cache: "no-store" });
      const tree = new DOMParser().parseFromString(await reply.text(), "text/html");
      if (!tree.querySelector("main")) break;
      exchange(tree);
    }
  } catch {
    // The server is gone. When it is back, it tells its state.
  }
  busy = false;
}

function exchange(tree) {
  const open = new Set([...document.querySelectorAll(KEPT_OPEN)].filter((each) => each.open).map((each) => each.id));
  const focused = document.activeElement?.id;
  const [x, y] = [scrollX, scrollY];
  for (const each of tree.querySelectorAll(KEPT_OPEN)) each.open ||= open.has(each.id);
  document.querySelector("main").replaceWith(tree.querySelector("main"));
  document.querySelector("header .state").replaceWith(tree.querySelector("header .state"));
  generation = Number(tree.body.dataset.generation);
  document.dispatchEvent(new Event("renew"));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  scrollTo({ left: x, top: y, behavior: "instant" });
  say("The page is up to date.");
}

// Only pages that are seen keep a connection: a browser grants a site six of them.

function listen() {
  const wanted = document.visibilityState === "visible";
  if (wanted && !stream) {
    stream = new EventSource(`/_eo/events?page=${encodeURIComponent(location.pathname)}`);
    stream.addEventListener("message", (event) => { newest = JSON.parse(event.data).generation; renew(); });
  } else if (!wanted && stream) {
    stream.close();
    stream = null;
  }
}

document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => { stream?.close(); stream = null; });
addEventListener("pageshow", listen);
listen();
