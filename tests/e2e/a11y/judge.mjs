// Every check of a state of the page, one after the other, gathered: one run tells all that is wrong there.

import assert from "node:assert/strict";
import { assertAccessible } from "../harness/axe.mjs";
import { assertNothingOverlaps, assertRoom, assertStill, assertTargets } from "./checks/boxes.mjs";
import { assertSecondJudge, assertValidHtml } from "./checks/engines.mjs";
import { assertWalk } from "./checks/focus.mjs";
import { assertAutocomplete, assertDescriptions, assertGroups, assertLabels, assertNothingHidden, assertRequired } from "./checks/names.mjs";
import { lookDeep } from "./deep.mjs";

/** All that is wrong, in words. `errors` says whether something is in error on the page: true, false, or not known. `without` names checks that do not fit this page. */
export async function judge(page, where, { errors, without = [] } = {}) {
  await lookDeep(page);
  const faults = [];
  const look = async (check) => {
    try {
      await check();
    } catch (fault) {
      if (!(fault instanceof assert.AssertionError)) throw fault;
      const [rule] = fault.message.split("\n");
      faults.push(...[fault.actual].flat().map((one) => `${rule}: ${typeof one === "string" ? one : JSON.stringify(one)}`));
    }
  };
  for (const check of [assertLabels, assertGroups, assertRequired, assertAutocomplete, assertNothingHidden, assertTargets, assertNothingOverlaps, assertRoom, assertStill, assertValidHtml, assertSecondJudge, assertAccessible]) {
    if (without.includes(check)) continue;
    await look(() => check(page, where));
  }
  await look(() => assertDescriptions(page, where, { errors }));
  await look(() => assertWalk(page, where));
  return faults;
}
