// Sending: one POST of JSON, the same key for every try, nothing else leaves (`ux.md` P-08). Whether it may be sent was
// decided by the form; what a reply means is judged there too (`parcours-browser/src/reply.rs`). Here the request is made.
// A host that asks for another method or encoding has it written anew on its way out, in the place of `fetch` (`encoding.js`).

/** How long an answer is waited for, in milliseconds; a heavier request has longer: bytes a millisecond of a slow line. */
const PATIENCE = 30_000;
const SLOW = 20;
/** Longest pause a server may ask for without the person being told. */
const LONGEST_PAUSE = 10;
/** Largest request and largest reply, in characters; a backend's own limit is usually lower, and said by it. */
const LARGEST_REQUEST = 200 * 2 ** 20;
const LARGEST_REPLY = 2 ** 20;

/**
 * The whole address a form may be sent to, or undefined (`ux.md` T-05): set by the host page only, HTTPS or the machine
 * itself, the page's own origin or one of `allowed`. What a browser would silently repair is a mistake or a trick.
 */
export function destination(action, allowed, { base, own }) {
  if (!action || /[\p{Cc}\\ ]|^\/\//u.test(action)) return undefined;
  let url;
  try {
    url = new URL(action, base);
  } catch {
    return undefined;
  }
  const { protocol, hostname, origin, username, password, href } = url;
  const safe = protocol === "https:" || (protocol === "http:" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname));
  const known = origin === own || allowed.includes(origin);
  return safe && known && !username && !password ? href : undefined;
}

/**
 * Sends `body`, and tries again where that is safe and useful. `host` is read now: `{ action, allowed, headers, fetch,
 * send }`; `line()` gives the signal of a new request, or nothing once the form has left the page.
 *
 * Gives `{ status, type, retryAfter, body }`, `{ host }` (what the host page's own `send` gave), or `{ failed }`: `offline`,
 * `network`, `timeout`, `not-set` or `too-large`.
 */
export async function post({ id, language, body }, host, line) {
  if (body.length > LARGEST_REQUEST) return { failed: "too-large" };
  if (host.send) return attempt(line, Infinity, (signal) => host.send(JSON.parse(body), { key: id, signal }));
  const address = destination(host.action, host.allowed, { base: document.baseURI, own: location.origin });
  if (!address) return { failed: "not-set" };
  const headers = new Headers(host.headers);
  headers.set("Content-Type", "application/json");
  headers.set("Accept", "application/json, application/problem+json");
  headers.append("Accept-Language", language);
  headers.set("Idempotency-Key", id);
  // A function of the host page sees the request as the browser's own would.
  const init = { method: "POST", cache: "no-store", redirect: "error", referrerPolicy: "no-referrer", headers, body };
  const go = (signal) => (host.fetch ?? fetch)(new Request(address, { ...init, signal }));
  // In seconds, before trying again: only when no connection was made or the server is busy.
  const pauses = [1, 4];
  for (;;) {
    if (!navigator.onLine) return { failed: "offline" };
    const told = await attempt(line, PATIENCE + body.length / SLOW, go);
    const busy = (told.status === 429 || told.status === 503) && !(told.retryAfter > LONGEST_PAUSE);
    if (!(busy || told.failed === "network") || pauses.length === 0) return told;
    await new Promise((done) => setTimeout(done, 1000 * Math.max(pauses.shift(), told.retryAfter ?? 0)));
  }
}

/** One try. The host page's own function may take as long as it needs: it knows why. */
async function attempt(line, patience, go) {
  const controller = line();
  if (!controller) return { failed: "not-set" };
  const { signal } = controller;
  const timer = patience < Infinity ? setTimeout(() => controller.abort(), patience) : 0;
  let promise;
  try {
    promise = go(signal);
  } catch {
    clearTimeout(timer);
    return { failed: "not-set" };
  }
  try {
    const value = await promise;
    return value instanceof Response ? await read(value) : { host: value };
  } catch {
    return { failed: signal.aborted ? "timeout" : "network" };
  } finally {
    clearTimeout(timer);
  }
}

async function read(response) {
  const header = (name) => response.headers.get(name) ?? "";
  const long = header("content-length") > LARGEST_REPLY;
  return { status: response.status, type: header("content-type"), retryAfter: seconds(header("retry-after")), body: long ? "" : await response.text() };
}

/** `Retry-After`: seconds, or a date; undefined when it says neither. */
export function seconds(header, now = Date.now()) {
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  const wait = Math.max(0, Math.ceil((Date.parse(header) - now) / 1000));
  return Number.isFinite(wait) ? wait : undefined;
}
