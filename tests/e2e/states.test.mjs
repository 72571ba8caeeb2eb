// Every state of the page, in both languages, wide and narrow: accessible, not wider than the window, photographed.
// On the way, each section is left empty first: the summary must name each question that is required, and only those.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./harness/axe.mjs";
import { assertFocus, assertNoSidewaysScroll, open, whenReady } from "./harness/browser.mjs";
import { mouse } from "./harness/hands.mjs";
import { answerAt, missing, path, putAt, sectionShown, words } from "./harness/oracle.mjs";
import { definition } from "./harness/receiver.mjs";
import { ANSWERS, PAGE, plain, referral } from "./harness/referral.mjs";
import { screenshot } from "./harness/screenshot.mjs";
import { stage } from "./harness/stage.mjs";
import { VIEWS } from "./harness/views.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

const starts = { fr: "/referral/", en: "/en/referral/" };
const FORBIDDEN = {
  fr: /\b([Ii]nvalide|[Ee]rreur survenue|[Ss]vp|[Vv]euillez|[Oo]ups|[Ii]nterdit|undefined|NaN)\b/,
  en: /\b([Ii]nvalid|[Ff]orbidden|[Pp]lease|[Ss]orry|[Oo]ops|undefined|NaN)\b/,
};

for (const [language, viewport] of VIEWS) {
  test(`A-01 A-04 A-11 A-17 C-03: every state, ${language}, ${viewport.width} px [cli-60508: empty, errors, filled, review, confirmation]`, { timeout: 300_000 }, async () => {
    const visit = await open(browser, `${receiver.origin}${starts[language]}`, { language, viewport });
    const { page } = visit;
    const root = await whenReady(page);
    const person = referral({ page, root, form, language, hands: mouse(page) });
    const said = PAGE[language];

    const judge = async (state) => {
      await assertAccessible(page, `${state} ${language} ${viewport.width}`);
      await assertNoSidewaysScroll(page, `${state} ${language}`);
      await screenshot(page, state, language);
    };

    const known = {};
    for (const section of form.sections) {
      if (!sectionShown(form, section, known)) continue;
      await person.heading(words(section.title, language));
      const number = String(form.sections.indexOf(section) + 1).padStart(2, "0");
      await judge(`${number}-${section.id}-empty`);
      const expected = missing(form, section, known, language);
      if (expected.length > 0) {
        await person.button(said.next).click();
        await assertSummary(page, root, expected, language, section);
        await judge(`${number}-${section.id}-errors`);
      }
      await person.section(section, ANSWERS);
      for (const question of section.questions) {
        const value = answerAt(plain(ANSWERS), path(section, question));
        if (value !== undefined) putAt(known, path(section, question), value);
      }
      await judge(`${number}-${section.id}-filled`);
      await person.button(said.next).click();
    }
    await person.heading(said.review);
    await judge("20-review");
    await person.send();
    await person.reference();
    await judge("21-confirmation");
    visit.assertQuiet();
    await visit.close();
  });
}

/** The summary: focused, one entry for each question that is required, each leading to its question. */
async function assertSummary(page, root, expected, language, section) {
  const summary = root.locator("#summary");
  await summary.waitFor();
  await assertFocus(page, "summary", `${section.id}: the summary has the focus`);
  const entries = (await summary.getByRole("listitem").allInnerTexts()).map((text) => text.trim());
  assert.deepEqual(
    entries.map((entry, index) => (expected[index] === null ? null : entry)),
    expected,
    `${section.id}: one entry for each question, in the order of the page`,
  );
  const title = await summary.getByRole("heading").innerText();
  const count = language === "fr" ? `Il y a ${entries.length} erreur` : `There ${entries.length === 1 ? "is" : "are"} ${entries.length} error`;
  assert.ok(title.startsWith(count), `${title} starts with ${count}`);
  const text = await root.evaluate((element) => element.shadowRoot.querySelector("form, main, div")?.innerText ?? "");
  assert.doesNotMatch(text, FORBIDDEN[language], "words an error never says (C-03)");

  await summary.getByRole("link").first().click();
  const landed = await page.evaluate(async () => {
    // The form moves the focus once it has drawn.
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)));
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const described = (active.getAttribute("aria-describedby") ?? active.closest("fieldset")?.getAttribute("aria-describedby") ?? "").split(" ");
    const said = described.map((id) => active.getRootNode().getElementById(id)?.textContent ?? "").join(" ");
    const box = active.getBoundingClientRect();
    return { tag: active.tagName, said, invalid: active.getAttribute("aria-invalid"), seen: box.top > -1 && box.bottom < innerHeight + 1, where: `${active.id} from ${box.top} to ${box.bottom} of ${innerHeight}` };
  });
  assert.match(landed.tag, /^(INPUT|SELECT|TEXTAREA|BUTTON|FIELDSET)$/, `${section.id}: the entry leads to a control, not to ${landed.tag}`);
  assert.ok(landed.said.includes(entries[0]), `${section.id}: the control is described by the same words: ${landed.said}`);
  assert.ok(landed.seen, `${section.id}: the control is in view: ${landed.where}`);
}
