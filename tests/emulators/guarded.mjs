// Netlify's emulator needs Deno from the network for edge functions. So the function that eo-site writes runs here, in Node,
// before the emulator: its own text, with what Deno would give it. Usage: node guarded.mjs PORT PORT-OF-EMULATOR FUNCTION.
// What it lets pass is handed on with its address as it was sent.

import { readFileSync } from "node:fs";
import { createServer, request } from "node:http";

const [port, inner, file] = process.argv.slice(2);
const text = readFileSync(file, "utf-8");
const { default: guard, config } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
if (config.path !== "/*" || config.onError !== "fail") throw new Error("the function is not for every address");

/** The address as a program at the edge gets it. */
const addressOf = (target) =>
  new URL(/^https?:/i.test(target) ? target : `http://orders.example${target.startsWith("/") ? "" : "/"}${target}`);

async function asked(req) {
  try {
    return await guard(new Request(addressOf(req.url), { method: req.method }));
  } catch (error) {
    return new Response("", { status: 500 }); // as `onError: "fail"` has it
  }
}

function fails(res) {
  if (!res.headersSent) res.writeHead(502);
  res.end();
}

function handOn(req, res) {
  const { method, url, rawHeaders } = req;
  const on = request({ host: "127.0.0.1", port: inner, method, path: url, headers: rawHeaders, setHost: false });
  on.on("response", (answer) => {
    res.writeHead(answer.statusCode, answer.rawHeaders);
    answer.on("error", () => fails(res));
    answer.pipe(res);
  });
  on.on("upgrade", (_, socket) => { socket.destroy(); fails(res); });
  on.on("error", () => fails(res));
  req.on("error", () => on.destroy());
  req.pipe(on);
}

createServer(async (req, res) => {
  const answer = await asked(req);
  if (!answer) return handOn(req, res);
  res.writeHead(answer.status, Object.fromEntries(answer.headers));
  res.end(await answer.text());
}).listen(Number(port), "127.0.0.1");
