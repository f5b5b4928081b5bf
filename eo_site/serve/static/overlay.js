// What is wrong, over the lower part of the page; the last good page stays readable above it.

import { make } from "./make.js";

export class Overlay {
  constructor(root) {
    this.title = make("h2", { id: "title", tabindex: "-1" });
    this.intro = make("p", { id: "intro" });
    this.list = make("ol", {});
    this.box = make("section", { class: "overlay", role: "alertdialog", "aria-labelledby": "title", "aria-describedby": "intro", hidden: true },
      make("div", { class: "head" }, this.title, make("button", { type: "button", onclick: () => this.close() }, "Close (Esc)")),
      this.intro, this.list);
    this.root = root;
    this.drawn = "[]";
    this.problems = [];
    this.before = null;
    root.append(this.box);
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.box.hidden) this.close();
    });
  }

  /** Opens for new errors, goes with the last of them, and otherwise leaves what the author chose. */
  show({ problems, count, good }) {
    const drawn = JSON.stringify(problems);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.draw(problems, count, good);
    if (good) this.close();
    else this.open();
  }

  draw(problems, count, good) {
    this.problems = problems;
    const errors = problems.filter((each) => each.error).length;
    this.title.textContent = good ? plural(count, "warning") : plural(errors || count, "error");
    this.intro.textContent = good ? "The page is up to date." : "Until this is mended, the last good page is shown.";
    if (count > problems.length) this.intro.textContent += ` The first ${problems.length} of ${count}; the terminal has all.`;
    this.list.replaceChildren(...problems.map(row));
  }

  open() {
    if (!this.problems.length) return;
    if (this.box.hidden) this.before = this.root.activeElement ?? document.activeElement;
    this.box.hidden = false;
    this.list.scrollTop = 0;
    this.focus();
  }

  /** Also called when the styles are there: what is not displayed cannot be focused. */
  focus() {
    if (!this.box.hidden) this.title.focus({ preventScroll: true });
  }

  close() {
    if (this.box.hidden) return;
    this.box.hidden = true;
    if (this.before?.isConnected) this.before.focus({ preventScroll: true });
  }
}

export const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

function row(problem) {
  const words = make("code", {}, `${problem.path}:${problem.line}:${problem.column}`);
  const place = problem.url ? make("a", { href: problem.url, title: "Open in the editor" }, words) : words;
  return make("li", { class: problem.error ? "error" : "warning" },
    make("p", { class: "place" }, place, ` ${problem.error ? "" : "warning "}${problem.code}`),
    make("p", { class: "message" }, problem.message),
    ...(problem.source ? [source(problem)] : []),
    ...(problem.hint ? [make("p", { class: "hint" }, problem.hint)] : []));
}

function source({ source, caret }) {
  const [before, at, after] = [source.slice(0, caret), source.slice(caret, caret + 1), source.slice(caret + 1)];
  return make("pre", { tabindex: "0", "aria-label": "the line" }, before, make("mark", {}, at || " "), after);
}
