// A file of request `number`, unlike any other. It runs in the browser and in the tests.

/** A PDF, by its first bytes, of so many. */
export function pdf(number, size) {
  const content = new Uint8Array(size);
  let seed = number + 1;
  for (let place = 0; place < size; place += 1) content[place] = (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16;
  content.set(new TextEncoder().encode("%PDF-1.4\n"));
  return content;
}

export function base64(content) {
  let text = "";
  for (let at = 0; at < content.length; at += 8192) text += String.fromCharCode(...content.subarray(at, at + 8192));
  return btoa(text);
}

/** An element as upload.js sees one: its attribute, its answers, a place to show how far it is. */
export function element(envelope, fetch) {
  const host = document.createElement("div");
  const form = Object.assign(document.createElement("div"), { className: "parcours", lang: envelope.language });
  host.attachShadow({ mode: "open" }).append(form);
  host.setAttribute("upload", "/api/uploads");
  document.body.append(host);
  return Object.assign(host, { answers: envelope.answers, allowedOrigins: [], fetch });
}
