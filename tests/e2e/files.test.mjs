// Files joined to a request: refused with a reason, taken off, and stored byte for byte.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { assertAccessible } from "./harness/axe.mjs";
import { open, whenReady } from "./harness/browser.mjs";
import { keyboard, mouse } from "./harness/hands.mjs";
import { options, words } from "./harness/oracle.mjs";
import { definition } from "./harness/receiver.mjs";
import { ANSWERS, PAGE, referral } from "./harness/referral.mjs";
import { screenshot } from "./harness/screenshot.mjs";
import { stage } from "./harness/stage.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

const starts = { fr: "/referral/", en: "/en/referral/" };
const REMOVE = { fr: /^Retirer le fichier/, en: /^Remove the file/ };

const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
const image = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const FILES = {
  report: { name: "rapport <b>été.pdf", mimeType: "application/pdf", buffer: pdf },
  photo: { name: "photo.png", mimeType: "image/png", buffer: image },
  text: { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("notes") },
  empty: { name: "vide.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(0) },
  large: { name: "gros.pdf", mimeType: "application/pdf", buffer: Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)]) },
};
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

for (const [language, makeHands] of [["fr", mouse], ["en", keyboard]]) {
  test(`files are refused with a reason, taken off, and stored byte for byte, ${language}`, { timeout: 240_000 }, async () => {
    const visit = await open(browser, `${receiver.origin}${starts[language]}`, { language });
    const { page } = visit;
    const root = await whenReady(page);
    const hands = makeHands(page);
    const person = referral({ page, root, form, language, hands });
    const section = form.sections.find(({ id }) => id === "attachments");
    const group = section.questions.find(({ id }) => id === "attachments");
    const [kind, file] = ["kind", "file"].map((id) => group.questions.find((question) => question.id === id));
    const [{ value: report }] = options(form, kind);
    await person.fill(ANSWERS, async ({ id }) => {
      if (id !== section.id) return;
      const add = () => hands.press(person.button(words(group.repeat.add, language)));
      const row = (n) => root.getByRole("group", { name: `Document ${n}`, exact: true });
      await add();
      await person.answer(row(1), kind, report);
      for (const wrong of ["text", "empty", "large"]) {
        await person.answer(row(1), file, FILES[wrong]);
        await hands.press(person.button(PAGE[language].next));
        await root.getByRole("alert").or(root.locator("[part=summary]")).first().waitFor();
        const said = await root.evaluate(({ shadowRoot }) => shadowRoot.querySelector(".summary").textContent);
        assert.ok(said.length > 30, `${wrong}: the page says why (${said})`);
      }
      await assertAccessible(page, `a file refused ${language}`);
      await screenshot(page, "25-file-refused", language);
      await person.answer(row(1), file, FILES.photo);
      await hands.press(row(1).getByRole("button", { name: REMOVE[language] }));
      await person.answer(row(1), file, FILES.report);
      await row(1).getByText(FILES.report.name).first().waitFor();
      await add();
      await person.answer(row(2), kind, report);
      await person.answer(row(2), file, FILES.photo);
      await row(2).getByText(FILES.photo.name).first().waitFor();
    });
    const review = await root.evaluate(({ shadowRoot }) => shadowRoot.textContent);
    assert.ok(review.includes(FILES.report.name) && review.includes(FILES.photo.name), "the review names both");
    await person.send();
    const reference = await person.reference();
    const stored = receiver.query(
      `select name, type, size, a.sha256, hex(content) as content from attachments a join submissions s on s.id = submission_id
       where reference = '${reference}' order by position`,
    );
    assert.deepEqual(
      stored.map((one) => ({ ...one, content: Buffer.from(one.content, "hex").toString("base64") })),
      [FILES.report, FILES.photo].map(({ name, mimeType, buffer }) => ({
        name, type: mimeType, size: buffer.length, sha256: sha256(buffer), content: buffer.toString("base64"),
      })),
    );
    visit.assertQuiet();
    await visit.close();
  });
}
