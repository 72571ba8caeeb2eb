// The programmes beside the referral: the guide that shows which door to knock on, walked as somebody who has never seen it,
// and the requests that are filled in and sent, from the first question to what is stored.

import assert from "node:assert/strict";
import { test } from "node:test";
import { judge, proved } from "./a11y/judge.mjs";
import { assertAccessible } from "./harness/axe.mjs";
import { NARROW, WIDE, assertFocus, assertNoSidewaysScroll, open, whenReady } from "./harness/browser.mjs";
import { keyboard, mouse } from "./harness/hands.mjs";
import { definition } from "./harness/receiver.mjs";
import { PAGE, referral } from "./harness/referral.mjs";
import { request } from "./harness/requests.mjs";
import { screenshot } from "./harness/screenshot.mjs";
import { stage } from "./harness/stage.mjs";
import { VIEWS, inTurn } from "./harness/views.mjs";

let receiver, browser;
stage(async (started) => {
  ({ receiver, browser } = started);
});

const SAID = {
  fr: {
    start: "", next: "Continuer", who: "Pour moi", yes: "Oui", no: "Non", doors: "Les portes qui conviennent", again: "Recommencer",
    needs: ["Idées de suicide, envie de blesser quelqu’un ou crise à la maison", "Besoin d’aide ou de soins à la maison"],
    found: ["Intervention de crise dans le milieu", "Soutien à domicile"], way: "Continuer ici : soutien à domicile", first: "Avant tout", danger: "Appelez le 911 avant de continuer",
    intake: "Accueil, analyse, orientation et référence (AAOR)",
  },
  en: {
    start: "en/", next: "Continue", who: "For me", yes: "Yes", no: "No", doors: "The doors that fit", again: "Start over",
    needs: ["Thoughts of suicide, urge to hurt someone, or a crisis at home", "Need for help or care at home"],
    found: ["Crisis intervention where you are", "Home support"], way: "Continue here: home support", first: "First of all", danger: "Call 911 before you continue",
    intake: "Intake, analysis, orientation and referral (AAOR)",
  },
};

/** The requests of the programmes: the sections whose answers are compared with what was typed. */
const STORED = {
  "home-support": ["sad", "caregiver", "legal", "consent"],
  "housing-first": ["hf", "legal", "consent"],
  "access-restriction": ["object"],
  "access-refusal": ["object"],
  disclosure: ["register"],
};

const titles = (root) => root.locator(".note-title").allInnerTexts();
const dialled = (note) => note.locator("a.phone").evaluateAll((links) => links.map((link) => link.getAttribute("href")));

for (const [language, viewport] of VIEWS) {
  test(`C-01 T-13: the guide shows the doors that fit, ${language}, ${viewport.width} px [guide: filled, confirmation]`, { timeout: 120_000 }, async () => {
    const said = SAID[language];
    const visit = await open(browser, `${receiver.origin}/${said.start}guide/`, { language, viewport });
    const { page, seen } = visit;
    const root = await whenReady(page);
    const hands = viewport === WIDE ? keyboard(page) : mouse(page);
    const next = () => hands.press(root.getByRole("button", { name: said.next, exact: true }));
    const heading = (name) => root.getByRole("heading", { name, exact: true });

    await hands.choose(root.getByRole("radio", { name: said.no, exact: true }));
    await next();
    await hands.choose(root.getByRole("radio", { name: said.who, exact: true }));
    await next();
    for (const need of said.needs) await hands.tick(root.getByRole("checkbox", { name: need }));
    await next();
    await hands.type(root.getByRole("combobox"), "Sainte-Martine");
    await assertAccessible(page, `guide, where, ${language}`);
    await next();

    await heading(said.doors).waitFor();
    await assertFocus(page, "heading", "the doors' heading has the focus");
    assert.deepEqual(await titles(root), said.found, "the most pressing door first");
    const crisis = root.locator(".note").first();
    // Both lines of the border, and nobody's number twice.
    assert.deepEqual(await dialled(crisis), ["tel:911", "tel:+14503714090", "tel:+14506995935", "tel:811", "tel:+18662773553"]);
    assert.deepEqual(await crisis.locator(".because li").count(), 1, "one answer led there");
    const way = page.getByRole("link", { name: said.way });
    assert.equal(await way.count(), 1, "how to continue here, in the language of the page");
    assert.equal(await way.isVisible(), true);
    assert.equal(await root.getByRole("button", { name: PAGE[language].send, exact: true }).count(), 0, "there is nothing to send");
    assert.equal(await root.getByRole("button", { name: said.next, exact: true }).count(), 0, "nor anywhere to go on to");
    await assertAccessible(page, `guide, doors, ${language}`);
    await assertNoSidewaysScroll(page, `guide, doors, ${language}`);
    await screenshot(page, `guide-doors-${viewport.width}`, language);

    // Starting over forgets: whoever answers nothing has a door all the same.
    await hands.press(root.getByRole("button", { name: said.again, exact: true }));
    await heading(said.first).waitFor();
    for (let step = 0; step < 4; step += 1) await next();
    await heading(said.doors).waitFor();
    assert.deepEqual(await titles(root), [said.intake]);
    assert.equal(await root.locator(".because li").count(), 0);
    assert.deepEqual(seen.requests.filter((request) => request.method === "POST"), [], "nothing was sent");
    visit.assertQuiet();
    await visit.close();
  });
}

for (const language of ["fr", "en"]) {
  test(`A-01: in the guide, danger comes before anything else, ${language} [guide: crisis]`, { timeout: 60_000 }, async () => {
    const said = SAID[language];
    const visit = await open(browser, `${receiver.origin}/${said.start}guide/`, { language });
    const root = await whenReady(visit.page);
    const hands = keyboard(visit.page);
    await hands.choose(root.getByRole("radio", { name: said.yes, exact: true }));
    await hands.press(root.getByRole("button", { name: said.next, exact: true }));
    await root.getByRole("heading", { name: said.danger, exact: true }).waitFor();
    assert.equal((await dialled(root))[0], "tel:911");
    await assertAccessible(visit.page, `guide, danger, ${language}`);
    visit.assertQuiet();
    await visit.close();
  });

  // The suite `hard` walks each in both languages, page by page.
  for (const [id, containers] of Object.entries(STORED).filter(inTurn(language))) {
    test(`${proved(language === "fr" ? WIDE : NARROW)}: filled in, sent and stored, ${language} [${id}: review, confirmation]`, { timeout: 240_000 }, async () => {
      const viewport = language === "fr" ? WIDE : NARROW;
      const visit = await open(browser, `${receiver.origin}/${SAID[language].start}${id}/`, { language, viewport });
      const { page } = visit;
      const root = await whenReady(page);
      const form = await definition(receiver.origin, id);
      // What a dossier asks later is on no page of the request.
      form.sections = form.sections.filter((section) => section.id !== "dossier");
      const answers = request(id);
      const hands = language === "fr" ? keyboard(page) : mouse(page);
      const person = referral({ page, root, form, language, hands });
      const before = receiver.rows().length;
      await person.fill(answers, async (section) => {
        if (!((section.in ?? section.id) in answers) && section.id !== "notice") return;
        await assertAccessible(page, `${id}, ${section.id}, ${language}`);
        await assertNoSidewaysScroll(page, `${id}, ${section.id}, ${language}`);
        await screenshot(page, `${id}-${section.id}-${viewport.width}`, language);
      });
      const wrong = await judge(page, `${id}, review, ${language}`, { errors: false });
      await person.send();
      const reference = await person.reference();
      wrong.push(...(await judge(page, `${id}, confirmation, ${language}`, { errors: false })));
      assert.equal(wrong.join("\n"), "");
      const rows = receiver.rows();
      assert.equal(rows.length, before + 1);
      const envelope = JSON.parse(rows.find((row) => row.reference === reference).envelope);
      assert.equal(envelope.form.id, id);
      for (const section of containers) {
        assert.deepEqual(envelope.answers[section], answers[section], `${section} is stored as it was typed`);
      }
      visit.assertQuiet();
      await visit.close();
    });
  }
}
