// A small programme with two files in it, a receiver of it, and a road before the receiver on which what goes to `/api/` can be
// slowed down, cut, answered by somebody else. It counts the bytes that passed.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as ask } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program, startReceiver } from "./receiver.mjs";

const ID = "short";
const file = (id, fr, en) => ({ id, kind: "attachment", label: { fr, en }, types: ["application/pdf", "image/png"], max_bytes: 8_000_000 });

/** Starts the receiver; the form stands at `/short/fr/` and `/short/en/`, its files asked with the need. */
export async function startWithFiles(attributes = 'upload="/api/uploads"') {
  const folder = mkdtempSync(join(tmpdir(), "parcours-upload-"));
  const parcours = (...words) => execFileSync(program, words, { cwd: folder, encoding: "utf8" });
  parcours("new", ID);
  const source = join(folder, "schemas/forms", ID, "form.json");
  const form = JSON.parse(readFileSync(source, "utf8"));
  form.sections.find(({ id }) => id === "request").questions.push(file("letter", "Lettre", "Letter"), file("photo", "Photo", "Picture"));
  writeFileSync(source, JSON.stringify(form));
  for (const language of ["fr", "en"]) {
    const place = join(folder, "pages", ID, language);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, "form.json"), parcours("bundle", source, "--lang", language));
    writeFileSync(join(place, "index.html"), page(language, attributes));
  }
  const receiver = await startReceiver(["--static", join(folder, "pages")], join(folder, "schemas"));
  return {
    receiver,
    form,
    async stop() {
      await receiver.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const page = (language, attributes) => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Files</title>
<script type="module" src="/parcours/parcours.js"></script></head>
<body><main><h1>Files</h1><parcours-form src="/${ID}/{lang}/form.json" action="/api/submissions" ${attributes} lang="${language}"></parcours-form></main></body></html>`;

/**
 * A road to `behind`. `plan({ method, path, headers, count })` says what happens to a request to `/api/`: nothing for it to pass, or
 * `{ wait }` milliseconds before, `{ cut }` after so many of its bytes, `{ lost: true }` when its answer never comes, `{ status,
 * headers, body }` in the receiver's place. Each is kept in `requests`, with the bytes that passed.
 */
export async function startRoad(behind, state = {}) {
  const requests = [];
  const { hostname, port } = new URL(behind);
  const server = createServer(async (asked, answer) => {
    for (const end of [asked, answer]) end.on("error", () => {});
    const { method, headers, url: path } = asked;
    const seen = { method, path, headers, bytes: 0 };
    const step = path.startsWith("/api/") || path === "/elsewhere" ? (requests.push(seen), state.plan?.({ ...seen, count: requests.length }) ?? {}) : {};
    if (step.cut === 0) return asked.socket.destroy();
    if (step.wait) await new Promise((done) => setTimeout(done, step.wait));
    if (step.status) {
      for await (const part of asked) seen.bytes += part.length;
      return answer.writeHead((seen.status = step.status), { "content-type": "text/html", ...step.headers }).end(step.body ?? "");
    }
    const onward = ask({ hostname, port, path, method, headers: { ...headers, host: `${hostname}:${port}` } }, (reply) => {
      seen.status = reply.statusCode;
      if (step.lost) return reply.resume().on("end", () => answer.destroy());
      answer.writeHead(reply.statusCode, reply.headers);
      reply.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    answer.on("close", () => answer.writableFinished || onward.destroy());
    try {
      for await (const part of asked) {
        const left = step.cut === undefined ? part.length : step.cut - seen.bytes;
        seen.bytes += Math.min(left, part.length);
        onward.write(part.subarray(0, left));
        if (part.length < left || step.cut === undefined) continue;
        // The receiver gets what had passed before it hears of the end.
        return setTimeout(() => (onward.destroy(), answer.destroy()), 50);
      }
    } catch {
      return onward.destroy();
    }
    onward.end();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    requests,
    state,
    /** Those of one method to the files' address. */
    of: (method) => requests.filter((one) => one.method === method && one.path.startsWith("/api/uploads")),
    stop: () => new Promise((done) => (server.close(done), server.closeAllConnections())),
  };
}

/** A PDF of so many bytes, unlike any other. */
export function pdf(bytes, mark = "") {
  const content = Buffer.alloc(bytes);
  for (let place = 0; place < bytes; place += 4) content.writeUInt32LE((place * 2_654_435_761) >>> 0, Math.min(place, bytes - 4));
  content.write(`%PDF-1.4\n${mark}`);
  return content;
}
