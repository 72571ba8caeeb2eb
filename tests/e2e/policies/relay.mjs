// A server in front of the receiver that changes what it answers: headers, or bytes. What a portal's own server, a proxy or
// somebody on the way would do.

import { createServer, request } from "node:http";
import { withoutRoots } from "../harness/bare.mjs";

/**
 * Relays to `origin`. `change` is given `{ path, method, status, headers, body }` of each answer and changes it in place; `own`
 * answers in the receiver's place when it gives an answer for a request. What browsers report is in `reports`.
 */
export async function startRelay(origin, { change = () => {}, own = () => undefined } = {}) {
  const reports = [];
  const server = createServer(async (asked, answer) => {
    const given = await whole(asked);
    const path = new URL(asked.url, origin).pathname;
    if (path === "/reports") {
      reports.push(JSON.parse(given.toString("utf8")));
      return answer.writeHead(204).end();
    }
    const reply = own({ path, method: asked.method, headers: asked.headers }) ?? (await relayed(origin, asked, given));
    reply.headers = { ...reply.headers };
    // These are about what the module needs: a page that works without it is tried in tests/e2e/plain.
    if (isPage(reply)) reply.body = Buffer.from(withoutRoots(reply.body.toString("utf8")));
    change(Object.assign(reply, { path, method: asked.method }));
    answer.writeHead(reply.status, { ...reply.headers, "content-length": String(reply.body.length) }).end(reply.body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  // A test that fails before `stop` still ends.
  server.unref();
  server.on("connection", (line) => line.unref());
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    reports,
    stop: () => new Promise((done) => (server.close(done), server.closeAllConnections())),
  };
}

function relayed(origin, asked, given) {
  // Plain, so that it can be changed.
  const headers = { ...asked.headers, host: new URL(origin).host, "accept-encoding": "identity" };
  return new Promise((done, fail) => {
    const onward = request(new URL(asked.url, origin), { method: asked.method, headers }, async (reply) => {
      const { "content-length": _, "transfer-encoding": __, connection: ___, ...kept } = reply.headers;
      done({ status: reply.statusCode, headers: kept, body: await whole(reply) });
    });
    onward.on("error", fail);
    onward.end(given);
  });
}

async function whole(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

/** Whether an answer is a page. */
export const isPage = ({ headers }) => (headers["content-type"] ?? "").startsWith("text/html");

/** Rewrites the text of a page. */
export function rewrite(answer, change) {
  answer.body = Buffer.from(change(answer.body.toString("utf8")));
}

/** What was refused or reported, but for the demo's icon: a browser asks for it by itself, it is an image of the page, and the
 * README's policy, which is for the form, lets no image in. */
export const ofTheForm = (list) => list.filter((one) => !/img-src.*\/favicon\./.test(JSON.stringify(one)));
