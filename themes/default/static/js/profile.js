// What the reader follows, kept on the device under the site's id and shared by its editions.
// What comes out of storage is checked like anything else from outside, and a browser that
// blocks storage costs the reader only the memory, not the page.

const VERSION = 1;
const MOST = 200;
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const key = () => `eo-site:${document.documentElement.dataset.site}:profile`;

const isId = (value) => typeof value === "string" && value.length <= 80 && ID.test(value);

/** Ids only, each once, and not more than anyone could have chosen. */
export const cleanIds = (value) =>
  Array.isArray(value) ? [...new Set(value.filter(isId))].slice(0, MOST) : [];

/** A stored text as a profile, or null. `interests` is null where nothing was ever chosen. */
export function parseProfile(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || value.version !== VERSION) return null;
  return {
    version: VERSION,
    edition: isId(value.edition) ? value.edition : "",
    interests: Array.isArray(value.interests) ? cleanIds(value.interests) : null,
  };
}

/** The reader's profile, or null where there is none or storage is blocked. */
export function load() {
  try {
    return parseProfile(localStorage.getItem(key()) ?? "");
  } catch {
    return null;
  }
}

/** Keeps the changes, beside what was kept before; says whether the browser let us. */
export function save(changes) {
  const profile = { version: VERSION, edition: "", interests: null, ...load(), ...changes };
  if (profile.interests === null) delete profile.interests;
  try {
    localStorage.setItem(key(), JSON.stringify(profile));
    return true;
  } catch {
    return false;
  }
}
