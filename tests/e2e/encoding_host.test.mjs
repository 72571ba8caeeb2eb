// A host whose own server reads forms as HTML sends them: the real element, a small server in front of the receiver's pages,
// and the envelope read back from each encoding.

import assert from "node:assert/strict";
import { createServer, request as ask } from "node:http";
import { after, before, test } from "node:test";
import { open, startBrowser, whenReady } from "./harness/browser.mjs";
import { asTexts, unbracketed } from "./harness/brackets.mjs";
import { mouse } from "./harness/hands.mjs";
import { options, words } from "./harness/oracle.mjs";
import { definition, startReceiver } from "./harness/receiver.mjs";
import { ANSWERS, PAGE, referral } from "./harness/referral.mjs";

let receiver, browser, form, server, origin;
/** What the host's server was sent, what it answers next, and what came where a redirect leads. */
const got = [];
const answers = [];
const astray = [];

before(async () => {
  receiver = await startReceiver();
  browser = await startBrowser();
  form = await definition(receiver.origin);
  server = createServer(async (request, response) => {
    if (request.url === "/elsewhere") astray.push(request.method);
    if (request.url !== "/own/requests") return pages(request, response);
    const parts = [];
    for await (const part of request) parts.push(part);
    got.push({ method: request.method, headers: request.headers, body: Buffer.concat(parts) });
    const { status, text, ...headers } = answers.shift();
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  await receiver?.stop();
});

/** The portal's pages and the kit are the receiver's. */
function pages({ url, method, headers }, response) {
  const { hostname, port } = new URL(receiver.origin);
  ask({ hostname, port, path: url, method, headers }, (reply) => {
    response.writeHead(reply.statusCode, reply.headers);
    reply.pipe(response);
  }).end();
}

/** Someone at the review, with the host's own server as the place to send to. */
async function atReview(language, start, visitSection) {
  const visit = await open(browser, `${origin}${start}`, { language, expectMessages: true });
  const root = await whenReady(visit.page);
  await root.evaluate((element) => {
    element.setAttribute("action", "/own/requests");
    element.headers = { "X-CSRF-Token": "t-1" };
    document.addEventListener("parcours-submit", ({ detail }) => (globalThis.offered = detail.envelope));
  });
  const person = referral({ page: visit.page, root, form, language, hands: mouse(visit.page) });
  await person.fill(ANSWERS, (section) => visitSection?.(section, person, root));
  async function send(attributes) {
    await root.evaluate((element, attributes) => {
      for (const [name, value] of Object.entries(attributes)) element.toggleAttribute(name, value !== null), value && element.setAttribute(name, value);
    }, { method: null, enctype: null, ...attributes });
    const again = person.button(PAGE[language].again);
    await ((await again.count()) > 0 ? again : person.button(PAGE[language].send)).click();
    return { offered: () => visit.page.evaluate(() => globalThis.offered) };
  }
  return { ...visit, root, person, send };
}

const FILES = [
  { name: "rapport « été ».pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n") },
  { name: "photo.png", mimeType: "image/png", buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64") },
];

/** Joins the files, each in a row of its own. */
async function join(section, person, root) {
  if (section.id !== "attachments") return;
  const group = section.questions.find(({ id }) => id === "attachments");
  const [kind, file] = ["kind", "file"].map((id) => group.questions.find((question) => question.id === id));
  for (const [place, one] of FILES.entries()) {
    await person.button(words(group.repeat.add, "fr")).click();
    const row = root.getByRole("group", { name: `Document ${place + 1}`, exact: true });
    await person.answer(row, kind, options(form, kind)[0].value);
    await person.answer(row, file, one);
    await row.getByText(one.name).first().waitFor();
  }
}

/** A failure on the screen, with those words. */
const failure = (root, words) => root.getByRole("alert").filter({ hasText: words }).waitFor({ timeout: 60_000 });

test("P-08: with files, a host reads the envelope from parts or from JSON, by POST or PUT", { timeout: 180_000 }, async () => {
  const { page, root, person, send, seen, close } = await atReview("fr", "/referral/", join);
  const fetched = () => seen.requests.filter(({ url }) => url.endsWith("/encoding.js")).length;
  assert.equal(fetched(), 0, "nothing of it is loaded before");

  // The module cannot be fetched: said, nothing sent, and fetched at the next try.
  await page.route("**/parcours/encoding.js", (route) => route.abort());
  await send({ enctype: "multipart/form-data" });
  await failure(root, "Votre demande n’est pas encore envoyée");
  assert.equal(got.length, 0);
  await page.unroute("**/parcours/encoding.js");

  // Files cannot be told in names and values: the person is told which remedy there is, and nothing leaves.
  await send({ enctype: "application/x-www-form-urlencoded" });
  await failure(root, "l’un des fichiers");
  assert.equal(got.length, 0);

  const busy = { status: 500, text: "{}" };
  const ways = [
    { enctype: "multipart/form-data" },
    { enctype: "multipart/form-data", method: "PUT" },
    { method: "put" },
    { enctype: "application/json" },
    {},
  ];
  const keys = new Set();
  for (const [turn, way] of ways.entries()) {
    const where = JSON.stringify(way);
    const last = turn === ways.length - 1;
    answers.push(last ? { status: 201, text: '{"reference":"H-12"}' } : busy);
    const before = got.length;
    const { offered } = await send(way);
    for (let wait = 0; wait < 200 && got.length === before; wait += 1) await new Promise((done) => setTimeout(done, 50));
    assert.equal(got.length, before + 1, where);
    await (last ? root.getByText("H-12").waitFor() : failure(root, "Votre demande n’est pas encore envoyée"));
    const { method, headers, body } = got.at(-1);
    const envelope = await offered();
    assert.equal(envelope.attachments.length, FILES.length);
    assert.equal(method, way.method ? "PUT" : "POST", where);
    assert.equal(headers["x-csrf-token"], "t-1", where);
    assert.equal(headers.referer, undefined, where);
    keys.add(headers["idempotency-key"]);
    assert.equal(headers["idempotency-key"], envelope.id, where);
    if (way.enctype === "multipart/form-data") {
      assert.match(headers["content-type"], /^multipart\/form-data; boundary=/, where);
      const parts = await new Response(body, { headers: { "content-type": headers["content-type"] } }).formData();
      assert.deepEqual([...parts.keys()], ["submission", "attachments[0]", "attachments[1]"], where);
      assert.deepEqual(JSON.parse(parts.get("submission")), envelope, where);
      for (const [place, { name, mimeType, buffer }] of FILES.entries()) {
        const part = parts.get(`attachments[${place}]`);
        assert.deepEqual([part.name, part.type, Buffer.from(await part.arrayBuffer()).equals(buffer)], [name, mimeType, true], where);
      }
    } else {
      assert.equal(headers["content-type"], "application/json", where);
      const content = FILES.map(({ buffer }) => buffer.toString("base64"));
      const attachments = envelope.attachments.map((entry, place) => ({ ...entry, content: content[place] }));
      assert.deepEqual(JSON.parse(body), { ...envelope, attachments }, where);
    }
  }
  assert.equal(keys.size, 1, "one key, whatever the way");
  await person.heading(PAGE.fr.received);
  assert.deepEqual(seen.violations, []);
  await close();
});

test("P-08: without files, a host reads the envelope from names with brackets, and a redirect is not followed", { timeout: 180_000 }, async () => {
  got.length = 0;
  const { root, person, send, seen, close } = await atReview("en", "/en/referral/");
  const way = { enctype: "application/x-www-form-urlencoded" };
  // It is tried three times, and its answers go nowhere else.
  for (let turn = 0; turn < 3; turn += 1) answers.push({ status: 307, text: "{}", location: "/elsewhere" });
  await send(way);
  await failure(root, "Your request has not been sent yet");
  assert.deepEqual([got.splice(0).length, astray], [3, []]);

  answers.push({ status: 201, text: '{"reference":"H-13"}' });
  const { offered } = await send(way);
  await root.getByText("H-13").waitFor();
  await person.heading(PAGE.en.received);
  const [{ method, headers, body }] = got;
  assert.equal(method, "POST");
  assert.match(headers["content-type"], /^application\/x-www-form-urlencoded/);
  const envelope = await offered();
  const read = unbracketed(new URLSearchParams(body.toString()));
  assert.deepEqual(read, asTexts(envelope));
  assert.equal(read.answers.person.phones[1].number, "+15145550199");
  assert.equal(read.answers.referrer.stays_involved, "true");
  assert.equal(read.answers.situation.description, ANSWERS.situation.description);
  assert.equal(headers["idempotency-key"], envelope.id);
  assert.deepEqual(seen.violations, []);
  await close();
});
