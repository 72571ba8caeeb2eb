// the words of CLI-60508 and of a service plan, page by page, in both languages.

import { test } from "node:test";
import { open, whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { sectionShown, words } from "../harness/oracle.mjs";
import { definition } from "../harness/receiver.mjs";
import { ANSWERS, PAGE, plain, referral } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";
import { assertAbbreviations, assertLanguages } from "./checks/words.mjs";
import { lookDeep } from "./deep.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

for (const [language, place] of [["fr", "/referral/"], ["en", "/en/referral/"]]) {
  test(`A-21 A-22: CLI-60508 says its language and spells its abbreviations out, ${language} [cli-60508]`, { timeout: 120_000 }, async () => {
    const visit = await open(browser, `${receiver.origin}${place}`, { language });
    const root = await whenReady(visit.page);
    await lookDeep(visit.page);
    const person = referral({ page: visit.page, root, form, language, hands: mouse(visit.page) });
    for (const section of form.sections) {
      if (!sectionShown(form, section, plain(ANSWERS))) continue;
      await person.heading(words(section.title, language));
      await assertAbbreviations(visit.page, section.id);
      await assertLanguages(visit.page, section.id, language);
      await person.section(section, ANSWERS);
      await assertAbbreviations(visit.page, section.id);
      await person.button(PAGE[language].next).click();
    }
    await visit.close();
  });
}
