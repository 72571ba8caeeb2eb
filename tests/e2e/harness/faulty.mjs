// A bad road to the receiver: everything passes, but for what is posted. A plan says what happens to each of those, by the
// names in `faults/kinds.mjs`. It keeps what it saw: every request, every reply of the receiver, what went elsewhere.

import { Agent, createServer, request as ask } from "node:http";
import { KINDS } from "../faults/kinds.mjs";

/** What a gateway says when nothing answers behind it. */
const DOWN = { status: 502, headers: { "content-type": "text/html" }, body: Buffer.from("<h1>Bad gateway</h1>") };
/** Of one connection only, or of who sits between: not to be passed on. */
const OWN = ["connection", "keep-alive", "transfer-encoding", "host", "content-length"];

/**
 * Starts one before the receiver that is at `behind`. `plan({ id, key })` gives `{ kind, …}`, what to do with a request
 * that posts an envelope of that id, or says so in `X-Life`, as those of its files do. `files` are pages of its own: `{ "/faults/": ["text/html", "…"] }`.
 */
export async function startFaulty(behind, { plan, files = {} }) {
  const agent = new Agent({ keepAlive: true });
  const requests = [];
  const replies = [];
  const astray = [];
  const working = new Set();
  const track = (promise) => {
    working.add(promise);
    promise.catch(() => {}).finally(() => working.delete(promise));
    return promise;
  };

  /** The receiver's own reply to a request; undefined when it gave none. `said` is the length it is told. */
  function forward(request, body, said = body.length, agentOf = agent) {
    return new Promise((done) => {
      const { hostname, port } = new URL(behind);
      const options = { hostname, port, path: request.url, method: request.method, agent: agentOf, headers: without(request.headers) };
      if (body.length > 0 || said > 0) options.headers["content-length"] = said;
      const on = ask(options, async (response) => {
        try {
          done({ status: response.statusCode, headers: without(response.headers), body: await whole(response) });
        } catch {
          done(undefined);
        }
      });
      on.on("error", () => done(undefined));
      if (said > body.length) on.write(body, () => setTimeout(() => on.destroy(), 5));
      else on.end(body);
    });
  }

  /** What somewhere else hears, that should hear nothing. */
  const elsewhere = createServer(async (request, response) => {
    astray.push(`${request.method} elsewhere`);
    // It would be let in, if the page asked.
    response.writeHead(201, { "access-control-allow-origin": "*", "access-control-allow-headers": "*", "content-type": "application/json" });
    response.end('{"reference":"P-ELSE-WHER"}');
  });
  await listen(elsewhere);

  const server = createServer(async (request, response) => {
    for (const end of [request, response]) end.on("error", () => {});
    try {
      const { pathname } = new URL(request.url, behind);
      if (files[pathname]) return response.writeHead(200, { "content-type": files[pathname][0], "cache-control": "no-store" }).end(files[pathname][1]);
      const body = await whole(request);
      if (pathname === "/elsewhere") {
        astray.push(`${request.method} /elsewhere`);
        return response.writeHead(201, { "content-type": "application/json" }).end('{"reference":"P-ELSE-WHER"}');
      }
      if (!posts(request, pathname)) return pass(response, (await forward(request, body)) ?? DOWN);
      const id = request.headers["x-life"] ?? idOf(body);
      const key = request.headers["idempotency-key"];
      const step = plan({ id, key });
      requests.push({ id, key, path: pathname, bytes: body.length, method: request.method, type: request.headers["content-type"], body: body.length < 2 ** 20 ? body.toString() : "", kind: step.kind });
      await KINDS[step.kind](exchange(request, response, body, id), step);
    } catch {
      // The page went away while it was posting.
      response.destroy();
    }
  });
  server.on("connection", (socket) => socket.on("error", () => {}));
  await listen(server);
  const origin = at(server);

  function exchange(request, response, body, id) {
    const deliver = (...what) =>
      track(
        forward(request, ...what).then((reply) => {
          replies.push({ id, status: reply?.status, reference: referenceOf(reply) });
          return reply ?? DOWN;
        }),
      );
    return {
      response,
      body,
      /** Where a redirect leads: this host or another one. */
      elsewhere: { here: "/elsewhere", there: `${at(elsewhere)}/` },
      /** Hands the request over, whole. */
      deliver: () => deliver(body),
      /** Only its beginning, with a length that fits it, or with the first one and a connection cut. */
      deliverPart: (part, honest) => deliver(body.subarray(0, part), honest ? part : body.length, honest ? agent : false),
      give: (reply) => pass(response, reply),
      later: (work) => void track(work()),
      /** The connection ends, properly or not. */
      drop: () => response.socket?.destroy(),
      reset: () => response.socket?.resetAndDestroy(),
    };
  }

  return {
    origin,
    requests,
    replies,
    astray,
    /** Once nothing is on its way any more, late copies included. */
    async quiet() {
      while (working.size > 0) await Promise.allSettled([...working]);
    },
    async stop() {
      agent.destroy();
      for (const one of [server, elsewhere]) {
        one.closeAllConnections();
        await new Promise((done) => one.close(done));
      }
    },
  };
}

const posts = ({ method, headers }, pathname) => pathname.startsWith("/api/") && method !== "GET" && (method !== "HEAD" || "x-life" in headers);

function pass(response, { status, headers, body }) {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { ...headers, "content-length": body.length });
  response.end(body);
}

function without(headers) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN.includes(name)));
}

async function whole(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

function idOf(body) {
  try {
    return JSON.parse(body).id;
  } catch {
    return undefined;
  }
}

function referenceOf(reply) {
  try {
    return reply.status === 201 ? JSON.parse(reply.body).reference : undefined;
  } catch {
    return undefined;
  }
}

const at = (server) => `http://127.0.0.1:${server.address().port}`;
const listen = (server) => new Promise((done) => server.listen(0, "127.0.0.1", done));
