// How drafts are closed and read, what did not come back, and what they say: without a browser.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const load = (name) => import(`data:text/javascript,${encodeURIComponent(readFileSync(new URL(`../../../www/draft/${name}.js`, import.meta.url), "utf8"))}`);
const { ROUNDS, close, deviceKey, open, phraseKey, read } = await load("sealing");
const { leaves, leftOut, named, withLabels } = await load("left_out");
const { SHORTEST, WORDS, said } = await load("words");

const FORM = { id: "cli-60508", version: "1.2.0" };
const TIMES = { started: 1_795_000_000_000, saved: 1_795_000_500_000, expires: 1_795_604_800_000 };
const CANARY = "Zanzibar-draft-5521";
const PHRASE = "Quatre mots bien choisis";
const closed = async (key) => close(CANARY, FORM, TIMES, key);
const reopened = async (envelope, phrase = PHRASE) => open(envelope, (await phraseKey(phrase, envelope.salt, envelope.rounds)).key);

test("P-05: a draft says nothing from outside, opens with its phrase however accents are composed, and with no other", async () => {
  const made = await phraseKey("Étoile filante d’été");
  const envelope = await closed(made);
  const text = JSON.stringify(envelope);
  assert.ok(!text.includes(CANARY) && !text.includes("filante"));
  assert.ok(ROUNDS >= 600_000 && envelope.rounds === ROUNDS);
  const back = read(text, FORM);
  assert.equal(await reopened(back, "Étoile filante d’été".normalize("NFD")), CANARY);
  await assert.rejects(reopened(back, "Etoile filante d’été"), { code: "locked" });
  assert.equal(made.key.extractable, false);
});

test("P-05: salt and nonce are new each time, and so is a device's key, which no script can read", async () => {
  const first = await closed(await deviceKey());
  const made = await deviceKey();
  const [second, third] = [await closed(made), await closed(made)];
  assert.equal(new Set([first.salt, second.salt]).size, 2);
  assert.equal(new Set([first.nonce, second.nonce, third.nonce]).size, 3);
  assert.notEqual(second.content, third.content);
  assert.equal(made.key.extractable, false);
  assert.equal(await open(second, made.key), CANARY);
  await assert.rejects(open(first, made.key), { code: "locked" });
  await assert.rejects(crypto.subtle.exportKey("raw", made.key));
});

test("P-05 T-12: whatever is changed, byte by byte, the draft does not open, as with another phrase", { timeout: 120_000 }, async () => {
  const made = await deviceKey();
  const envelope = await closed(made);
  const refused = async (changed, what) => {
    let code;
    try {
      await open(read(changed, FORM), made.key);
    } catch (error) {
      code = error.code;
    }
    return assert.ok(["locked", "not-kept", "later", "other-form"].includes(code), `${what}: ${code}`);
  };
  for (const name of ["salt", "nonce", "content"]) {
    const whole = Buffer.from(envelope[name], "base64");
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = Buffer.from(whole);
      bytes[at] ^= 1 << at % 8;
      await assert.rejects(open(read({ ...envelope, [name]: bytes.toString("base64") }, FORM), made.key), { code: "locked" }, `${name}, byte ${at}`);
    }
    for (const short of [whole.subarray(1), whole.subarray(0, -1), Buffer.concat([whole, Buffer.from([0])])]) await refused({ ...envelope, [name]: short.toString("base64") }, `${name} of another length`);
  }
  // What stands in clear is bound to it: a draft lives no longer, and is no other form's or version's.
  for (const changes of [{ form_version: "1.3.0" }, { started: 1 }, { saved: TIMES.saved + 1 }, { expires: TIMES.expires + 1 }, { expires: null }]) {
    await assert.rejects(open(read({ ...envelope, ...changes }, FORM), made.key), { code: "locked" }, JSON.stringify(changes));
  }
  await assert.rejects(open(read({ ...envelope, form: "guide" }, { id: "guide" }), made.key), { code: "locked" });
  // The test itself can fail: as it was, it opens.
  assert.equal(await open(read(envelope, FORM), made.key), CANARY);
});

test("T-12: another file, another form, a later version are told apart", async () => {
  const envelope = await closed(await phraseKey(PHRASE));
  const code = (given, form = FORM) => {
    try {
      read(given, form);
    } catch (error) {
      return error.code;
    }
    return "read";
  };
  assert.equal(code(JSON.stringify(envelope)), "read");
  for (const text of ["", "{", "[]", "null", "7", "{}", "%PDF-1.7", '{"parcours":"parcours-dossier","version":1}', JSON.stringify(envelope).slice(0, -9)]) assert.equal(code(text), "not-kept", text);
  const wrong = [{ rounds: 12 }, { rounds: 599_999 }, { rounds: 600_000_000 }, { rounds: "600000" }, { key: "none" }, { key: "device" }, { cipher: "AES-128-CBC" }, { salt: "AAAA" }, { nonce: "" }, { nonce: 7 }, { content: "?" }, { content: "AAAA" }, { saved: "now" }, { expires: "later" }, { version: 0 }, { form: 7 }];
  for (const changes of wrong) assert.equal(code({ ...envelope, ...changes }), "not-kept", JSON.stringify(changes));
  assert.equal(code({ ...envelope, version: 2 }), "later");
  assert.equal(code(envelope, { id: "guide", version: "1.0.0" }), "other-form");
  assert.equal(code(envelope, { id: FORM.id, version: "9.0.0" }), "read", "another version of the same form");
});

test("T-12: what did not come back is named by its question", () => {
  const labels = { "/person/phone": "Téléphone", "/person/phones/0": "Autres numéros", "/person/phones/1/number": "Numéro", "/end/address": "Adresse", "/why": "Pourquoi" };
  const typed = { person: { phone: "1", phones: [{ number: "2" }, { number: "3" }] }, why: "", end: { address: { street: "4" }, many: ["a", "b"], none: [] }, gone: { odd: true } };
  assert.deepEqual([...leaves(typed).keys()], ["/person/phone", "/person/phones/0/number", "/person/phones/1/number", "/end/address/street", "/end/many", "/gone/odd"]);
  const kept = JSON.stringify(typed);
  assert.deepEqual(leftOut(kept, kept), []);
  const now = JSON.stringify({ person: { phone: "9", phones: [{ number: "2" }] }, end: { many: ["a"] } });
  const left = leftOut(kept, now);
  assert.deepEqual(left, ["/person/phone", "/person/phones/1/number", "/end/address/street", "/end/many", "/gone/odd"]);
  assert.deepEqual(named(left, labels), ["Téléphone", "Numéro", "Adresse", "many", "odd"]);
  const content = JSON.parse(withLabels(kept, labels));
  assert.deepEqual(content, { typed: kept, labels: { "/person/phone": "Téléphone", "/person/phones/0": "Autres numéros", "/person/phones/1/number": "Numéro", "/end/address": "Adresse" } });
});

test("C-04: both languages say the same things, with the same places, in their own typography [components]", () => {
  const places = (text) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
  assert.deepEqual(Object.keys(WORDS.fr), Object.keys(WORDS.en));
  for (const [key, fr] of Object.entries(WORDS.fr)) {
    const en = WORDS.en[key];
    assert.deepEqual(places(fr), places(en), key);
    for (const text of [fr, en]) {
      assert.ok(!/'|!|"/.test(text), text);
      assert.ok(!/\b(invalide|svp|oups|interdit|invalid|forbidden|please|sorry|oops)\b/i.test(text), text);
      for (const sentence of text.split(/[.?:] ?/)) assert.ok(sentence.split(/\s/).length <= 20, sentence);
    }
    assert.ok(!/[^\u00a0]:/.test(fr) && !/\s[;!?]/.test(fr), fr);
    assert.ok(!/\s:/.test(en), en);
  }
  const first = new Date(2026, 10, 1, 13, 30).getTime();
  assert.equal(said(WORDS.fr.resume_text, "fr", { date: first }), "Une demande commencée le 1er\u00a0novembre\u00a02026 est enregistrée sur cet appareil.");
  assert.equal(said(WORDS.fr.saved, "fr", { date: first, time: first }), "Enregistré sur cet appareil le 1er\u00a0novembre\u00a02026 à 13\u00a0h\u00a030.");
  assert.equal(said(WORDS.en.saved, "en", { date: first, time: first }), "Saved on this device on November\u00a01,\u00a02026 at 1:30\u00a0p.m.");
  assert.equal(SHORTEST, 12);
});
