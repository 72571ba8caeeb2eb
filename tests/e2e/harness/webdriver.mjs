// A WebDriver client for what the tests of other engines ask of a browser. The same commands go two ways: as HTTP, to a
// driver such as WebKitWebDriver, or straight to Firefox, which listens to Marionette, the protocol geckodriver translates
// HTTP into. Nothing else has to be installed for Firefox.

import { createConnection } from "node:net";

/** The key under which both ways name an element. */
export const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Each command: method and path for HTTP, then Marionette's name. `{id}` is the element's. */
const COMMANDS = {
  go: ["POST", "/url", "WebDriver:Navigate"],
  execute: ["POST", "/execute/sync", "WebDriver:ExecuteScript"],
  actions: ["POST", "/actions", "WebDriver:PerformActions"],
  role: ["GET", "/element/{id}/computedrole", "WebDriver:GetComputedRole"],
  label: ["GET", "/element/{id}/computedlabel", "WebDriver:GetComputedLabel"],
  resize: ["POST", "/window/rect", "WebDriver:SetWindowRect"],
  screenshot: ["GET", "/screenshot", "WebDriver:TakeScreenshot"],
};

/** A session at a driver that speaks HTTP. Gives `{ command(name, parameters), end() }`. */
export async function overHttp(origin, capabilities) {
  const ask = async (method, path, body, patience = 60_000) => {
    const signal = AbortSignal.timeout(patience);
    const answer = await fetch(origin + path, { method, signal, body: method === "POST" ? JSON.stringify(body) : undefined });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  };
  const { sessionId } = await ask("POST", "/session", { capabilities: { alwaysMatch: capabilities } });
  return {
    command(name, parameters = {}) {
      const [method, path] = COMMANDS[name];
      return ask(method, `/session/${sessionId}${path.replace("{id}", parameters.id)}`, parameters);
    },
    // The browser goes at once; that the driver says so is not certain.
    end: () => ask("DELETE", `/session/${sessionId}`, undefined, 5_000),
  };
}

/** A session with Firefox itself, on the port it wrote into its profile. */
export async function overMarionette(port) {
  const socket = createConnection(port, "127.0.0.1");
  const waiting = new Map();
  let received = Buffer.alloc(0);
  let greeted, last = 0;
  const greeting = new Promise((done) => (greeted = done));

  function take(message) {
    if (!Array.isArray(message)) return greeted();
    const [, id, error, result] = message;
    const { done, fail, name } = waiting.get(id);
    waiting.delete(id);
    if (error) fail(new Error(`${name}: ${error.error}: ${error.message}`));
    else done(result !== null && "value" in result ? result.value : result);
  }
  // A message is its length in bytes, a colon, then JSON.
  socket.on("data", (bytes) => {
    received = Buffer.concat([received, bytes]);
    for (;;) {
      const colon = received.indexOf(":");
      const end = colon + 1 + Number(received.subarray(0, colon));
      if (colon < 0 || received.length < end) return;
      take(JSON.parse(received.subarray(colon + 1, end)));
      received = received.subarray(end);
    }
  });
  const lost = () => waiting.forEach(({ fail, name }) => fail(new Error(`${name}: Firefox is gone`)));
  socket.on("close", lost);
  socket.on("error", lost);

  const ask = (name, parameters) =>
    new Promise((done, fail) => {
      waiting.set((last += 1), { done, fail, name });
      const text = JSON.stringify([0, last, name, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  await greeting;
  await ask("WebDriver:NewSession", {});
  return {
    command: (name, parameters = {}) => ask(COMMANDS[name][2], parameters),
    end: async () => void socket.destroy(),
  };
}
