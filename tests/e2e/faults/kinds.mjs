// What can happen to a request on its way. Each is given the exchange (`harness/faulty.mjs`) and what the schedule drew:
// `after`, whether the receiver got the request first; `wait`, milliseconds; `share`, where something is cut, of 1;
// `pick`, any whole number, to choose among a few.

/** At least a byte, never all of them. */
const part = (bytes, share) => Math.max(1, Math.floor(bytes.length * share));
const sleep = (wait) => new Promise((done) => setTimeout(done, wait));
const among = (list, pick) => list[pick % list.length];

const HTML = "<!doctype html><title>Portail</title><h1>Bienvenue</h1><script>alert(1)</script>";
/** A reference the receiver never gave. */
const NEVER = '{"reference":"P-AAAA-AAAA"}';
const page = (status, headers = {}) => ({ status, headers: { "content-type": "text/html; charset=utf-8", ...headers }, body: Buffer.from(HTML) });
const json = (status, text, headers = {}) => ({ status, headers: { "content-type": "application/json", ...headers }, body: Buffer.from(text) });

/** The reply of someone in between, whether the receiver got the request or not. */
const instead = (reply) => async (road, step) => {
  if (step.after) await road.deliver();
  road.give(reply(step, road));
};

/** What a server may ask to wait: a few seconds, a date, more than anybody waits, or words nobody can read. */
const waits = [() => "1", () => "3", () => new Date(Date.now() + 2000).toUTCString(), () => "3600", () => "soon"];

export const KINDS = {
  pass: async (road) => road.give(await road.deliver()),

  // The connection ends.
  drop: async (road, step) => {
    if (step.after) await road.deliver();
    road.drop();
  },
  reset: async (road, step) => {
    if (step.after) await road.deliver();
    road.reset();
  },
  "drop meanwhile": async (road, { wait }) => {
    road.later(() => road.deliver());
    await sleep(wait % 20);
    road.drop();
  },

  // Time passes: less than the page waits, or more.
  late: async (road, { wait }) => {
    await sleep(wait);
    road.give(await road.deliver());
  },
  "late reply": async (road, { wait }) => {
    const reply = await road.deliver();
    await sleep(wait);
    road.give(reply);
  },
  // The page hears nothing; the receiver gets it long after.
  "dropped, then late": async (road, { wait }) => {
    road.drop();
    road.later(async () => {
      await sleep(wait);
      await road.deliver();
    });
  },

  // More than once.
  twice: async (road, { pick }) => {
    const replies = [await road.deliver(), await road.deliver()];
    road.give(among(replies, pick));
  },
  "twice at once": async (road, { pick }) => {
    const replies = await Promise.all([road.deliver(), road.deliver(), road.deliver()]);
    road.give(among(replies, pick));
  },
  "again later": async (road, { wait }) => {
    road.give(await road.deliver());
    road.later(async () => {
      await sleep(wait);
      await road.deliver();
    });
  },

  // Less than the whole request.
  "request cut": async (road, { share }) => {
    await road.deliverPart(part(road.body, share), false);
    road.drop();
  },
  "request shortened": async (road, { share }) => road.give(await road.deliverPart(part(road.body, share), true)),

  // Less than the whole reply.
  "reply cut": async (road, { share }) => {
    const { status, headers, body } = await road.deliver();
    road.response.writeHead(status, { ...headers, "content-length": body.length });
    road.response.write(body.subarray(0, part(body, share)), () => road.drop());
  },
  "reply cut in a chunk": async (road, { share }) => {
    const { status, headers, body } = await road.deliver();
    road.response.writeHead(status, headers);
    road.response.write(body.subarray(0, part(body, share)), () => road.drop());
  },
  // Nothing says how long it should have been.
  "reply shortened": async (road, { share }) => {
    const { status, headers, body } = await road.deliver();
    road.give({ status, headers, body: body.subarray(0, part(body, share)) });
  },
  "status line cut": async (road) => {
    await road.deliver();
    road.response.socket?.end("HTTP/1.1 20");
  },
  gibberish: async (road, step) => {
    if (step.after) await road.deliver();
    road.response.socket?.end(`\u0000\u0001 201 ${NEVER}\r\n\r\n`);
  },
  "says it is compressed": async (road) => {
    const { status, headers, body } = await road.deliver();
    road.give({ status, headers: { ...headers, "content-encoding": "gzip" }, body });
  },

  // Someone else replies.
  "bad gateway": instead(() => page(502)),
  "gateway timeout": instead(() => page(504)),
  failed: instead(() => json(500, "{}")),
  unavailable: instead(({ pick }) => page(503, { "retry-after": among(waits, pick)() })),
  "too many": instead(({ pick }) => json(429, "{}", pick % 2 ? { "retry-after": "1" } : {})),
  moved: instead(({ pick }, road) => page(among([307, 308, 302, 301, 303], pick), { location: among(Object.values(road.elsewhere), pick >> 3) })),
  "not found": instead(() => page(404)),
  "sign in": instead(({ pick }) => page(among([401, 403, 407], pick))),
  "too large": instead(({ pick }) => page(among([413, 415, 408], pick))),

  // A success that is none.
  "a page": instead(() => page(200)),
  "a page said to be JSON": instead(() => json(200, HTML)),
  "JSON said to be a page": instead(() => json(201, NEVER, { "content-type": "text/html" })),
  "no reference": instead(({ pick }) => json(among([200, 201, 202], pick), among(['{"reference":""}', "{}", '{"reference":null}', '["P-AAAA-AAAA"]', '{"reference":" "}', '{"errors":[]}'], pick >> 2))),
  nothing: instead(({ pick }) => ({ status: among([204, 200, 201, 205], pick), headers: {}, body: Buffer.alloc(0) })),
};
