// Other ways to send than a POST of JSON, for hosts whose server reads nothing else: the attributes `method` and `enctype`,
// as in HTML. Only a page that asks for one fetches this, when it sends (`parcours.js`).
//
// Of files sent here no progress is told. `fetch` knows none of what it sends; `XMLHttpRequest` does, but it follows redirects, so
// that answers would have left for another place before anybody could say no, and it cannot be told to keep the referrer
// (`ux.md` P-08). With the attribute `upload`, files go ahead of the form in pieces (upload.js), and their progress is told.

/**
 * Makes the request of `sending.js` in the way `element` asks for. What cannot be told in that encoding is not sent: what
 * comes back is what a server says that does not take it (415), and the page says which remedy there is.
 */
export default async function send(element, request) {
  const asked = (name) => element.getAttribute(name)?.toLowerCase();
  const text = await request.text();
  const go = (text) => encoded(element, request, asked, text);
  const envelope = asked("upload") && JSON.parse(text);
  if (!envelope?.attachments?.some(({ content }) => content)) return go(text);
  return (await import("./upload.js")).default(element, request, envelope, (envelope) => go(JSON.stringify(envelope)));
}

async function encoded(element, request, asked, text) {
  const write = ENCODINGS[asked("enctype")];
  const body = write ? write(JSON.parse(text)) : text;
  if (!body) return new Response(null, { status: 415 });
  const headers = new Headers(request.headers);
  // The browser says it, with the charset or the boundary.
  if (write) headers.delete("Content-Type");
  const method = asked("method") === "put" ? "PUT" : "POST";
  // A request made from another keeps all of it but where it came from, and how that is told.
  const other = new Request(request, { method, headers, body, referrerPolicy: "no-referrer" });
  const { fetch: own } = element;
  return typeof own === "function" ? own(other) : fetch(other);
}

const ENCODINGS = { "application/x-www-form-urlencoded": bracketed, "multipart/form-data": multipart };

/**
 * `answers[children][0][name]=…`, as PHP, Rails and qs read it. Yes and no are `true` and `false`; null, an empty list and an
 * empty object are left out. Undefined when something cannot be written so: a file's content, or a name that would be read as another.
 */
export function bracketed(envelope) {
  const fields = new URLSearchParams();
  const put = (name, value) => {
    if (value === null) return true;
    if (typeof value !== "object") {
      fields.append(name, value);
      return true;
    }
    const list = Array.isArray(value);
    return Object.entries(value).every(([key, inner]) => (list || plain(key)) && put(name ? `${name}[${key}]` : key, inner));
  };
  const told = envelope.attachments?.every(({ upload }) => upload) ?? true;
  return told && put("", envelope) ? fields : undefined;
}

/** No bracket, no number, nothing that a reader in JavaScript keeps away from its objects. */
const plain = (key) => /^[a-z][\w-]*$/i.test(key) && !(key in {});

/**
 * A part `submission`, the envelope as JSON without the content of its files; then each file as `attachments[0]`,
 * `attachments[1]`… in the envelope's order, with its name and type.
 */
export function multipart({ attachments = [], ...envelope }) {
  const form = new FormData();
  const entries = attachments.map(({ content, ...entry }) => entry);
  form.append("submission", JSON.stringify({ ...envelope, attachments: entries }));
  attachments.forEach(({ content, name, type }, place) => {
    if (content !== undefined) form.append(`attachments[${place}]`, new File([bytes(content)], name, { type }));
  });
  return form;
}

/** What base64 says. */
export function bytes(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
