// Files sent ahead of the form (the attribute `upload`): the real element, the real receiver, and a bad road between them.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { NARROW, assertNoSidewaysScroll, focused, open, startBrowser, whenReady } from "../harness/browser.mjs";
import { screenshot } from "../harness/screenshot.mjs";
import { pdf, startRoad, startWithFiles } from "../harness/upload_stage.mjs";

const WORDS = {
  fr: {
    next: "Continuer", send: "Envoyer la demande", again: "Réessayer", name: "Votre nom", phone: "Votre téléphone", need: "De quoi avez-vous besoin?",
    letter: "Lettre", photo: "Photo", remove: /^Retirer/, bar: /^Fichiers envoyés\s: \d+\s%$/, said: /^Fichiers envoyés\u00a0: \d+\u00a0%$/,
    failed: "Votre demande n’est pas encore envoyée", received: "Demande envoyée",
  },
  en: {
    next: "Continue", send: "Send the request", again: "Try again", name: "Your name", phone: "Your phone", need: "What do you need?",
    letter: "Letter", photo: "Picture", remove: /^Remove/, bar: /^Files sent: \d+%$/, said: /^Files sent: \d+%$/,
    failed: "Your request has not been sent yet", received: "Request sent",
  },
};
/** Bytes of a piece at first: the receiver keeps what came of it, up to there. */
const PIECE = 2 ** 18;

let stage, road, browser;
before(async () => {
  stage = await startWithFiles();
  road = await startRoad(stage.receiver.origin);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await road?.stop();
  await stage?.stop();
});
beforeEach(async () => {
  for (const { id } of uploads()) await fetch(`${stage.receiver.origin}/api/uploads/${id}`, { method: "DELETE", headers: { "tus-resumable": "1.0.0" } });
  road.requests.length = 0;
  road.state.plan = undefined;
});

/** Someone at the review, with those files. */
async function atReview(language, files, { viewport, change } = {}) {
  const visit = await open(browser, `${road.origin}/short/${language}/`, { language, viewport, expectMessages: true });
  const { page } = visit;
  const root = await whenReady(page);
  const words = WORDS[language];
  await root.evaluate((element) => {
    globalThis.told = [];
    for (const name of ["parcours-progress", "parcours-error"]) addEventListener(name, ({ detail }) => globalThis.told.push({ name, ...detail }));
    element.headers = { "X-CSRF-Token": "t-1" };
  });
  if (change) await root.evaluate(change);
  const press = (name) => root.getByRole("button", { name, exact: typeof name === "string" }).first().click();
  const attach = async (question, buffer, name = `rapport « ${question} ».pdf`) => {
    await root.locator("input[type=file]").nth(question === "letter" ? 0 : 1).setInputFiles({ name, mimeType: "application/pdf", buffer });
    await root.getByText(name).first().waitFor();
  };
  await root.getByLabel(words.name).fill("Zoé Tremblay");
  await root.getByLabel(words.phone).fill("450 555-0123");
  await press(words.next);
  await root.getByLabel(words.need).fill("Un répit.");
  for (const [question, buffer] of Object.entries(files)) await attach(question, buffer);
  await press(words.next);
  await root.getByRole("button", { name: words.send, exact: true }).waitFor();
  return {
    ...visit, root, words, press, attach,
    failed: () => root.getByRole("alert").filter({ hasText: words.failed }).waitFor({ timeout: 60_000 }),
    received: () => root.getByRole("heading", { name: words.received }).waitFor({ timeout: 60_000 }),
    told: (name) => page.evaluate((name) => globalThis.told.filter((one) => one.name === name), name),
  };
}

/** The last submission as it is kept, with its files. */
function kept() {
  const [{ id, envelope }] = stage.receiver.query("select id, envelope from submissions order by received_at desc limit 1");
  const pieces = stage.receiver.query(`select length(content) as size from attachments where submission_id = '${id}' order by position`);
  const part = (file, at) => stage.receiver.query(`select hex(substr(content, ${at + 1}, 400000)) as part from attachments where submission_id = '${id}' and position = ${file}`)[0].part;
  const files = pieces.map(({ size }, file) => Buffer.concat(Array.from({ length: Math.ceil(size / 400_000) }, (_, at) => Buffer.from(part(file, at * 400_000), "hex"))));
  return { envelope: JSON.parse(envelope), files };
}
const same = (stored, files, where) => assert.ok(stored.length === files.length && stored.every((one, place) => one.equals(files[place])), where);
const uploads = () => stage.receiver.query("select id, size, received from uploads");
const sum = (requests) => requests.reduce((sum, { bytes }) => sum + bytes, 0);

for (const [language, viewport] of [["fr", NARROW], ["en", undefined]]) {
  test(`A-18: a person sees and hears how far two files are, ${language} [components]`, { timeout: 120_000 }, async () => {
    const files = { letter: pdf(2_000_000, "a"), photo: pdf(1_500_001, "b") };
    const { page, root, words, press, received, told, seen, close } = await atReview(language, files, { viewport });
    // Each piece takes over a second: they do not grow, and it lasts long enough to be said aloud.
    road.state.plan = ({ method }) => (method === "PATCH" ? { wait: 1100 } : undefined);
    await page.evaluate(() => {
      globalThis.spoken = [];
      const { shadowRoot } = document.querySelector("parcours-form");
      new MutationObserver(() => {
        const text = shadowRoot.querySelector(".upload [role=status]")?.textContent;
        if (text && globalThis.spoken.at(-1)?.text !== text) globalThis.spoken.push({ text, at: Date.now() });
      }).observe(shadowRoot, { subtree: true, childList: true, characterData: true });
    });
    await press(words.send);
    const bar = root.getByRole("progressbar", { name: words.bar });
    await bar.waitFor();
    const before = await focused(page);
    await assertAccessible(page, `sending files ${language}`);
    await assertNoSidewaysScroll(page, `sending files ${language}`);
    assert.equal(await root.evaluate(({ shadowRoot }) => shadowRoot.querySelector(".upload").getAttribute("style")), null);
    const box = await bar.boundingBox();
    assert.ok(box.width > 200 && box.height >= 12, JSON.stringify(box));
    await root.getByText(language === "fr" ? /: [2-9]\d\s%/ : /: [2-9]\d%/).first().waitFor();
    await screenshot(page, "26-files-on-their-way", language);
    assert.deepEqual(await focused(page), before, "the focus stays");
    await received();
    assert.equal(await root.evaluate(({ shadowRoot }) => shadowRoot.querySelectorAll(".upload").length), 0, "nothing of it stays");

    const events = await told("parcours-progress");
    const total = 3_500_001;
    assert.ok(events.length > 10 && events.every((one) => one.total === total && one.form.id === "short"), JSON.stringify(events));
    assert.deepEqual([events[0].sent, events.at(-1).sent], [0, total]);
    assert.ok(events.every(({ sent }, place) => place === 0 || sent > events[place - 1].sent), "it only grows");
    const spoken = await page.evaluate(() => globalThis.spoken);
    assert.ok(spoken.length >= 1 && spoken.every(({ text }) => words.said.test(text)), JSON.stringify(spoken));
    assert.ok(spoken.every(({ at }, place) => place === 0 || at - spoken[place - 1].at >= 9_900), "at most every ten seconds");

    const { envelope, files: stored } = kept();
    same(stored, Object.values(files));
    assert.ok(envelope.attachments.every((entry) => !("upload" in entry) && !("content" in entry)));
    assert.deepEqual([road.of("POST").length, sum(road.of("PATCH")), uploads()], [2, total, []]);
    for (const { method, headers, path } of road.requests) {
      assert.ok(!/rapport|letter|photo/.test(path) && headers.referer === undefined, `${method} ${path}`);
      assert.equal(headers["x-csrf-token"], "t-1", `${method} ${path}`);
      if (path.startsWith("/api/uploads")) assert.deepEqual([headers["idempotency-key"], headers["tus-resumable"]], [undefined, "1.0.0"]);
    }
    const meta = Object.fromEntries(road.of("POST")[0].headers["upload-metadata"].split(",").map((pair) => pair.split(" ")));
    assert.equal(Buffer.from(meta.filename, "base64").toString(), "rapport « letter ».pdf");
    assert.deepEqual(seen.violations, []);
    await close();
  });
}

test("P-08: a connection cut in the middle costs what was on its way, and the next try sends only what is missing", { timeout: 120_000 }, async () => {
  const file = pdf(3_000_000, "cut");
  const { words, press, failed, received, close } = await atReview("fr", { letter: file });
  // Cut once, and gone on with by itself; cut again, and nothing passes any more.
  let pieces = 0;
  let down = false;
  road.state.plan = ({ method, path }) => {
    if (!path.startsWith("/api/uploads")) return undefined;
    if (down) return { cut: 0 };
    pieces += method === "PATCH" ? 1 : 0;
    if (method === "PATCH" && pieces === 2) return { cut: 200_000 };
    if (method === "PATCH" && pieces === 5) return (down = true), { cut: 300_000 };
    return undefined;
  };
  await press(words.send);
  await failed();
  const [{ received: there, size, id }, ...others] = uploads();
  assert.deepEqual([size, others.length], [file.length, 0]);
  assert.ok(there > PIECE && there < size, `${there} of ${size}`);
  assert.ok(there > sum(road.of("PATCH").filter(({ status }) => status === 204)), "what had come of a piece that was cut is there");
  assert.ok(road.of("HEAD").length >= 1, "it asked where it was");

  road.requests.length = 0;
  road.state.plan = undefined;
  await press(words.again);
  await received();
  assert.equal(sum(road.of("PATCH")), size - there, "only what was missing");
  assert.deepEqual([road.of("POST").length, road.of("HEAD").length], [0, 1]);
  assert.ok(road.of("PATCH").every(({ path }) => path === `/api/uploads/${id}`));
  same(kept().files, [file]);
  await close();
});

test("P-08: a redirect is not followed, and nothing is lost", { timeout: 120_000 }, async () => {
  const file = pdf(400_000, "redirect");
  const { words, press, failed, received, close } = await atReview("en", { letter: file });
  for (const refused of ["POST", "PATCH"]) {
    road.state.plan = ({ method, path }) => (method === refused && path.startsWith("/api/uploads") ? { status: 307, headers: { location: "/elsewhere" } } : undefined);
    await press(refused === "POST" ? words.send : words.again);
    await failed();
  }
  assert.deepEqual(road.requests.filter(({ path }) => path === "/elsewhere"), []);
  assert.deepEqual(road.requests.filter(({ path }) => path === "/api/submissions"), [], "the form waits for its files");
  road.state.plan = undefined;
  await press(words.again);
  await received();
  same(kept().files, [file]);
  await close();
});

test("a file that was taken away is dropped, and so is everything of somebody who leaves", { timeout: 120_000 }, async () => {
  const files = { letter: pdf(600_000, "stays"), photo: pdf(900_000, "goes") };
  const { page, root, words, press, failed, close } = await atReview("fr", files);
  road.state.plan = ({ path }) => (path === "/api/submissions" ? { status: 500 } : undefined);
  await press(words.send);
  await failed();
  assert.equal(uploads().length, 2);
  // Judged and refused, it is nowhere: before, the server might have had what names them.
  const errors = [{ pointer: "#/request/need", code: "host", detail: "Précisez le besoin." }];
  const judged = { status: 422, headers: { "content-type": "application/problem+json" }, body: JSON.stringify({ title: "…", status: 422, errors }) };
  road.state.plan = ({ path }) => (path === "/api/submissions" ? judged : undefined);
  await press(words.again);
  await root.getByText("Précisez le besoin.").first().waitFor();
  assert.equal(road.requests.filter(({ path }) => path === "/api/submissions").length, 2, "nothing to send again");
  await root.getByRole("link", { name: /^Modifier/ }).last().click();
  await press(words.remove);
  const gone = async (count) => {
    for (let wait = 0; wait < 100 && uploads().length > count; wait += 1) await new Promise((done) => setTimeout(done, 50));
    assert.equal(uploads().length, count);
  };
  await gone(1);
  assert.equal(road.of("DELETE").length, 1);
  assert.equal(road.of("DELETE")[0].headers["x-csrf-token"], "t-1");
  await page.evaluate(() => document.querySelector("parcours-form").remove());
  await gone(0);
  await close();

  // While a piece is on its way.
  const other = await atReview("fr", { letter: pdf(2_000_000, "cancelled") });
  road.state.plan = ({ method }) => (method === "PATCH" ? { wait: 700 } : undefined);
  await other.press(other.words.send);
  await other.root.getByRole("progressbar").waitFor();
  while (road.of("PATCH").length < 2) await new Promise((done) => setTimeout(done, 20));
  assert.equal(uploads().length, 1);
  await other.page.evaluate(() => document.querySelector("parcours-form").remove());
  await gone(0);
  const count = road.requests.length;
  await new Promise((done) => setTimeout(done, 1500));
  assert.equal(road.requests.length, count, "nothing more is sent");
  await other.close();
});

test("a server without tus, or without room, is sent the files in the submission", { timeout: 180_000 }, async () => {
  for (const status of [404, 405, 501, 507, 200]) {
    const file = pdf(300_000, `within ${status}`);
    const { words, press, received, close } = await atReview("en", { letter: file });
    road.state.plan = ({ path }) => (path.startsWith("/api/uploads") ? { status, body: "<h1>Portal</h1>" } : undefined);
    await press(words.send);
    await received();
    same(kept().files, [file], `${status}`);
    assert.equal(road.of("PATCH").length, 0);
    await close();
  }
  // An address that is not allowed is never asked.
  const file = pdf(300_000, "not allowed");
  const { words, press, received, told, close } = await atReview("fr", { letter: file }, { change: (element) => element.setAttribute("upload", "https://elsewhere.example/uploads") });
  road.requests.length = 0;
  road.state.plan = undefined;
  await press(words.send);
  await received();
  assert.deepEqual([(await told("parcours-error")).map(({ code }) => code), road.requests.length], [["upload"], 1]);
  same(kept().files, [file]);
  await close();
});

test("P-08: a submission whose answer was lost is not sent twice, and an upload that the server lost is sent again", { timeout: 120_000 }, async () => {
  const before = stage.receiver.rows().length;
  const file = pdf(500_000, "lost answer");
  const { words, press, received, close } = await atReview("en", { letter: file });
  let lost = 0;
  road.state.plan = ({ path }) => (path === "/api/submissions" && (lost += 1) === 1 ? { lost: true } : undefined);
  await press(words.send);
  await received();
  assert.deepEqual([stage.receiver.rows().length - before, lost, road.of("POST").length], [1, 2, 1]);
  same(kept().files, [file]);
  await close();

  const other = await atReview("fr", { letter: file });
  road.state.plan = ({ path }) => (path === "/api/submissions" ? { status: 500 } : undefined);
  await other.press(other.words.send);
  await other.failed();
  const [{ id }] = uploads();
  await fetch(`${stage.receiver.origin}/api/uploads/${id}`, { method: "DELETE", headers: { "tus-resumable": "1.0.0" } });
  road.requests.length = 0;
  road.state.plan = undefined;
  await other.press(other.words.again);
  await other.received();
  assert.deepEqual(road.requests.filter(({ path }) => path === "/api/submissions").map(({ status }) => status), [422, 201]);
  assert.equal(road.of("POST").length, 1);
  same(kept().files, [file]);
  await other.close();
});

test("files ahead go with every encoding and the host's own fetch", { timeout: 120_000 }, async () => {
  const file = pdf(300_000, "encoded");
  for (const enctype of ["multipart/form-data", "application/x-www-form-urlencoded"]) {
    const { page, words, press, received, close } = await atReview("fr", { letter: file }, {
      change: (element) => {
        globalThis.asked = [];
        element.fetch = (request) => {
          globalThis.asked.push(`${request.method} ${request.redirect} ${request.cache} ${request.referrerPolicy}`);
          return fetch(request);
        };
      },
    });
    await page.evaluate((enctype) => document.querySelector("parcours-form").setAttribute("enctype", enctype), enctype);
    const text = [];
    page.on("request", (request) => request.url().endsWith("/api/submissions") && text.push(request.postData()));
    // The receiver does not read the second: somebody else's does.
    if (enctype.includes("urlencoded")) road.state.plan = ({ path }) => (path === "/api/submissions" ? { status: 201, headers: { "content-type": "application/json" }, body: '{"reference":"H-1"}' } : undefined);
    await press(words.send);
    await received();
    const rules = "error no-store no-referrer";
    assert.deepEqual(await page.evaluate(() => globalThis.asked), [`POST ${rules}`, `PATCH ${rules}`, ...(file.length > PIECE ? [`PATCH ${rules}`] : []), `POST ${rules}`]);
    if (enctype.includes("urlencoded")) assert.match(new URLSearchParams(text[0]).get("attachments[0][upload]"), /\/api\/uploads\/[0-9a-f]{32}$/);
    else same(kept().files, [file]);
    await close();
  }
});
