// Who may read what. SITE stands above; whatever runs this says which groups somebody is in.

/** The path if it is written as our pages write theirs; empty for every other spelling. */
function ordinary(path) {
  let plain;
  try {
    plain = decodeURIComponent(path);
  } catch (error) {
    return "";
  }
  const strange = /[\\;%\u0000-\u001f\u007f]|\/\/|[. ](?:\/|$)/.test(plain);
  return strange || plain[0] !== "/" || encodeURI(plain) !== path ? "" : plain;
}

/** The first part of a path, which is an edition or stands beside them. */
const partOf = (plain) => plain.split("/")[1].toLowerCase();

const has = (object, name) => Object.prototype.hasOwnProperty.call(object, name);
const inAny = (groups, wanted) => wanted.some((group) => groups.indexOf(group) >= 0);

/** Whether an address is none of the site's. */
const isNowhere = (plain) => SITE.known.indexOf(partOf(plain)) < 0;

/** The groups of which one is needed; null where everybody may read. */
const needed = (plain) => (has(SITE.members, partOf(plain)) ? SITE.members[partOf(plain)] : null);

/** The edition that somebody comes to. */
function ownOf(groups) {
  const rule = SITE.rules.filter((each) => groups.indexOf(each[0]) >= 0)[0];
  return rule ? rule[1] : SITE.fallback;
}

/** What pages are told about somebody; null is nobody. */
function told(groups, profile) {
  if (!groups) return { sign_in: SITE.sign_in };
  const own = ownOf(groups);
  const may = SITE.offered.filter((each) => each.id !== own.id && inAny(groups, SITE.members[each.id]));
  const found = { editions: [own].concat(may), sign_out: SITE.sign_out };
  if (profile) found.profile = profile;
  return found;
}

/** A claim that names groups, as a list. */
function listed(claim) {
  if (typeof claim === "string") return claim.split(/[,; ]+/).filter(Boolean);
  return Array.isArray(claim) ? claim.filter((each) => typeof each === "string") : [];
}
