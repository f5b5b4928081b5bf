
const COOKIE = "eo-site-account";

/** The groups of somebody whose cookie your sign-in has signed (a token, HS256), or null. */
async function groupsOf(request) {
  const cookie = request.cookies && request.cookies[COOKIE];
  if (!cookie) return null;
  try {
    const parts = cookie.value.split(".");
    const head = JSON.parse(Buffer.from(parts[0], "base64url").toString());
    if (head.alg !== "HS256" || parts.length !== 3) return null;
    const secret = await cf.kvs().get("secret");
    if (!secret || secret.length < 32) return null;
    const mark = crypto.createHmac("sha256", secret).update(`${parts[0]}.${parts[1]}`).digest("base64url");
    if (!same(mark, parts[2])) return null;
    const claims = JSON.parse(Buffer.from(parts[1], "base64url").toString());
    return claims.exp > Date.now() / 1000 ? listed(claims[SITE.groups]) : null;
  } catch (error) {
    return null;
  }
}

/** Whether two texts are one, in the same time whatever they are. */
function same(one, other) {
  if (one.length !== other.length) return false;
  let differs = 0;
  for (let i = 0; i < one.length; i++) differs |= one.charCodeAt(i) ^ other.charCodeAt(i);
  return differs === 0;
}

function say(status, body, type) {
  return {
    statusCode: status,
    headers: {
      "cache-control": { value: "private, no-store" },
      "content-type": { value: type || "text/plain" },
    },
    body: body,
  };
}

async function handler(event) {
  const request = event.request;
  const plain = ordinary(request.uri);
  if (!plain) return say(404, "");
  const groups = needed(plain);
  if (plain !== SITE.me && plain !== "/" && !groups) return isNowhere(plain) ? say(404, "") : lead(request);
  const somebody = await groupsOf(request);
  if (plain === SITE.me) return say(200, JSON.stringify(told(somebody)), "application/json");
  if (!groups) return somebody ? to(302, ownOf(somebody).url) : lead(request);
  if (!somebody) return to(302, SITE.sign_in);
  return inAny(somebody, groups) ? lead(request) : say(403, "");
}
