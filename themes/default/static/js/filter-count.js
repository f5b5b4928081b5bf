// The line that counts what is shown, for the eye at once and for the ear when things are quiet.

import { fill, make, number, plural, shortDate, words } from "./dom.js";

/** The line among `part`'s elements; `turn` shows muted orders, or hides them again. */
export function countLine(part, turn) {
  let saying;

  const line = ({ rows, untagged, matched, changed, news }, { narrowed, following, since }) => {
    const said = [];
    if (narrowed) {
      said.push(rows.length ? plural(rows.length, words.shown_one, words.shown_many) : words.none_shown);
      if (untagged) said.push(fill(words.shown_untagged, { n: number(untagged) }));
    }
    if (following) {
      const fresh = changed && fill(words.changed, { date: shortDate(since), n: number(changed) });
      said.push(plural(matched, words.match_one, words.match_many) + (fresh ? ` (${fresh})` : ""));
    } else if (news) {
      said.push(fill(words.changed, { date: shortDate(since), n: number(news) }));
    }
    return said.join(" · ");
  };

  const reveal = () => {
    turn();
    part("note").querySelector("button")?.focus();
  };

  /** Said once nothing changes any more, so that typing is not talked over. */
  const say = (told) => {
    clearTimeout(saying);
    if (!told && !part("said").textContent) return;
    saying = setTimeout(() => { part("said").textContent = told || part("count").textContent; }, 500);
  };

  return {
    show(result, { dropped, revealed, ...how }) {
      const counted = line(result, how);
      part("matches").textContent = counted && ` · ${counted}`;
      const notes = [
        dropped && plural(dropped, words.unknown_one, words.unknown_many),
        result.hidden && plural(result.hidden, words.hidden_one, words.hidden_many),
      ].filter(Boolean).join(" ");
      const button = make("button", { type: "button", class: "plain", onclick: reveal },
        revealed ? words.conceal : words.reveal);
      part("note").replaceChildren(notes, ...(result.hidden ? [" ", button] : []));
      say([counted && `${counted}.`, notes].filter(Boolean).join(" "));
    },
  };
}
