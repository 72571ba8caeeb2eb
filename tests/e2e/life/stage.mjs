// What the tests of this folder stand on: one receiver, one browser, and what a state is called.

import assert from "node:assert/strict";
import { visitAs, workflow } from "../harness/dossier.mjs";
import { live, reach, read } from "../harness/lives.mjs";
import { stage as startAround } from "../harness/stage.mjs";

/** Answers of a whole plan, to be changed at will. */
export const plan = () => structuredClone(read("forms/service-plan/cases/plan.json").given);

/** Sets the stage for a file. */
export function stage() {
  let receiver, browser;
  startAround((ready) => {
    ({ receiver, browser } = ready);
  });
  return {
    /** Somebody comes, on a dossier or on a new one. */
    visit: (role, options) => visitAs(browser, receiver, role, options),
    /** A dossier that has lived a case; its id. */
    live: (name, options) => live(receiver.origin, name, options),
    /** The dossier as a role's portal reaches it. */
    reach: (id, role) => reach(receiver.origin, id, role),
  };
}

/** The state that stands on somebody's page. */
export async function assertState(visitor, state) {
  assert.equal(await visitor.state(), workflow.states.find((one) => one.id === state).title[visitor.language]);
}

/** They leave; nothing was asked of anyone else, nothing complained of. */
export async function leave(...visitors) {
  for (const visitor of visitors) {
    visitor.assertQuiet();
    await visitor.close();
  }
}
