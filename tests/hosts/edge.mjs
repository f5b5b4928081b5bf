// Runs a program for the edge outside of it: requests on the standard input, answers on the standard output.
// Usage: node edge.mjs KIND PROGRAM BUILD. What stands behind the program is more lenient than any host:
// whatever a path may have meant is read from the build, in every spelling.

import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createHmac, generateKeyPairSync, createSign } from "node:crypto";
import { join } from "node:path";

const [kind, program, build] = process.argv.slice(2);
const { tries, sessions } = JSON.parse(readFileSync(0, "utf-8"));
const SECRET = "a secret of thirty-two letters or more";

/** The file that the most lenient server could find for a path. */
function meant(path) {
  let plain = path;
  for (let i = 0; i < 4; i++) {
    try { plain = decodeURIComponent(plain); } catch { break; }
  }
  plain = plain.normalize("NFKC").replaceAll("\\", "/").replace(/[;\0].*$/, "").toLowerCase();
  const parts = [];
  for (const each of plain.split("/")) {
    const name = each.replace(/[. ]+$/, "");
    if (each === "..") parts.pop();
    else if (name) parts.push(name);
  }
  const found = join(build, ...parts);
  if (existsSync(found) && statSync(found).isFile()) return found;
  const index = join(found, "index.html");
  return existsSync(index) ? index : null;
}

const part = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

// Cloudflare -------------------------------------------------------------------------------------

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
let asked = 0;

function rsa({ head = {}, claims, key = privateKey, cut }) {
  const text = `${part({ alg: "RS256", kid: "one", ...head })}.${part(claims)}`;
  const mark = createSign("RSA-SHA256").update(text).sign(key).toString("base64url");
  return `${text}.${cut ? mark.slice(0, -4) : mark}`;
}

const kept = new Map();
const env = {
  ASSETS: {
    fetch(request) {
      const found = meant(new URL(request.url ?? request).pathname);
      return Promise.resolve(found ? new Response(readFileSync(found)) : new Response("none", { status: 404 }));
    },
  },
  PROFILES: {
    get: async (key) => kept.get(key) ?? null,
    put: async (key, text) => void kept.set(key, text),
    delete: async (key) => void kept.delete(key),
  },
};

async function cloudflare() {
  globalThis.fetch = async (url) => {
    asked += 1;
    if (url !== "https://team.example/cdn-cgi/access/certs") throw new Error(url);
    return Response.json({ keys: [{ kid: "one", ...publicKey.export({ format: "jwk" }) }] });
  };
  const { default: worker } = await import(program);
  const tokens = Object.fromEntries(Object.entries(sessions).map(([name, session]) => [
    name, rsa({ ...session, key: session.forged ? other : privateKey }),
  ]));
  return async ({ method, target, headers, session, body }) => {
    const url = /^https?:/.test(target) ? target : `https://orders.example${target.startsWith("/") ? "" : "/"}${target}`;
    const sent = new Headers(headers);
    if (session) sent.append("Cookie", `CF_Authorization=${tokens[session]}`);
    const request = new Request(url, { method, headers: sent, body, redirect: "manual" });
    const answer = await worker.fetch(request, env);
    return [answer.status, Object.fromEntries(answer.headers), Buffer.from(await answer.arrayBuffer())];
  };
}

// CloudFront -------------------------------------------------------------------------------------

async function cloudfront() {
  globalThis.cf = { kvs: () => ({ get: async () => SECRET }) };
  const text = readFileSync(program, "utf-8").replace('import cf from "cloudfront";', "const cf = globalThis.cf;");
  const runs = program.replace(".mjs", ".run.mjs");
  writeFileSync(runs, `${text}\nexport { handler };\n`);
  const { handler } = await import(runs);
  const tokens = Object.fromEntries(Object.entries(sessions).map(([name, { head = {}, claims, forged }]) => {
    const signed = `${part({ alg: "HS256", ...head })}.${part(claims)}`;
    const mark = createHmac("sha256", forged ? "another secret of this many letters" : SECRET).update(signed);
    return [name, `${signed}.${mark.digest("base64url")}`];
  }));
  return async ({ method, target, headers, session }) => {
    const [uri] = target.replace(/^https?:\/\/[^/]*/, "").split(/[?#]/);
    const cookies = session ? { "eo-site-account": { value: tokens[session] } } : {};
    const sent = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), { value }]));
    const found = await handler({ request: { method, uri, headers: sent, cookies, querystring: {} } });
    if (found.statusCode) {
      const all = Object.entries(found.headers).map(([name, { value }]) => [name, value]);
      return [found.statusCode, Object.fromEntries(all), Buffer.from(found.body ?? "")];
    }
    const file = meant(found.uri);
    return file ? [200, {}, readFileSync(file)] : [403, {}, Buffer.from("")];
  };
}

// Netlify ----------------------------------------------------------------------------------------

async function netlify() {
  const { default: guard, config } = await import(program);
  if (config.path !== "/*" || config.onError !== "fail") throw new Error("not for every address, or not to the end");
  return async ({ method, target, headers }) => {
    const url = new URL(/^https?:/.test(target) ? target : `https://orders.example${target.startsWith("/") ? "" : "/"}${target}`);
    const answer = await guard(new Request(url, { method, headers: new Headers(headers) }));
    if (answer) return [answer.status, Object.fromEntries(answer.headers), Buffer.from(await answer.arrayBuffer())];
    // What Netlify's rules by roles decide for nobody: the rule has the edition's address as it is.
    if (/^\/members(?:\/|$)/.test(url.pathname)) return [404, { rule: "roles" }, Buffer.from("")];
    const file = meant(url.pathname);
    return file ? [200, {}, readFileSync(file)] : [404, { rule: "none" }, Buffer.from("")];
  };
}

const send = await { cloudflare, cloudfront, netlify }[kind]();
const answers = [];
for (const each of tries) {
  try {
    const [status, headers, body] = await send(each);
    answers.push({ status, headers, body: body.toString("base64") });
  } catch (error) {
    answers.push({ status: 0, headers: {}, body: "", error: String(error) });
  }
}
process.stdout.write(JSON.stringify({ answers, asked }));
