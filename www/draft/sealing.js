// A draft as it is kept: closed with the browser's own cryptography. What stands in clear says which form it belongs to, in
// which version, when it was kept and until when; all of it is authenticated with the rest, so that no draft can be passed off
// as another's, nor made to live longer (`ux.md` P-05, T-12). The same envelope on the device and in a file.
//
// AES-256-GCM. The key is made of a passphrase by PBKDF2-HMAC-SHA-256, or is a random one that cannot leave the browser.

const MARK = "parcours-draft";
/** Goes up when the way of closing changes; drafts of every earlier version stay readable. */
const VERSION = 1;
const CIPHER = "AES-256-GCM";
const PASSPHRASE = "PBKDF2-HMAC-SHA-256";
const DEVICE = "device";
/** Rounds of a key's making: what OWASP asks of PBKDF2-HMAC-SHA-256 since 2023. */
export const ROUNDS = 600_000;
/** Fewer rounds are no protection; more would keep a phone busy for minutes. */
const FEWEST = 600_000;
const MOST = 5_000_000;
/** Largest file, in characters. */
const LARGEST = 200 * 2 ** 20;

/** Why a draft does not open: `not-kept`, `later`, `other-form`, `no-cryptography`, or `locked`: the passphrase is another one,
 * or the draft was changed. The two look the same on purpose. */
export class Unopened extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** A key made of a passphrase, with what it was made with. `salt` is that of the draft to open; else it is new. */
export async function phraseKey(phrase, salt = base64(random(16)), rounds = ROUNDS) {
  // The same passphrase typed on two keyboards may differ in how accents are composed.
  const typed = new TextEncoder().encode(phrase.normalize("NFC"));
  const imported = await subtle().importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  const making = { name: "PBKDF2", hash: "SHA-256", iterations: rounds, salt: bytes(salt) };
  const key = await subtle().deriveKey(making, imported, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  return { kind: PASSPHRASE, key, salt, rounds };
}

/** A random key that no script can read. */
export async function deviceKey() {
  const key = await subtle().generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  return { kind: DEVICE, key, salt: base64(random(16)), rounds: 0 };
}

/** The envelope around `content`. `form` is `{ id, version }`; the times are in milliseconds; a file has no `expires`. */
export async function close(content, form, times, { kind, key, salt, rounds }) {
  const envelope = {
    parcours: MARK, version: VERSION, form: form.id, form_version: form.version, cipher: CIPHER, key: kind, rounds, salt,
    nonce: base64(random(12)), started: times.started, saved: times.saved, expires: times.expires ?? null,
  };
  const closed = await subtle().encrypt(cipher(envelope), key, new TextEncoder().encode(content));
  return { ...envelope, content: base64(new Uint8Array(closed)) };
}

/** What an envelope holds. `key` is the device's own, or made of the passphrase with the envelope's salt and rounds. */
export async function open(envelope, key) {
  try {
    const opened = await subtle().decrypt(cipher(envelope), key, bytes(envelope.content));
    return new TextDecoder("utf-8", { fatal: true }).decode(opened);
  } catch (error) {
    throw error instanceof Unopened ? error : new Unopened("locked");
  }
}

/** Whether an envelope was closed with a passphrase. */
export const isPhrased = (envelope) => envelope.key === PASSPHRASE;

/** An envelope read from a file's text or from a store: whole, of a known version, of that form; else the reason is thrown. */
export function read(given, form) {
  const envelope = typeof given === "string" ? parsed(given) : given;
  if (envelope?.parcours !== MARK) throw new Unopened("not-kept");
  if (envelope.version > VERSION) throw new Unopened("later");
  const { key, rounds, salt, nonce, content, started, saved, expires, form_version } = envelope;
  const sound =
    envelope.version === VERSION && envelope.cipher === CIPHER && typeof envelope.form === "string" && typeof form_version === "string" &&
    (key === DEVICE ? rounds === 0 : key === PASSPHRASE && Number.isInteger(rounds) && rounds >= FEWEST && rounds <= MOST) &&
    length(salt) === 16 && length(nonce) === 12 && length(content) >= 16 &&
    Number.isSafeInteger(started) && Number.isSafeInteger(saved) && (expires === null || Number.isSafeInteger(expires));
  if (!sound) throw new Unopened("not-kept");
  if (envelope.form !== form.id) throw new Unopened("other-form");
  return envelope;
}

/** Absent where the page was not loaded over HTTPS. */
function subtle() {
  const found = globalThis.crypto?.subtle;
  if (!found) throw new Unopened("no-cryptography");
  return found;
}

function cipher(envelope) {
  const { parcours, version, form, form_version, cipher, key, rounds, salt, started, saved, expires } = envelope;
  const clear = JSON.stringify([parcours, version, form, form_version, cipher, key, rounds, salt, started, saved, expires]);
  return { name: "AES-GCM", iv: bytes(envelope.nonce), additionalData: new TextEncoder().encode(clear) };
}

function parsed(text) {
  try {
    return text.length <= LARGEST ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

const random = (count) => crypto.getRandomValues(new Uint8Array(count));

function base64(bytes) {
  let text = "";
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** How many bytes a text in base64 holds; undefined when it is none. */
function length(text) {
  try {
    return typeof text === "string" ? atob(text).length : undefined;
  } catch {
    return undefined;
  }
}
