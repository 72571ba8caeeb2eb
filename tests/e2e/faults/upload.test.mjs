// P-08 on a bad road, with a file sent ahead in pieces: `post`, `encoding.js` and `upload.js` in the browser, the real receiver, and
// for each of the requests faults of its own, drawn from a seed. Whatever happens to the form or to any piece of its file: it
// arrives once, whole, and nothing else is kept with it.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { open, startBrowser } from "../harness/browser.mjs";
import { startFaulty } from "../harness/faulty.mjs";
import { startWithFiles } from "../harness/upload_stage.mjs";
import { pdf } from "./file.mjs";
import { KINDS } from "./kinds.mjs";
import { reference } from "./person.mjs";
import { SEED, dice, numbers, schedule } from "./schedule.mjs";
import { envelope, kept } from "./stage.mjs";

const COUNT = 120;
/** How much faster the page's clock runs. */
const SPEED = 50;
/** What upload.js waits for a piece. */
const PATIENCE = 60_000 / SPEED;
const LANES = 4;

const source = (file) => readFileSync(new URL(file, import.meta.url), "utf8");
const script = (file) => ["text/javascript", source(file)];
const files = {
  "/faults/": ["text/html", '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Faults</title>'],
  "/faults/sending.js": script("../../../www/sending.js"),
  "/faults/encoding.js": script("../../../www/encoding.js"),
  "/faults/upload.js": script("../../../www/upload.js"),
  "/faults/person.mjs": script("person.mjs"),
  "/faults/file.mjs": script("file.mjs"),
};

let stage, road, browser;
const lives = new Map();
const plan = ({ id }) => {
  const life = lives.get(id);
  return life?.faults[life.turn++] ?? { kind: "pass" };
};

before(async () => {
  stage = await startWithFiles();
  road = await startFaulty(stage.receiver.origin, { plan, files });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await road?.stop();
  await stage?.stop();
});

test(`P-08: ${COUNT} files on a bad road, PARCOURS_SEED=${SEED}`, { timeout: 900_000 }, async (context) => {
  const asked = numbers(COUNT).map((number) => {
    const sent = envelope(stage.form, SEED, number);
    const { below } = dice(SEED, -1 - number);
    const size = 50_000 + below(1_000_000);
    const sha256 = createHash("sha256").update(pdf(number, size)).digest("hex");
    const file = { name: `rapport ${number}.pdf`, type: "application/pdf", size, sha256 };
    sent.answers.request.letter = file;
    sent.attachments = [{ ...file, at: "/request/letter" }];
    const life = { ...schedule(number, PATIENCE), turn: 0, sent, size, sha256 };
    // More requests than a form alone makes, and more to go wrong with.
    life.faults = [...life.faults, ...schedule(number + COUNT, PATIENCE).faults];
    lives.set(sent.id, life);
    return { number, size, sent, leaves: life.leaves };
  });

  const { page, close } = await open(browser, `${road.origin}/faults/`, { expectMessages: true });
  const begun = Date.now();
  const ends = await page.evaluate(
    async ({ asked, lanes, speed }) => {
      const modules = ["sending.js", "encoding.js", "person.mjs", "file.mjs"].map((file) => import(`/faults/${file}`));
      const [{ post }, { default: encode }, { insist, clock }, { pdf, base64, element }] = await Promise.all(modules);
      clock(speed);
      const queue = [...asked];
      const ends = {};
      const lane = async () => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const { sent, number, size, leaves } = next;
          sent.attachments[0].content = base64(pdf(number, size));
          const request = { id: sent.id, language: sent.language, body: JSON.stringify(sent), leaves };
          let host;
          let progress = 0;
          const through = (asks) => {
            host = element(sent, asks);
            host.addEventListener("parcours-progress", ({ detail }) => (progress = Math.max(progress, detail.sent)));
            return (request) => encode(host, request);
          };
          const end = await insist(post, request, "/api/submissions", 400, { headers: { "X-Life": sent.id }, through, left: () => host.remove() });
          ends[sent.id] = { ...end, progress, bars: host.shadowRoot.querySelectorAll(".upload").length };
          host.remove();
          if (!end.received && !end.gone) queue.length = 0;
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      return ends;
    },
    { asked, lanes: LANES, speed: SPEED },
  );
  await close();
  await road.quiet();
  const now = kept(stage.receiver);
  const stored = stage.receiver.query("select submission_id as id, length(content) as size, sha256, hex(substr(content, 1, 64)) as start, hex(substr(content, -64)) as ending from attachments");
  const total = { received: 0, left: 0, ahead: 0 };

  for (const { sent, number, size } of asked.filter(({ sent }) => ends[sent.id])) {
    const { faults, sha256 } = lives.get(sent.id);
    const { told, gone, strays, progress, bars } = ends[sent.id];
    const where = `PARCOURS_SEED=${SEED}:${number} (${faults.map(({ kind, after }) => kind + (after ? " after" : "")).join(", ")})`;
    const mine = road.requests.filter(({ id }) => id === sent.id);
    const forms = mine.filter(({ path }) => path === "/api/submissions");
    const pieces = mine.filter(({ path }) => path !== "/api/submissions");

    // One key for the form, none for its files, and no name in an address.
    assert.ok(forms.every(({ key, method }) => key === sent.id && method === "POST"), `another key: ${where}`);
    assert.ok(pieces.every(({ key, path }) => key === undefined && /^\/api\/uploads(\/[0-9a-f]{32})?$/.test(path)), `an address: ${where}`);

    // Once, whole, and with the reference that was shown.
    const { rows, dossiers } = now.of(sent.id);
    const attached = stored.filter(({ id }) => id === sent.id);
    const given = told.map(reference).filter(Boolean);
    assert.ok(rows.length <= 1 && dossiers.length <= 1 && attached.length === rows.length, `${rows.length} rows, ${attached.length} files: ${where}`);
    if (gone) total.left += 1;
    else assert.equal(given.length, 1, `never received: ${where}: ${JSON.stringify(told)}`);
    if (given.length > 0) assert.deepEqual(rows.map((row) => row.reference), given, `a reference that nobody keeps: ${where}`);
    const content = Buffer.from(pdf(number, size));
    const hex = (part) => part.toString("hex").toUpperCase();
    const whole = { id: sent.id, size, sha256, start: hex(content.subarray(0, 64)), ending: hex(content.subarray(-64)) };
    for (const one of attached) assert.deepEqual(one, whole, where);

    total.received += given.length;
    const ahead = forms.some(({ body }) => body.includes('"upload":"'));
    total.ahead += ahead ? 1 : 0;
    assert.ok(progress <= size && (!ahead || progress === size), `${progress} of ${size} told: ${where}`);
    assert.equal(bars, 0, `a bar stays: ${where}`);
    assert.equal(strays, 0, `sent after the person left: ${where}`);
  }
  assert.equal(Object.keys(ends).length, asked.length);
  assert.deepEqual(road.astray, [], "nothing follows a redirect");
  const files = asked.reduce((sum, { size }) => sum + size, 0);
  const bytes = road.requests.reduce((sum, { bytes }) => sum + bytes, 0);
  context.diagnostic(`${road.requests.length} requests, ${total.received} received, ${total.ahead} with files ahead, ${total.left} left, ${(bytes / files).toFixed(2)} times the files' bytes, ${Date.now() - begun} ms`);
  if (asked.length < COUNT) return;
  const happened = new Set(road.requests.map(({ kind }) => kind));
  assert.deepEqual(Object.keys(KINDS).filter((kind) => !happened.has(kind)), [], "each fault happened");
  assert.ok(total.received > COUNT * 0.8 && total.ahead > COUNT / 2 && total.left > 0, "the road was bad, and files went ahead");
});
