// Two people change the same dossier at the same time, each in a browser of their own: what differs is put together, only true
// conflicts are asked about, in words, with who and when; nothing of either is lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NARROW } from "../harness/browser.mjs";
import { leave, stage } from "./stage.mjs";

const { visit: come, live, reach } = stage();
// A browser notes on its console each answer that the receiver refuses, such as a save that comes second.
const visit = (role, options) => come(role, { ...options, expectMessages: true });
const OPTIONS = { timeout: 120_000 };
const told = async (id) => (await (await reach(id, "adviser")).read()).answers.psi;

async function saved(visitor) {
  const title = await visitor.heading();
  await visitor.press(visitor.say.go);
  await visitor.settled(title);
}

test("each changes other answers: both are kept, and nobody is asked anything", OPTIONS, async () => {
  const id = await live("welcomed");
  const [person, adviser] = [await visit("person", { id, viewport: NARROW }), await visit("adviser", { id })];
  await person.open("portrait");
  await adviser.open("portrait");
  await person.answer("portrait", { portrait: { strengths: "Aime cuisiner." } });
  await adviser.answer("portrait", { portrait: { limits: "Se fatigue vite." } });
  await saved(person);
  await saved(adviser);
  assert.deepEqual((await told(id)).portrait, { strengths: "Aime cuisiner.", limits: "Se fatigue vite." });

  // Rows too: a need from each.
  const need = (description) => ({ domain: "work", description, whose: "person", priority: "now" });
  await person.reload();
  await adviser.reload();
  await person.open("needs");
  await adviser.open("needs");
  await person.answer("needs", { needs: [need("Trouver un travail")] });
  await adviser.answer("needs", { needs: [need("Garder son travail")] });
  await saved(person);
  await saved(adviser);
  assert.deepEqual((await told(id)).needs.map((row) => row.description).sort(), ["Garder son travail", "Trouver un travail"]);
  await leave(person, adviser);
});

test("both change the same answers: the second is asked which stays, and chooses one of each", OPTIONS, async () => {
  const id = await live("welcomed");
  const [person, adviser] = [await visit("person", { id }), await visit("adviser", { id, viewport: NARROW })];
  await person.open("portrait");
  await adviser.open("portrait");
  await person.answer("portrait", { portrait: { strengths: "Aime cuisiner.", habits: "Se lève tôt.", limits: "Se fatigue vite." } });
  await adviser.answer("portrait", { portrait: { strengths: "Aime la musique.", habits: "Se couche tard.", environment: "Vit avec ses parents." } });
  await saved(person);
  await adviser.press(adviser.say.go);
  await adviser.whenHeading(["Quelle réponse garder?"]);
  const group = (name) => adviser.root.getByRole("radiogroup", { name }).or(adviser.root.getByRole("group", { name })).first();
  assert.equal(await adviser.root.getByRole("radio").count(), 4, "two questions, and no other");
  await group("Forces et intérêts").getByRole("radio", { name: /Camille Roy.*Aime cuisiner\./ }).waitFor();
  await adviser.judge("83-conflict");
  await adviser.press("Garder ces réponses");
  await adviser.summary();
  await adviser.judge("84-conflict-unanswered");

  await adviser.hands.choose(group("Forces et intérêts").getByRole("radio", { name: /^La vôtre/ }));
  await adviser.hands.choose(group("Habitudes de vie").getByRole("radio", { name: /Camille Roy/ }));
  await adviser.press("Garder ces réponses");
  await adviser.settled("Quelle réponse garder?");
  assert.deepEqual((await told(id)).portrait, { strengths: "Aime la musique.", habits: "Se lève tôt.", limits: "Se fatigue vite.", environment: "Vit avec ses parents." });
  // What was not kept stays in the history.
  const { history } = await (await reach(id, "adviser")).read();
  assert.ok(JSON.stringify(history).includes("Aime cuisiner."));
  await leave(adviser, person);
});

test("the dossier moves on while somebody types: they are told, and what they typed stays before their eyes", OPTIONS, async () => {
  const id = await live("welcomed", { more: [{ by: "adviser", give: ["/psi/interview_at", "/psi/interview_mode"] }, { by: "adviser", with: "person", give: ["/psi/portrait", "/psi/needs", "/psi/life_project"] }] });
  const person = await visit("person", { id, language: "en", viewport: NARROW });
  await person.open("needs");
  await person.answer("needs", { needs: [{}, { description: "Find another job" }] });
  const adviser = await reach(id, "adviser");
  assert.ok((await adviser.give({ transition: { id: "identify_needs" } })).ok);
  await person.press(person.say.go);
  await person.root.getByText("The case file changed in the meantime", { exact: false }).waitFor();
  await person.root.getByText("What you entered is still here.").waitFor();
  assert.ok((await person.root.getByRole("textbox").evaluateAll((all) => all.map((one) => one.value))).includes("Find another job"));
  await person.judge("85-moved-on");
  await leave(person);
});
