// what stands on the screen at each step of a plan, for whoever acts there, in both languages, wide and narrow.
// The page is not loaded again between them: the language is changed on it, as a visitor would.

import { test } from "node:test";
import { leave, stage } from "./stage.mjs";
import { VIEWS } from "../harness/views.mjs";

const { visit, live } = stage();

/** Lived so far, by whom it is looked at, and what they open: the overview first. */
const STEPS = [
  ["welcomed", "adviser", ["life_project"]],
  ["coordinator", "coordinator", ["participants", "meetings"]],
  ["drafted", "person", ["acceptance", "signatures", "objectives", "accept"]],
  ["executed", "provider", ["services"]],
  ["reviewed", "coordinator", ["objectives", "review", "renew"]],
];

for (const [name, role, pages] of STEPS) {
  test(`a dossier ${name}, as the ${role} has it`, { timeout: 180_000 }, async () => {
    const visitor = await visit(role, { id: await live(name) });
    await everyWay(visitor, `90-${name}-${role}`);
    for (const page of pages) {
      if (page === "accept" || page === "renew") await visitor.openMove(page);
      else await visitor.open(page);
      await everyWay(visitor, `90-${name}-${role}-${page}`);
    }
    await leave(visitor);
  });
}

async function everyWay(visitor, picture) {
  const { language: own } = visitor;
  for (const [language, viewport] of VIEWS) {
    await visitor.page.setViewportSize(viewport);
    if (visitor.language !== language) await visitor.speak(language);
    await visitor.judge(picture);
  }
  if (visitor.language !== own) await visitor.speak(own);
}
