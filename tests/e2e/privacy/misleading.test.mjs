// What a person types may be meant to mislead whoever reads it: characters that turn a text around, hide part of it, or make
// a file seem another. None is left in what is shown again, sent or exported; what is a mark of somebody's language stays.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { options, words } from "../harness/oracle.mjs";
import { definition } from "../harness/receiver.mjs";
import { ANSWERS, PAGE, referral } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

/** Controls, direction marks, zero-width characters, tags, annotations. */
const HIDDEN = ["\u0000", "\u0007", "\u001b", "\u007f", "\u009b", "\u00ad", "\u061c", "\u180e", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2060", "\u2066", "\u2067", "\u2068", "\u2069", "\u206f", "\ufeff", "\ufffb", "\u{e0041}"];
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;

const laced = (text) => [...text].map((letter, index) => letter + HIDDEN[index % HIDDEN.length]).join("");

for (const language of ["fr", "en"]) {
  test(`T-11: nothing that hides or turns text is shown again, sent or read at the desk, ${language}`, { timeout: 240_000 }, async () => {
    const visit = await open(browser, `${receiver.origin}${language === "fr" ? "/referral/" : "/en/referral/"}`, { language });
    const { page, seen } = visit;
    const root = await whenReady(page);
    const person = referral({ page, root, form, language, hands: mouse(page) });
    const plain = {
      referrer: { last_name: "Lafontaine Nguyễn", organisation: "CLSC de Beauharnois, rez-de-chaussée" },
      person: { first_name: "Édouard", name_used: "Ana-María O’Neil" },
      situation: { description: "Rupture récente, dort peu, ne mange presque plus. gnp.exe" },
      expectations: "Être rappelé cette semaine par لينا",
    };
    const answers = structuredClone(ANSWERS);
    for (const [key, value] of Object.entries(plain)) {
      if (typeof value === "string") answers[key] = { typed: laced(value), kept: value };
      else for (const [inner, text] of Object.entries(value)) answers[key][inner] = { typed: laced(text), kept: text };
    }
    const group = form.sections.flatMap(({ questions }) => questions ?? []).find(({ id }) => id === "attachments");
    const [kind, file] = ["kind", "file"].map((id) => group.questions.find((question) => question.id === id));
    const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
    await person.fill(answers, async ({ id }) => {
      if (id !== "attachments") return;
      await person.button(words(group.repeat.add, language)).click();
      const row = root.getByRole("group", { name: "Document 1", exact: true });
      await person.answer(row, kind, options(form, kind)[0].value);
      await person.answer(row, file, { name: "rapport\u202efdp.exe\u200b.pdf", mimeType: "application/pdf", buffer: pdf });
      await row.getByText(/rapport.*pdf/).first().waitFor();
    });
    // Only what was typed in fields may still hold them; the review has no field.
    const review = await root.evaluate(({ shadowRoot }) => shadowRoot.textContent);
    assert.doesNotMatch(review, INVISIBLE, "on the review page");
    for (const text of ["Lafontaine Nguyễn", "Ana-María O’Neil", "gnp.exe", "لينا"]) assert.ok(review.includes(text), `${text} is read whole`);
    assert.ok(review.includes("rapportfdp.exe.pdf"), "the file's own name, in the order of its letters");
    await person.send();
    const reference = await person.reference();
    const [{ body }] = seen.requests.filter(({ method }) => method === "POST");
    assert.doesNotMatch(JSON.stringify(JSON.parse(body).answers), INVISIBLE, "in the body");
    const sent = JSON.parse(body).answers;
    assert.equal(sent.referrer.last_name, plain.referrer.last_name);
    assert.equal(sent.situation.description, plain.situation.description);
    const stored = receiver.rows().find((row) => row.reference === reference);
    assert.doesNotMatch(stored.envelope, INVISIBLE, "as stored");
    await visit.close();

    const desk = await open(browser, `${receiver.origin}/desk/`, {});
    await desk.page.getByLabel("Votre nom").fill("Accueil");
    await desk.page.getByRole("button", { name: "Se connecter" }).click();
    await desk.page.getByRole("button", { name: reference }).click();
    await desk.page.getByRole("heading", { name: `Demande ${reference}` }).waitFor();
    const read = await desk.page.locator("#desk-answers").innerText();
    assert.doesNotMatch(read, INVISIBLE, "at the desk");
    assert.ok(read.includes(plain.referrer.last_name) && read.includes("gnp.exe"));
    await desk.close();
  });
}

test("T-11: an answer sent without the page is cleaned by the receiver as well, and too long a one is refused", { timeout: 120_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/referral/`);
  const { page, seen } = visit;
  const root = await whenReady(page);
  const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
  await person.fill(ANSWERS);
  await person.send();
  await person.reference();
  const envelope = JSON.parse(seen.requests.find(({ method }) => method === "POST").body);
  await visit.close();
  const post = async (answers, id) => {
    const answer = await fetch(`${receiver.origin}/api/referrals`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": id },
      body: JSON.stringify({ ...envelope, id, answers }),
    });
    return { status: answer.status, reply: await answer.json() };
  };
  const laced_ = structuredClone(envelope.answers);
  laced_.person.first_name = laced("Édouard");
  laced_.expectations = laced("Être rappelé");
  const first = "0192b8a0-0000-7000-8000-0000000000a1";
  const { status, reply } = await post(laced_, first);
  // Either it keeps the normal form, or it says what is wrong: never the text as it came.
  if (status === 201) assert.doesNotMatch(receiver.rows().find(({ id }) => id === first).envelope, INVISIBLE);
  else assert.equal(status, 422, JSON.stringify(reply));
  const long = structuredClone(envelope.answers);
  long.expectations = "é".repeat(20_001);
  const refused = await post(long, "0192b8a0-0000-7000-8000-0000000000a2");
  assert.equal(refused.status, 422);
  assert.ok(refused.reply.errors.some(({ pointer }) => pointer.includes("expectations")), JSON.stringify(refused.reply).slice(0, 300));
});
