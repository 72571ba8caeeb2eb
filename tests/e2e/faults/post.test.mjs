// P-08 on a bad road: `post` itself, in the browser, five hundred times, each with faults of its own, drawn from a seed.
// The receiver is the real one. Whatever happens: no loss, no double, no false success, one key for all tries.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { open, startBrowser } from "../harness/browser.mjs";
import { startFaulty } from "../harness/faulty.mjs";
import { KINDS } from "./kinds.mjs";
import { reference } from "./person.mjs";
import { SEED, dice, numbers, schedule } from "./schedule.mjs";
import { envelope, kept, startShort } from "./stage.mjs";

const COUNT = 500;
/** How much faster the page's clock runs: pauses are 20 and 80 ms, a reply is waited for 600 ms. */
const SPEED = 50;
const PATIENCE = 30_000 / SPEED;
/** As many as a browser has connections to one host. */
const LANES = 6;

const source = (file) => readFileSync(new URL(file, import.meta.url), "utf8");
const files = {
  "/faults/": ["text/html", '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Faults</title>'],
  "/faults/sending.js": ["text/javascript", source("../../../www/sending.js")],
  "/faults/person.mjs": ["text/javascript", source("person.mjs")],
};

let stage, road, browser;
const lives = new Map();
/** After so many requests the receiver is killed, then started again: three times in a run. */
const kills = [1, 2, 3].map((turn) => Math.floor((COUNT / 4) * turn * (1 + dice(SEED, -turn).next() / 2)));
let started = Promise.resolve();

function plan({ id }) {
  if (kills.includes(road.requests.length)) started = started.then(stage.receiver.kill).then(stage.receiver.start);
  const life = lives.get(id);
  return life?.faults[life.turn++] ?? { kind: "pass" };
}

before(async () => {
  stage = await startShort();
  road = await startFaulty(stage.receiver.origin, { plan, files });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await road?.stop();
  await stage?.stop();
});

test(`P-08: ${COUNT} requests on a bad road, PARCOURS_SEED=${SEED}`, { timeout: 600_000 }, async (context) => {
  const asked = numbers(COUNT).map((number) => {
    const sent = envelope(stage.form, SEED, number);
    const life = { ...schedule(number, PATIENCE), turn: 0, sent };
    // Blanks after it make a request large, and change nothing of it.
    const body = JSON.stringify(sent) + (life.padded ? " ".repeat(200_000) : "");
    lives.set(sent.id, life);
    return { id: sent.id, language: sent.language, body, leaves: life.leaves };
  });

  const { page, close } = await open(browser, `${road.origin}/faults/`, { expectMessages: true });
  const begun = Date.now();
  const ends = await page.evaluate(
    async ({ asked, lanes, speed }) => {
      const [{ post }, { insist, clock }] = await Promise.all([import("/faults/sending.js"), import("/faults/person.mjs")]);
      clock(speed);
      const queue = [...asked];
      const ends = {};
      const lane = async () => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const end = (ends[next.id] = await insist(post, next, "/api/submissions"));
          // Never received: the others would not be either.
          if (!end.received && !end.gone) queue.length = 0;
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      return ends;
    },
    { asked, lanes: LANES, speed: SPEED },
  );
  await close();
  await started;
  await road.quiet();
  const now = kept(stage.receiver);
  const tries = grouped(road.requests);
  const replies = grouped(road.replies);

  const total = { received: 0, left: 0, sends: 0 };
  const lived = asked.filter(({ id }) => ends[id]);
  for (const { id, body } of lived) {
    const { faults, number, sent } = lives.get(id);
    const { told, gone, strays } = ends[id];
    const where = `PARCOURS_SEED=${SEED}:${number} (${faults.map(({ kind, after }) => kind + (after ? " after" : "")).join(", ")})`;
    const given = told.map(reference).filter(Boolean);
    const { rows, dossiers } = now.of(id);
    total.sends += told.length;

    // One key, one content, for all tries.
    for (const one of tries.get(id) ?? []) {
      assert.equal(one.key, id, `another key: ${where}`);
      assert.ok(one.body === body && one.method === "POST" && one.type === "application/json", `another request: ${where}`);
    }

    // No double.
    assert.ok(rows.length <= 1, `${rows.length} rows: ${where}`);
    assert.ok(dossiers.every(({ events, places }) => events === 1 && places === 1), `its dossier opened once: ${where}`);
    const references = new Set((replies.get(id) ?? []).map((reply) => reply.reference).filter(Boolean));
    assert.ok(references.size <= 1, `one reference, not ${[...references]}: ${where}`);

    // No loss: it gets there, as it was written, as soon as the road lets it.
    if (gone) total.left += 1;
    else assert.equal(given.length, 1, `never received: ${where}: ${JSON.stringify(told)}`);
    for (const row of rows) assert.deepEqual(JSON.parse(row.envelope).answers, sent.answers, where);

    // No false success: the reference shown is the one kept.
    if (given.length > 0) {
      total.received += 1;
      assert.deepEqual(rows.map((row) => row.reference), given, `a reference that nobody keeps: ${where}`);
      assert.equal(dossiers.length, 1, `somebody finds it at their desk: ${where}`);
    }

    assert.equal(strays, 0, `sent after the person left: ${where}`);
  }
  assert.equal(lived.length, asked.length);
  assert.equal(now.rows.length, new Set(now.rows.map((row) => row.reference)).size, "no reference is given twice");
  assert.ok(now.rows.every((row) => lives.has(row.id)), "nothing is kept that nobody sent");
  assert.deepEqual(road.astray, [], "nothing follows a redirect");

  const happened = grouped(road.requests, ({ kind }) => kind);
  context.diagnostic(`${road.requests.length} requests, ${total.sends} times sent, ${total.received} received, ${total.left} left, ${Date.now() - begun} ms`);
  if (asked.length < COUNT) return;
  assert.deepEqual(Object.keys(KINDS).filter((kind) => !happened.has(kind)), [], "each fault happened");
  assert.ok(total.received > COUNT * 0.8 && total.left > 0 && road.requests.length > COUNT * 2, "the road was bad");
});

function grouped(list, by = ({ id }) => id) {
  const groups = new Map();
  for (const one of list) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return groups;
}
