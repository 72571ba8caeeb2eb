// Every check of a state of the page, one after the other, gathered: one run tells all that is wrong there.

import assert from "node:assert/strict";
import { assertAccessible } from "../harness/axe.mjs";
import { NARROW, assertNoSidewaysScroll } from "../harness/browser.mjs";
import { assertNothingOverlaps, assertRoom, assertStill, assertTargets } from "./checks/boxes.mjs";
import { assertSecondJudge, assertValidHtml } from "./checks/engines.mjs";
import { assertWalk } from "./checks/focus.mjs";
import { assertAutocomplete, assertDescriptions, assertGroups, assertLabels, assertNothingChosen, assertNothingHidden, assertRequired } from "./checks/names.mjs";
import { assertOutlines } from "./checks/outlines.mjs";
import { lookDeep } from "./deep.mjs";

/** What it proves of a state, as a test is named after it: A-11 only where there is as little room as it asks for. */
export const proved = ({ width }) =>
  `A-01 A-02 A-03 A-04 A-05 A-06 A-08 A-09 A-10${width <= NARROW.width ? " A-11" : ""} A-12 A-13 A-14 A-16 A-23 A-31 A-32 1.4.11`;

/** All that is wrong, in words. `errors` says whether something is in error on the page: true, false, or not known. `fresh` says that nobody has answered it yet. `without` names checks that do not fit this page. */
export async function judge(page, where, { errors, fresh = false, without = [] } = {}) {
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
  for (const check of [assertLabels, assertGroups, assertRequired, assertAutocomplete, assertNothingHidden, assertTargets, assertNothingOverlaps, assertRoom, assertStill, assertValidHtml, assertSecondJudge, assertAccessible, assertNoSidewaysScroll, assertOutlines]) {
    if (without.includes(check)) continue;
    await look(() => check(page, where));
  }
  await look(() => assertDescriptions(page, where, { errors }));
  if (fresh) await look(() => assertNothingChosen(page, where));
  await look(() => assertWalk(page, where));
  return faults;
}
