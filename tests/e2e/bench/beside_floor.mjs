// The kit beside plain HTML, inside the project alone: a form of thirty-one questions, drawn by the module, standing in the
// page before it, and written by hand. In the same run and in turn; what counts is one against the other. Called by
// `cargo xtask bench floor`.

import assert from "node:assert/strict";
import { join } from "node:path";
import { startBrowser } from "../harness/browser.mjs";
import { program, site } from "../harness/receiver.mjs";
import { layOut } from "./contender.mjs";
import { layOutFloor } from "./floor.mjs";
import { serve } from "./served.mjs";
import { errorsDue, thirtyOne } from "./thirty_one.mjs";
import { arrive, median, use } from "./visit.mjs";

const ROUNDS = Number(process.env.PARCOURS_BENCH_ROUNDS ?? 7);
/** On a slow network, a form that stands in its page may be seen so many times later than plain HTML. */
const MOST = 1.2;
const FLOOR = "plain-html";

const [out] = process.argv.slice(2);
if (!out) throw new Error("beside_floor.mjs needs the folder to lay the pages out in");

const form = thirtyOne();
const contenders = { [FLOOR]: layOutFloor(form, join(out, FLOOR)), ...layOut([form], { site, program, out }) };
const server = await serve(contenders);
const samples = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
try {
  for (let round = 0; round < ROUNDS; round += 1) await measure();
} finally {
  await server.stop();
}
report();

async function measure() {
  const browser = await startBrowser();
  try {
    for (const name of Object.keys(contenders)) {
      const url = `${server.origin}/${name}/${form.id}/index.html`;
      const asked = { first: form.firstField, weight: server.weight };
      const quick = await arrive(browser, url, { ...asked, slow: false });
      const slow = await arrive(browser, url, { ...asked, slow: true });
      const used = await use(browser, url, { invalid: form.invalidInputs, due: errorsDue(form) });
      samples[name].push({ bytes: quick.bytes, visible: quick.visible, interactive: quick.interactive, slowVisible: slow.visible, slowInteractive: slow.interactive, ...used });
    }
  } finally {
    await browser.close();
  }
}

function report() {
  const measures = {
    bytes: "bytes asked for, brotli",
    visible: "first field seen",
    interactive: "first key kept",
    slowVisible: "first field seen, slow network",
    slowInteractive: "first key kept, slow network",
    key: "key to paint",
    toggle: "question that appears",
    submit: "errors of the form",
  };
  const names = Object.keys(contenders);
  console.log(`times what plain HTML takes, median of ${ROUNDS} rounds; in brackets, milliseconds (bytes in the first line)`);
  console.log(["".padEnd(32), ...names.map((name) => name.padStart(26))].join(""));
  for (const [measure, words] of Object.entries(measures)) {
    const cell = (name) => `${ratio(name, measure).toFixed(2)} (${median(samples[name].map((sample) => sample[measure])).toFixed(0)})`;
    console.log([words.padEnd(32), ...names.map((name) => cell(name).padStart(26))].join(""));
  }
  const seen = ratio("parcours-prerendered", "slowVisible");
  assert.ok(seen <= MOST, `on a slow network the first field is seen ${seen.toFixed(2)} times later than plain HTML, at most ${MOST}`);
}

/** The median over the rounds of what one took to what plain HTML took in the same round. */
function ratio(name, measure) {
  return median(samples[name].map((sample, round) => sample[measure] / samples[FLOOR][round][measure]));
}
