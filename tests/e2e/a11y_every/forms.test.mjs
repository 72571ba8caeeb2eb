// Each form, each step, each state it has (empty, errors, filled, review, crisis, confirmation), by every check a machine can
// make, in the language and on the window that the quicker suites leave out. Minutes a form: this is the suite `hard`.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAbbreviations, assertLanguages } from "../a11y/checks/words.mjs";
import { judge, proved } from "../a11y/judge.mjs";
import { assertEitherWay, assertSameNames } from "../a11y/steps.mjs";
import { NARROW, WIDE, open, whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { answerAt, missing, path, putAt, sectionShown, words } from "../harness/oracle.mjs";
import { definition } from "../harness/receiver.mjs";
import { PAGE, plain, referral, steps } from "../harness/referral.mjs";
import { request } from "../harness/requests.mjs";
import { stage } from "../harness/stage.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

const VIEWS = [["fr", WIDE], ["en", NARROW]];
const KEYBOARD = "A-06 A-08 A-09";
const EVERY = ["empty", "errors", "filled", "review", "confirmation"];
/** The forms that are sent, the states each has, and where: the referral has a page of another name. */
const FORMS = {
  "cli-60508": [...EVERY, "crisis"],
  "home-support": [...EVERY, "crisis"],
  "housing-first": [...EVERY, "crisis"],
  "access-refusal": EVERY,
  "access-restriction": EVERY,
  disclosure: EVERY,
};
const pageOf = (form, language) => `${language === "fr" ? "" : "/en"}/${form === "cli-60508" ? "referral" : form}/`;

for (const [id, states] of Object.entries(FORMS)) {
  for (const [language, viewport] of VIEWS) {
    test(`every step of ${id}, ${language}`, { timeout: 1_200_000 }, async (walk) => {
      const visit = await open(browser, `${receiver.origin}${pageOf(id, language)}`, { language, viewport });
      const { page } = visit;
      const root = await whenReady(page);
      const form = await definition(receiver.origin, id);
      // What a dossier asks later is on no page of the request.
      form.sections = form.sections.filter((section) => section.id !== "dossier");
      const person = referral({ page, root, form, language, hands: mouse(page) });
      const answers = request(id);
      if (states.includes("crisis")) answers.notice = { ...answers.notice, danger_now: true };
      const { look, words: read, tell } = judging(page, language);
      const known = {};
      for (const section of form.sections) {
        if (!sectionShown(form, section, plain(answers))) continue;
        await person.heading(words(section.title, language));
        const asks = steps(form).includes(section);
        await look(asks ? "empty" : section.id === "notice" ? "empty" : "crisis", section.id, { errors: false, fresh: true });
        await read(section.id, asks);
        if (missing(form, section, known, language).length > 0) {
          await person.button(PAGE[language].next).click();
          await root.locator("#summary").waitFor();
          await look("errors", section.id, { errors: true });
        }
        await person.section(section, answers);
        for (const question of section.questions) {
          const value = answerAt(plain(answers), path(section, question));
          if (value !== undefined) putAt(known, path(section, question), value);
        }
        if (asks) await look("filled", section.id);
        await person.button(asks ? PAGE[language].next : PAGE[language].resume).click();
      }
      await person.heading(PAGE[language].review);
      await look("review", "", { errors: false });
      await read("review");
      await person.send();
      await person.reference();
      await look("confirmation", "", { errors: false });
      await tell(walk, id, viewport, states);
      visit.assertQuiet();
      await visit.close();
    });
  }
}

for (const [language, viewport] of VIEWS) {
  test(`every step of guide, ${language}`, { timeout: 600_000 }, async (walk) => {
    const visit = await open(browser, `${receiver.origin}${pageOf("guide", language)}`, { language, viewport });
    const { page } = visit;
    const root = await whenReady(page);
    const form = await definition(receiver.origin, "guide");
    const person = referral({ page, root, form, language, hands: mouse(page) });
    const answers = { guide: { danger: true, who: "me", need: ["crisis", "home"], municipality: "Sainte-Martine" } };
    const { look, words: read, tell } = judging(page, language);
    for (const section of form.sections) {
      if (!sectionShown(form, section, answers)) continue;
      await person.heading(words(section.title, language));
      const last = section.id === "doors";
      const asks = steps(form).includes(section);
      await look(last ? "confirmation" : asks ? "empty" : "crisis", section.id, { errors: false, fresh: true });
      await read(section.id, asks);
      if (last) break;
      if (asks) {
        await person.section(section, answers);
        await look("filled", section.id, { errors: false });
      }
      await person.button(asks ? PAGE[language].next : PAGE[language].resume).click();
    }
    await tell(walk, "guide", viewport, ["empty", "filled", "crisis", "confirmation"]);
    visit.assertQuiet();
    await visit.close();
  });
}

/** Gathers what is wrong by what it is about, and which states were looked at; `tell` then says each in a test of its own. */
function judging(page, language) {
  const [looked, called] = [new Set(), {}];
  const wrong = { judged: [], "A-21": [], "A-22": [], "1.3.4": [], "3.2.4": [] };
  const gather = async (rule, check) => {
    try {
      await check();
    } catch (fault) {
      if (!(fault instanceof assert.AssertionError)) throw fault;
      wrong[rule].push(`${fault.message.split("\n")[0]}: ${JSON.stringify(fault.actual)}`);
    }
  };
  return {
    async look(state, section, options) {
      looked.add(state);
      wrong.judged.push(...(await judge(page, `${section} ${state}`, options)));
    },
    async words(section, asks) {
      await gather("A-21", () => assertLanguages(page, section, language));
      await gather("A-22", () => assertAbbreviations(page, section));
      await gather("1.3.4", () => assertEitherWay(page, section));
      if (asks) await gather("3.2.4", () => assertSameNames(page, section, called));
    },
    async tell(walk, form, viewport, states) {
      assert.deepEqual([...looked].sort(), [...states].sort(), "the states its name tells of");
      const where = `every step, ${language}, ${viewport.width} px`;
      // What walking with Tab shows is told apart: it is one check of three requirements.
      const walked = wrong.judged.filter((fault) => fault.startsWith(KEYBOARD));
      const others = wrong.judged.filter((fault) => !walked.includes(fault));
      const most = proved(viewport).replace(`${KEYBOARD} `, "");
      await walk.test(`${most} C-07: ${where} [${form}: ${states.join(", ")}]`, () => assert.equal(others.join("\n"), ""));
      await walk.test(`A-06 A-08 A-09: ${where} [${form}]`, () => assert.equal(walked.join("\n"), ""));
      for (const rule of ["A-21", "A-22", "1.3.4", "3.2.4"]) {
        await walk.test(`${rule}: ${where} [${form}]`, () => assert.equal(wrong[rule].join("\n"), ""));
      }
    },
  };
}
