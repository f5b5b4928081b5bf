// Runs before Netlify's own rules and files. They decide by roles what is in the one spelling in which our pages
// write addresses; whatever is in another is nowhere. If this fails, Netlify answers with an error (onError).

/** Whether the first part of an address is nearly a members' edition: `/Members/`. */
function nearly(plain) {
  const first = plain.split("/")[1];
  const folded = first.normalize("NFKC").toLowerCase();
  return has(SITE.members, folded) && first !== folded;
}

/** Whether an address is of what builds and programs keep to themselves: `/.eo-site-staging/`. */
const hidden = (plain) => /\/\./.test(plain.replace(/^\/\.(?:well-known|netlify)\//, "/"));

export default (request) => {
  const plain = ordinary(new URL(request.url).pathname);
  if (plain && !nearly(plain) && !hidden(plain)) return undefined;
  return new Response("Not found\n", {
    status: 404,
    headers: {
      "Content-Type": "text/plain",
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
};

export const config = { path: "/*", onError: "fail" };
