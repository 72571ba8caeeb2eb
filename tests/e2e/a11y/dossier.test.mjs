// A service plan at each step of its life, by every check a machine can make: what each role has before them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NARROW, WIDE } from "../harness/browser.mjs";
import { stage } from "../life/stage.mjs";
import { judge, proved } from "./judge.mjs";

const { visit, live } = stage();

/** Lived so far, by whom it is looked at, in which language, on what window, and what they open: the overview first. */
const STATES = [
  [null, "person", "fr", NARROW, ["notice", "request"]],
  ["welcomed", "adviser", "en", WIDE, ["life_project"]],
  ["coordinator", "coordinator", "fr", WIDE, ["participants", "meetings"]],
  ["drafted", "person", "en", NARROW, ["acceptance", "signatures", "accept"]],
  ["executed", "provider", "fr", NARROW, ["services"]],
  ["reviewed", "coordinator", "en", WIDE, ["review", "renew"]],
];

for (const [name, role, language, viewport, pages] of STATES) {
  test(`${proved(viewport)}: ${name ?? "just opened"}, as the ${role} has it, ${language}, ${viewport.width} px [dossier service-plan: ${name ?? "opened"}]`, { timeout: 300_000 }, async () => {
    const visitor = await visit(role, { ...(name && { id: await live(name) }), language, viewport });
    const wrong = await judge(visitor.page, "overview", { errors: false });
    for (const page of pages) {
      if (page === "accept" || page === "renew") await visitor.openMove(page);
      else await visitor.open(page);
      wrong.push(...(await judge(visitor.page, page)));
    }
    assert.equal(wrong.join("\n"), "");
    await visitor.close();
  });
}
