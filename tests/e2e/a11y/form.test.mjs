// Every state of CLI-60508 by every check a machine can make, in both languages, on a narrow and a wide window; and what a
// screen reader is told there, as it was read and kept (transcripts/).

import assert from "node:assert/strict";
import { test } from "node:test";
import { NARROW, WIDE, open, whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { missing, sectionShown, words } from "../harness/oracle.mjs";
import { definition } from "../harness/receiver.mjs";
import { ANSWERS, PAGE, plain, referral } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";
import { judge, proved } from "./judge.mjs";
import { assertKept, spoken } from "./spoken.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

const starts = { fr: "/referral/", en: "/en/referral/" };

for (const [language, viewport] of [["fr", NARROW], ["en", WIDE]]) {
  test(`${proved(viewport)} C-07: every page, ${language}, ${viewport.width} px [cli-60508: empty, errors, review, confirmation]`, { timeout: 600_000 }, async () => {
    const visit = await open(browser, `${receiver.origin}${starts[language]}`, { language, viewport });
    const { page } = visit;
    const root = await whenReady(page);
    const person = referral({ page, root, form, language, hands: mouse(page) });
    const said = PAGE[language];
    const answers = plain(ANSWERS);
    const wrong = [];
    const heard = [];
    const look = async (state, options) => {
      wrong.push(...(await judge(page, `${state} ${language}`, options)));
      heard.push([state, await spoken(page, language)]);
    };
    for (const section of form.sections) {
      if (!sectionShown(form, section, answers)) continue;
      await person.heading(words(section.title, language));
      await look(`${section.id}, empty`, { errors: false, fresh: true });
      if (missing(form, section, {}, language).length > 0) {
        await person.button(said.next).click();
        await root.locator("#summary").waitFor();
        await look(`${section.id}, errors`, { errors: true });
      }
      await person.section(section, ANSWERS);
      await person.button(said.next).click();
    }
    await person.heading(said.review);
    await look("review", { errors: false });
    await person.send();
    await person.reference();
    await look("confirmation", { errors: false });
    assert.equal(wrong.join("\n"), "");
    assertKept(`cli-60508.${language}`, heard);
    await visit.close();
  });
}
