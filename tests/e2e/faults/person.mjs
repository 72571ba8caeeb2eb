// Someone who sends, and sends again until a reference comes: what the element and the page's state machine do, without
// them. It runs in the browser; so does `clock`. The tests read `reference` too: a second reading of what a reply means,
// apart from the Rust one.

/** Makes every pause `speed` times shorter. The page's own script is left as it is. */
export function clock(speed) {
  const real = globalThis.setTimeout;
  globalThis.setTimeout = (act, wait = 0, ...more) => real(act, wait / speed, ...more);
}

/** The reference in what `post` gave, or undefined: not received. */
export function reference({ status, type, body }) {
  if (!(status >= 200 && status < 300) || !/^application\/json\b/.test(type)) return undefined;
  try {
    const { reference } = JSON.parse(body);
    return typeof reference === "string" && reference.trim() ? reference : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Sends `body` by `post` until it is received, the person leaves or `most` times were not enough. Gives what was told each
 * time, the reference, whether they left, and how many requests were made after that. `way` changes how: `{ headers, through, left }`,
 * `through` given what asks and giving the host's `fetch`, `left` called when the person leaves.
 */
export async function insist(post, { id, language, body, leaves }, action, most = 400, way = {}) {
  const told = [];
  let controller;
  let gone = false;
  let strays = 0;
  const line = () => (gone ? undefined : (controller = new AbortController()));
  const watched = (request) => {
    // To have dropped what was not finished is no sending.
    strays += gone && request.method !== "DELETE" ? 1 : 0;
    return fetch(request);
  };
  if (leaves !== undefined) {
    setTimeout(() => {
      gone = true;
      way.left?.();
      controller?.abort();
    }, leaves);
  }
  const asks = leaves === undefined ? undefined : watched;
  const host = { action, allowed: [], headers: way.headers ?? {}, fetch: way.through ? way.through(asks) : asks };
  let received;
  while (!gone && told.length < most) {
    told.push(await post({ id, language, body }, host, line));
    received = reference(told.at(-1));
    if (received) break;
    // A person takes a moment before trying again.
    await new Promise((done) => setTimeout(done, 1500));
  }
  return { told, received, gone, strays };
}
