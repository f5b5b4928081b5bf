// Cloudflare Access has signed who somebody is; its token is checked here for every request, also on
// addresses that Access does not stand before, such as those of previews.

const KEYS_FOR = 3600 * 1000;
const MOST = 64 * 1024;
const NOT_KEPT = "private, no-store";
let keys = { at: 0, list: [] };

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const parsed = (text) => JSON.parse(new TextDecoder().decode(bytes(text)));

async function keyOf(kid) {
  const fits = () => keys.list.find((each) => each.kid === kid);
  // A key that is not known may be new; whoever makes names up must not have us ask each time.
  const age = Date.now() - keys.at;
  if (age > KEYS_FOR || (!fits() && age > KEYS_FOR / 60)) {
    const answer = await fetch(`${SITE.provider}/cdn-cgi/access/certs`);
    if (!answer.ok) throw new Error("no keys");
    keys = { at: Date.now(), list: (await answer.json()).keys };
  }
  const { kty, n, e } = fits();
  const kind = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  return crypto.subtle.importKey("jwk", { kty, n, e }, kind, false, ["verify"]);
}

/** What a token says, or an error. */
async function claimsOf(token) {
  const [head, body, mark, more] = token.split(".");
  const { alg, kid } = parsed(head);
  if (alg !== "RS256" || more !== undefined) throw new Error("no such token");
  const signed = new TextEncoder().encode(`${head}.${body}`);
  if (!(await crypto.subtle.verify("RSASSA-PKCS1-v1_5", await keyOf(kid), bytes(mark), signed))) {
    throw new Error("not signed");
  }
  const claims = parsed(body);
  const now = Date.now() / 1000;
  const mine = claims.iss === SITE.provider && [].concat(claims.aud).includes(SITE.client);
  if (!mine || !(claims.exp > now) || (claims.nbf ?? 0) > now + 60) throw new Error("not for us, or not now");
  return claims;
}

/** {groups, name} of somebody whom Access knows, or null. */
async function whoAsks(request) {
  const cookie = /(?:^|; )CF_Authorization=([^;]+)/.exec(request.headers.get("Cookie") ?? "")?.[1];
  const token = request.headers.get("Cf-Access-Jwt-Assertion") ?? cookie;
  if (!token) return null;
  try {
    const claims = await claimsOf(token);
    const { sub } = claims;
    return { groups: listed(claims[SITE.groups] ?? claims.custom?.[SITE.groups]), name: sub };
  } catch {
    return null;
  }
}

const say = (status, body, type = "text/plain", more = {}) => new Response(body, {
  status,
  headers: { "Content-Type": type, "Cache-Control": NOT_KEPT, "X-Content-Type-Options": "nosniff", ...more },
});
const leadTo = (where) => say(302, null, "text/plain", { Location: where });

async function file(request, env, kept) {
  const found = await env.ASSETS.fetch(request);
  const answer = new Response(found.body, found);
  if (kept) answer.headers.set("Cache-Control", kept);
  return answer;
}

async function profile(request, env, somebody) {
  if (!env.PROFILES || !somebody?.name) return say(404, "");
  const key = `profile:${somebody.name}`;
  if (request.method === "DELETE") return say(204, await env.PROFILES.delete(key).then(() => null));
  if (request.method === "GET") {
    const kept = await env.PROFILES.get(key);
    return kept === null ? say(204, null) : say(200, kept, "application/json");
  }
  if (request.method !== "PUT") return say(405, "");
  const text = await request.text();
  if (text.length > MOST) return say(413, "");
  try {
    JSON.parse(text);
  } catch {
    return say(400, "");
  }
  return say(204, await env.PROFILES.put(key, text).then(() => null));
}

export default {
  async fetch(request, env) {
    const plain = ordinary(new URL(request.url).pathname);
    if (!plain) return say(404, "");
    const groups = needed(plain);
    const asks = groups || [SITE.me, SITE.profile, SITE.sign_in, "/"].includes(plain);
    const somebody = asks ? await whoAsks(request) : null;
    if (SITE.profile && plain === SITE.profile) return profile(request, env, somebody);
    if (request.method !== "GET" && request.method !== "HEAD") return say(405, "");
    if (plain === SITE.me) {
      const kept = SITE.profile && env.PROFILES && somebody?.name ? SITE.profile : "";
      return say(200, JSON.stringify(told(somebody?.groups, kept)), "application/json");
    }
    if (somebody && !groups) return leadTo(ownOf(somebody.groups).url);
    if (plain === "/") return file(request, env, NOT_KEPT);
    if (isNowhere(plain)) {
      const page = await env.ASSETS.fetch(new URL("/404.html", request.url));
      return new Response(page.body, { status: 404, headers: page.headers });
    }
    if (!groups) return file(request, env);
    if (!somebody) return leadTo(SITE.sign_in);
    if (!inAny(somebody.groups, groups)) return say(403, "");
    return file(request, env, plain.startsWith(`/${partOf(plain)}/assets/`) ? "" : NOT_KEPT);
  },
};
