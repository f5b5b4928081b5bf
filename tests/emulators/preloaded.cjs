// Preloaded into every emulator.

// Whatever listens without an address listens on this machine alone.
const { Server } = require("node:net");

const listen = Server.prototype.listen;
Server.prototype.listen = function (first, ...rest) {
  if (typeof first === "number" || (typeof first === "string" && /^\d+$/.test(first))) {
    return listen.call(this, first, "127.0.0.1", ...rest.filter((each) => typeof each !== "string"));
  }
  if (first && typeof first === "object" && "port" in first) return listen.call(this, { ...first, host: "127.0.0.1" }, ...rest);
  return listen.call(this, first, ...rest);
};

// Some requests of the tries end an emulator by an error that it does not catch. It is to go on with the others;
// the request itself stays without an answer, which is counted.
const goOn = (error) => console.error("not caught:", error?.stack ?? error);
process.on("uncaughtException", goOn);
process.on("unhandledRejection", goOn);
const exit = process.exit;
process.exit = (code) => (code ? console.error(`would have ended with ${code}`) : exit.call(process, code));
