// Somebody before a dossier, in a browser of their own. What they fill is named by its id in the definition and found on the
// page by its accessible name, in either language: nothing here knows how the page is built.

import assert from "node:assert/strict";
import { assertAccessible } from "./axe.mjs";
import { WIDE, assertNoSidewaysScroll, open } from "./browser.mjs";
import { keyboard, mouse } from "./hands.mjs";
import { literal } from "./literal.mjs";
import { read } from "./lives.mjs";
import { definition } from "./receiver.mjs";
import { screenshot } from "./screenshot.mjs";

export const workflow = read("workflows/service-plan/workflow.json");

const SAY = {
  fr: { place: "/service-plan/", who: "Qui êtes-vous dans cette démonstration?", go: "Enregistrer et continuer", read: "Continuer", back: "Retour au dossier", state: "État", helping: "Qui aidez-vous?", help: "Vous aidez", agrees: "La personne est d’accord pour que j’inscrive ses réponses", name: "Votre nom, comme signature", reason: "Raison", sign: "Signer", yes: "Oui", no: "Non", unknown: "Je ne sais pas", day: "Jour", month: "Mois", year: "Année" },
  en: { place: "/en/service-plan/", who: "Who are you in this demonstration?", go: "Save and continue", read: "Continue", back: "Back to the case file", state: "State", helping: "Who are you helping?", help: "You are helping", agrees: "The person agrees that I enter their answers", name: "Your name, as a signature", reason: "Reason", sign: "Sign", yes: "Yes", no: "No", unknown: "I don’t know", day: "Day", month: "Month", year: "Year" },
};

const PROBLEMS = /erreurs? à corriger|errors? to fix/;
const OPTIONAL = { fr: "facultatif", en: "optional" };

/** The exact name of a question or of a section, which has a number or none, and may say that it is optional. */
export const named = (name, language = "fr") => new RegExp(`^([\\d.]+\\s)?${literal(name)}( \\(${OPTIONAL[language]}\\))?$`);

/**
 * Opens the demonstration as a role: on dossier `id`, or on a new one. `keys` leaves them a keyboard only, `today` another
 * day, `more` is given to the browser's context.
 */
export async function visitAs(browser, receiver, role, { id, language: first = "fr", keys = false, viewport = WIDE, today, ...more } = {}) {
  let language = first;
  let say = SAY[language];
  const form = await definition(receiver.origin, "service-plan");
  const prepare = (page) => today && page.clock.setFixedTime(new Date(today));
  const visit = await open(browser, `${receiver.origin}${say.place}${id ? `#${id}` : ""}`, { viewport, language, prepare, ...more });
  const { page } = visit;
  const root = page.locator("parcours-dossier");
  const hands = keys ? keyboard(page) : mouse(page);
  const words = (text) => (typeof text === "string" ? text : text[language]);
  const heading = root.locator("#heading");
  const button = (name) => root.getByRole("button", { name, exact: true });
  const link = (name) => root.getByRole("link", { name: named(name) });

  await page.locator("[data-visitor]:visible").waitFor();
  await whole();
  if (role !== "person") {
    const title = words(workflow.roles.find((one) => one.id === role).title);
    await root.evaluate((element) => (element.before = true));
    await hands.select(page.getByLabel(say.who), title);
    await page.waitForFunction(() => document.querySelector("parcours-dossier:not([hidden])")?.before !== true);
    await whole();
  }

  /** The overview is on the page. */
  async function whole() {
    await root.getByRole("term").filter({ hasText: say.state }).first().waitFor();
  }

  const self = {
    ...visit,
    root,
    hands,
    get say() {
      return say;
    },
    get language() {
      return language;
    },
    id: () => new URL(page.url()).hash.slice(1),
    heading: () => heading.innerText(),
    text: () => root.locator("[part=dossier]").innerText(),
    link,
    button,

    async state() {
      await self.overview();
      return root.getByRole("definition").first().getByRole("paragraph").first().innerText();
    },

    async overview() {
      if ((await link(say.back).count()) > 0) await hands.press(link(say.back));
      await whole();
    },

    /** Changes the language on the page, as a visitor does. */
    async speak(tag) {
      await hands.press(page.getByRole("banner").getByRole("link", { name: { fr: "Français", en: "English" }[tag], exact: true }));
      [language, say] = [tag, SAY[tag]];
      for (let wait = 0; wait < 100 && (await root.locator("[part=dossier]").getAttribute("lang")) !== `${tag}-CA`; wait += 1) await page.waitForTimeout(20);
    },

    /** From the overview to the page of a move. */
    async openMove(transition) {
      const { label } = workflow.transitions.find((one) => one.id === transition);
      await self.overview();
      await hands.press(link(words(label)));
      await self.whenHeading([words(label)]);
    },

    /** What the list says of a section. */
    async statusOf(section) {
      await self.overview();
      const row = root.getByRole("listitem").filter({ has: page.getByRole("link", { name: named(titleOf(section)) }) }).last();
      return (await row.locator(".task-status").innerText()).trim();
    },

    /** Another day, or after others did something. */
    async reload({ today } = {}) {
      if (today) await page.clock.setFixedTime(new Date(today));
      await page.reload();
      await whole();
    },

    /** From the overview to a section; an adviser says whom they help, and that they agree. */
    async open(section, { helping = "person" } = {}) {
      const title = titleOf(section);
      if ((await heading.innerText()) !== title) {
        await self.overview();
        await hands.press(link(title));
      }
      await self.whenHeading([title, say.helping]);
      if ((await heading.innerText()) !== say.helping) return;
      await hands.choose(root.getByRole("radio", { name: words(workflow.roles.find((one) => one.id === helping).title) }));
      await hands.tick(root.getByRole("checkbox", { name: say.agrees }));
      await hands.press(button(say.read));
      await self.whenHeading([title]);
    },

    /** Fills a section with answers kept as the form keeps them, and saves it: it must be taken. */
    async fill(section, answers = {}, options = {}) {
      await self.open(section, options);
      const title = await heading.innerText();
      await self.answer(section, answers);
      const save = button(say.go).or(button(say.read));
      await hands.press(save);
      await self.settled(title);
    },

    async answer(section, answers) {
      const { questions } = form.sections.find((one) => one.id === section);
      await answerAll(questions, answers, root);
    },

    /** A section was taken: another page came, without an error. */
    async settled(title) {
      for (let wait = 0; wait < 100; wait += 1) {
        const summary = await root.getByRole("group", { name: PROBLEMS }).allInnerTexts();
        assert.deepEqual(summary, [], `« ${title} » was not accepted`);
        if ((await heading.count()) > 0 && (await heading.innerText()) !== title) return;
        await page.waitForTimeout(50);
      }
      assert.fail(`« ${title} » stays on the page: ${await self.text()}`);
    },

    /** Moves the dossier, or signs for it to move. */
    async move(transition, typed) {
      await self.fillMove(transition, typed);
      await whole();
    },

    async fillMove(transition, { reason, name } = {}) {
      const { label } = workflow.transitions.find((one) => one.id === transition);
      await self.openMove(transition);
      if (reason) await hands.type(root.getByRole("textbox", { name: named(say.reason, language) }), reason);
      if (name) await hands.type(root.getByRole("textbox", { name: say.name }), name);
      await hands.press(button(words(label)).or(button(say.sign)));
    },

    /** A move that will be refused: the page stays, and says why. */
    async tryMove(transition, typed) {
      await self.fillMove(transition, typed);
      await self.summary();
    },

    press: (name) => hands.press(button(name)),

    /** What the page says is missing or wrong. */
    async summary() {
      const summary = root.getByRole("group", { name: PROBLEMS });
      await summary.waitFor();
      return summary.innerText();
    },

    async whenHeading(titles) {
      for (let wait = 0; wait < 100; wait += 1) {
        if ((await heading.count()) > 0 && titles.includes(await heading.innerText())) return;
        await page.waitForTimeout(50);
      }
      assert.fail(`neither of ${titles.join(", ")} but « ${await heading.innerText()} »`);
    },

    /** The state of the page, judged and pictured. */
    async judge(picture) {
      await assertAccessible(page, `${picture} ${language}`);
      await assertNoSidewaysScroll(page, `${picture} ${language}`);
      await screenshot(page, picture, language);
    },
  };
  return self;

  function titleOf(section) {
    return words(form.sections.find((one) => one.id === section).title);
  }

  async function answerAll(questions, answers, scope) {
    for (const question of questions) {
      if (answers?.[question.id] !== undefined) await answerOne(question, answers[question.id], scope);
    }
  }

  async function answerOne(question, value, scope) {
    const name = named(words(question.label), language);
    const inside = () => scope.getByRole("group", { name }).or(scope.getByRole("radiogroup", { name })).first();
    switch (question.kind) {
      case "group":
      case "address":
        return question.repeat ? rows(question, value, inside()) : answerAll(question.questions, value, inside());
      case "date": {
        const [year, month, day] = value.split("-");
        for (const [part, text] of [[say.day, day], [say.month, month], [say.year, year]]) {
          await hands.type(inside().getByRole("textbox", { name: part, exact: true }), String(Number(text)));
        }
        return undefined;
      }
      case "choice":
        return pick(scope, name, labelOf(question, value));
      case "choices":
        for (const one of value) await check(inside().getByRole("checkbox", { name: labelOf(question, one), exact: true }));
        return undefined;
      case "tri":
        return pick(scope, name, say[value]);
      case "yes_no": {
        const box = scope.getByRole("checkbox", { name });
        if ((await box.count()) > 0) return value ? check(box) : undefined;
        return pick(scope, name, value ? say.yes : say.no);
      }
      case "attestation":
        return check(inside().getByRole("checkbox").or(scope.getByRole("checkbox", { name })).first());
      case "reference": {
        // Rows are offered by their number and first words: « Besoin 2 : Trouver un travail ».
        for (const row of [value].flat()) {
          const text = new RegExp(literal(row));
          const list = scope.getByRole("combobox", { name });
          if ((await list.count()) > 0) {
            const labels = await list.evaluate((select) => [...select.options].map((option) => option.label.trim()));
            await hands.select(list, labels.find((label) => text.test(label)));
          } else if ((await inside().getByRole("radio", { name: text }).count()) > 0) await hands.choose(inside().getByRole("radio", { name: text }));
          else await check(inside().getByRole("checkbox", { name: text }));
        }
        return undefined;
      }
      case "computed":
      case "note":
        return undefined;
      default:
        return hands.type(scope.getByRole("textbox", { name }).or(scope.getByRole("combobox", { name })).first(), String(value));
    }
  }

  async function rows(question, values, group) {
    for (const [index, value] of values.entries()) {
      const title = words(question.repeat.item).replace("{n}", index + 1);
      const row = group.getByRole("group", { name: new RegExp(`^${title}\\b`) }).first();
      if ((await row.count()) === 0) await hands.press(group.getByRole("button", { name: words(question.repeat.add), exact: true }));
      await answerAll(question.questions, value, row);
    }
  }

  function labelOf(question, value) {
    const options = question.options ?? form.lists[question.list].options;
    return words(options.find((option) => option.value === value).label);
  }

  async function pick(scope, name, label) {
    const list = scope.getByRole("combobox", { name });
    if ((await list.count()) > 0) return hands.select(list, label);
    return hands.choose(scope.getByRole("radiogroup", { name }).or(scope.getByRole("group", { name })).first().getByRole("radio", { name: label, exact: true }));
  }

  async function check(box) {
    if (!(await box.isChecked())) await hands.tick(box);
  }
}
