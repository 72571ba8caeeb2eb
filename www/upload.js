// Attachments sent ahead of the form, in pieces, so that the person sees how far they are and a line that breaks costs a piece
// and not the whole: the open protocol tus 1.0 (core, creation, termination), with `fetch`, which follows no redirect. A page
// asks for it with the attribute `upload`; encoding.js fetches this when a submission has files. In the submission, each of
// them then names its upload in the place of its content.
//
// What was sent is known in memory only, by the file's hash: the next try goes on from there. A server without tus, or with
// no room left, is sent the files in the submission, as without the attribute.

import { bytes } from "./encoding.js";
import { destination } from "./sending.js";

/** How long an answer is waited for, in milliseconds: pieces are as large as the line is good. */
const PATIENCE = 60_000;
/** In seconds, before trying again while nothing gets through; sending.js tries again after that. */
const PAUSES = [1, 3];
const LONGEST_PAUSE = 10;
/** Bytes of a piece: larger on a good line, smaller on a bad one. */
const [SMALLEST, FIRST, LARGEST] = [2 ** 16, 2 ** 18, 2 ** 22];
/** Statuses of a server that takes no files ahead, or has no room for them; of an upload that is gone; of what may pass. */
const NOT_HERE = /40[45]|50[17]/;
const GONE = /40[34]|410/;
const TRY_AGAIN = /5..|40[489]|410|42[39]/;
/** Thrown: files travel in the submission. */
const WITHIN = {};

const STYLE = ".upload{margin-block:1em}.upload progress{display:block;width:100%;height:1em;accent-color:var(--blue)}";
const WORDS = { fr: (part) => `Fichiers envoyés\u00a0: ${part}\u00a0%`, en: (part) => `Files sent: ${part}%` };
/** Said aloud after so many milliseconds, and so many percent more sent, at least. */
const SPARSE = [10_000, 25];

/** Of each element, the files on their way: `{ id, files, job, left }`, files by their SHA-256. */
const known = new WeakMap();
let sheet;

const tell = (host, name, detail) => host.dispatchEvent(new CustomEvent(name, { detail, bubbles: 1, composed: 1 }));

/** Sends the files of `envelope`, then the envelope with `send`. What comes back is what that gives, or the refusal of a file. */
export default async function upload(element, request, envelope, send) {
  const form = { id: envelope.form.id, version: envelope.form.version };
  const { fetch: own, allowedOrigins } = element;
  const safe = (address, base) => destination(address, [...allowedOrigins].map(String), { base, own: location.origin });
  const place = safe(element.getAttribute("upload"), document.baseURI);
  if (!place) {
    tell(element, "parcours-error", { form, code: "upload", message: "not allowed" });
    return send(envelope);
  }
  const headers = new Headers(request.headers);
  headers.delete("Content-Type");
  headers.delete("Idempotency-Key");
  headers.set("Tus-Resumable", "1.0.0");
  const ways = (asked) => (typeof own === "function" ? own(asked) : fetch(asked));
  const job = { place, safe, headers, signal: request.signal, piece: FIRST, fetch: ways };
  const state = stateOf(element, envelope, job);
  const entries = envelope.attachments.filter(({ content }) => content);
  const files = new Map();
  for (const { sha256, size } of entries) {
    if (!state.files.has(sha256)) state.files.set(sha256, { size, sent: 0 });
    files.set(sha256, state.files.get(sha256));
  }
  request.signal.addEventListener("abort", () => setTimeout(tidy, 0, element, state));
  const view = show(element);
  job.tell = () => view.tell([...files.values()], (sent, total) => tell(element, "parcours-progress", { form, sent, total }));

  const carryAll = async () => {
    try {
      for (const entry of entries) {
        const refusal = await carry(job, files.get(entry.sha256), entry);
        if (refusal) return refusal;
      }
    } catch (error) {
      if (error !== WITHIN) throw error;
    }
  };
  const told = () =>
    envelope.attachments.map(({ content, ...entry }) => {
      const file = files.get(entry.sha256);
      return file && whole(file) ? { ...entry, upload: file.address } : { ...entry, content };
    });
  try {
    job.tell();
    let earlier = [...files.values()].some(whole);
    for (;;) {
      const refusal = await carryAll();
      if (refusal) return refusal;
      const attachments = told();
      // From here on the server may have what names them: only it knows when they can go, until it says that it was judged.
      state.left = true;
      const reply = await send({ ...envelope, attachments });
      if (reply?.status !== 422) return reply;
      state.left = false;
      for (const file of files.values()) file.sure = false;
      // It may be about an upload of an earlier try, which the server no longer has.
      if (!earlier) return reply;
      earlier = false;
      if ((await carryAll()) || JSON.stringify(told()) === JSON.stringify(attachments)) return reply;
    }
  } finally {
    view.end();
  }
}

const whole = ({ address, sure, sent, size }) => address && sure && sent === size;

/** What is known of the element's files. Those of a request that may have been received are not used for another. */
function stateOf(element, { id }, job) {
  let state = known.get(element);
  if (!state) {
    known.set(element, (state = { files: new Map() }));
    element.addEventListener("parcours-change", () => setTimeout(tidy, 0, element, state));
  }
  if (state.left && state.id !== id) state.files.clear();
  return Object.assign(state, { id, job, left: state.left && state.id === id });
}

/** Forgets files that the person took away, or all when the form has left; the server is asked to drop them, if it can. */
function tidy(element, { files, job, left }) {
  const answers = element.isConnected ? JSON.stringify(element.answers) : "";
  for (const [sha256, file] of files) {
    if (answers?.includes(sha256)) continue;
    files.delete(sha256);
    if (!left) drop(job, file);
  }
}

function drop(job, file) {
  if (file.address) ask({ ...job, signal: undefined }, "DELETE", file.address).catch(() => {});
  lose(file);
}

const lose = (file) => Object.assign(file, { address: undefined, sent: 0 });

/** Brings a file to its end. Gives the reply that refuses it; throws when there is no connection, or `WITHIN`. */
async function carry(job, file, entry) {
  job.pauses = [...PAUSES];
  let content;
  while (!whole(file)) {
    let reply, failure;
    try {
      reply = await step(job, file, entry, (content ??= bytes(entry.content)));
    } catch (error) {
      if (error === WITHIN) drop(job, file);
      if (error === WITHIN || job.signal.aborted || !navigator.onLine) throw error;
      failure = error;
    }
    job.tell();
    if (!reply && !failure) continue;
    resize(job, 0.5);
    if (reply && !TRY_AGAIN.test(reply.status)) return reply;
    // A date is for sending.js.
    const asked = Number(reply?.headers.get("Retry-After")) || 0;
    if (!job.pauses.length || asked > LONGEST_PAUSE) {
      if (reply) return reply;
      throw failure;
    }
    await new Promise((done) => setTimeout(done, 1000 * Math.max(job.pauses.shift(), asked)));
  }
}

const resize = (job, by) => (job.piece = Math.min(Math.max(job.piece * by, SMALLEST), LARGEST));

/** One request: begins the upload, asks where it stands, or sends a piece. Gives the reply of a server that did not. */
async function step(job, file, { name, type }, content) {
  let reply;
  const stands = (least, most) => {
    const at = parseInt(reply.headers.get("Upload-Offset"), 10);
    // Any other success is somebody's in between, and must not look like that of the form.
    if (reply.ok && !(at >= least && at <= most)) throw new Error();
    if (reply.ok) [file.sent, file.sure] = [at, true];
    return reply.ok;
  };
  if (!file.address) {
    const metadata = `filename ${base64(name)},filetype ${base64(type)}`;
    reply = await ask(job, "POST", job.place, { "Upload-Length": file.size, "Upload-Metadata": metadata });
    const address = reply.ok && job.safe(reply.headers.get("Location"), job.place);
    if (NOT_HERE.test(reply.status) || (reply.ok && !address)) throw WITHIN;
    if (reply.ok) Object.assign(file, { address, sent: 0, sure: true });
  } else if (!file.sure) {
    reply = await ask(job, "HEAD", file.address);
    if (GONE.test(reply.status)) return void lose(file);
    stands(0, file.size);
  } else {
    const piece = content.subarray(file.sent, file.sent + job.piece);
    const begun = performance.now();
    file.sure = false;
    reply = await ask(job, "PATCH", file.address, { "Upload-Offset": file.sent, "Content-Type": "application/offset+octet-stream" }, piece);
    if (stands(file.sent + 1, file.sent + piece.length)) {
      const took = performance.now() - begun;
      resize(job, took < 1000 ? 2 : took > 4000 ? 0.5 : 1);
      job.pauses = [...PAUSES];
    }
    if (reply.status === 507) throw WITHIN;
    if (/4(04|10)/.test(reply.status)) lose(file);
  }
  return reply.ok ? undefined : reply;
}

async function ask({ headers: given, signal, fetch }, method, address, more = {}, body) {
  const headers = new Headers(given);
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
  const line = new AbortController();
  const cut = () => line.abort();
  // It may have happened during a pause.
  signal?.throwIfAborted();
  signal?.addEventListener("abort", cut);
  const timer = setTimeout(cut, PATIENCE);
  // What has no body may outlive the page: somebody who leaves has their files dropped.
  const rules = { cache: "no-store", redirect: "error", referrerPolicy: "no-referrer", keepalive: !body, signal: line.signal };
  try {
    return await fetch(new Request(address, { method, headers, body, ...rules }));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", cut);
  }
}

const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** How far they are, at the end of the form: a node of its own, beside what the form draws. */
function show({ shadowRoot }) {
  const form = shadowRoot.querySelector(".parcours:not(.draft)");
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const place = make("div", { className: "upload", part: "upload" });
  const [label, words, bar, said] = ["label", "span", "progress", "p"].map((tag) => make(tag));
  said.className = "unseen";
  said.setAttribute("role", "status");
  label.append(words, bar);
  place.append(label, said);
  if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(STYLE);
  if (!shadowRoot.adoptedStyleSheets.includes(sheet)) shadowRoot.adoptedStyleSheets.push(sheet);
  form?.append(place);
  let [last, time, told] = [0, Date.now()];
  return {
    tell(files, emit) {
      const sum = (name) => files.reduce((sum, file) => sum + file[name], 0);
      const [sent, total] = [sum("sent"), sum("size")];
      const part = Math.floor((100 * sent) / total);
      words.textContent = WORDS[/^en/i.test(form?.lang) ? "en" : "fr"](part);
      Object.assign(bar, { max: total, value: sent });
      if (Date.now() - time >= SPARSE[0] && part - last >= SPARSE[1]) {
        said.textContent = words.textContent;
        [last, time] = [part, Date.now()];
      }
      if (sent !== told) emit(sent, total);
      told = sent;
    },
    end: () => place.remove(),
  };
}
