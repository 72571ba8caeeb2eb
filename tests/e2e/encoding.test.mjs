// `www/encoding.js` without a browser: what it writes is read back as it was, whatever people wrote.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { asTexts, unbracketed } from "./harness/brackets.mjs";

const source = readFileSync(new URL("../../www/encoding.js", import.meta.url), "utf8");
const { default: send, bracketed, multipart } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const ODD = "Zoé « Noël »\u00a0!\r\nl’été & l=hiver + 100 % [a][b] a[b]=c;d 🙂 \u0000\u2028\t\"\\ 日本 &amp; %5B";

const ENVELOPE = {
  id: "01930000-0000-7000-8000-000000000001",
  form: { id: "short", version: "1.0.0", revision: "1" },
  language: "fr",
  filled_by: { kind: "self" },
  answers: {
    person: { name: ODD, age: 0, weight: 61.5, informed: true, alone: false, nickname: "", second: null, "with-hyphen": "x", under_score: "y" },
    children: [
      { name: "Léa", schools: [{ name: "A", years: [2024, 2025] }, { name: "B" }] },
      { name: "[0]", schools: [] },
      ...Array.from({ length: 30 }, (_, number) => ({ name: `Enfant ${number}` })),
    ],
    availability: ["mon_am", "tue_pm"],
    notes: {},
  },
  orientation: [],
  attachments: [],
};

/** As it goes over the wire, and back. */
const parsed = (fields) => unbracketed(new URLSearchParams(fields.toString()));

test("bracketed names are read back as the envelope, but for types and what is empty", () => {
  const fields = bracketed(ENVELOPE);
  const read = parsed(fields);
  assert.deepEqual(read, asTexts(ENVELOPE));
  assert.equal(read.answers.person.name, ODD);
  assert.equal(read.answers.children.length, 32);
  assert.equal(fields.get("answers[children][0][schools][0][years][1]"), "2025");
  assert.equal(fields.get("answers[person][informed]"), "true");
  assert.equal(fields.get("answers[person][alone]"), "false");
  assert.equal(fields.get("answers[person][nickname]"), "", "an empty text is an answer");
  for (const gone of ["answers[person][second]", "orientation", "attachments", "answers[notes]", "answers[children][1][schools]"]) {
    assert.ok(![...fields.keys()].some((name) => name.startsWith(gone)), `${gone} is left out`);
  }
});

test("a name that would be read as another is not sent", () => {
  const names = ["a][b", "a[b]", "[]", "", "0", "12", "a b", "a=b", "a&b", "a.b", "é", "__proto__", "constructor", "toString", "hasOwnProperty", "_x"];
  for (const name of names) {
    const row = JSON.parse(`{${JSON.stringify(name)}:"x"}`);
    for (const answers of [row, { person: row }, { rows: [{ one: "1" }, row] }]) {
      assert.equal(bracketed({ ...ENVELOPE, answers }), undefined, JSON.stringify(answers));
    }
  }
  // What people write is never a name.
  const values = Object.fromEntries(names.map((name, place) => [`q${place}`, name]));
  assert.deepEqual(parsed(bracketed({ ...ENVELOPE, answers: values })).answers, values);
});

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff, 0xfe]);
const FILES = [
  { name: 'rapport "été" <b>;\r\n x=1.pdf', type: "application/pdf", size: 9, sha256: "aa", at: "/documents/0/file", content: Buffer.from("%PDF-1.4\n").toString("base64") },
  { name: "photo 🙂.png", type: "image/png", size: PNG.length, sha256: "bb", at: "/documents/1/file", content: PNG.toString("base64") },
  { name: "vide", type: "", size: 0, sha256: "cc", content: "" },
];

test("files are not written in bracketed names: nothing is sent in place of them", () => {
  assert.equal(bracketed({ ...ENVELOPE, attachments: FILES }), undefined);
});

test("files that went ahead are written in bracketed names, each with its upload", () => {
  const ahead = FILES.map(({ content, ...entry }, place) => ({ ...entry, upload: `https://portail.example.ca/uploads/${place}` }));
  const read = parsed(bracketed({ ...ENVELOPE, attachments: ahead }));
  assert.deepEqual(read.attachments, asTexts(ahead));
  assert.equal(bracketed({ ...ENVELOPE, attachments: [...ahead, FILES[0]] }), undefined, "one has its content: nothing is sent");
});

test("in parts, the envelope is whole, and files are their bytes, with name, type and place", async () => {
  const written = multipart({ ...ENVELOPE, attachments: FILES });
  // Through the writing and the reading of a real body.
  const form = await new Response(written).formData();
  assert.deepEqual([...form.keys()], ["submission", "attachments[0]", "attachments[1]", "attachments[2]"]);
  const entries = FILES.map(({ content, ...entry }) => entry);
  assert.deepEqual(JSON.parse(form.get("submission")), { ...ENVELOPE, attachments: entries });
  for (const [place, file] of FILES.entries()) {
    const part = form.get(`attachments[${place}]`);
    assert.equal(Buffer.from(await part.arrayBuffer()).toString("base64"), file.content, file.name);
    assert.equal(written.get(`attachments[${place}]`).name, file.name);
    assert.equal(written.get(`attachments[${place}]`).type, file.type);
  }
});

/** An element with those attributes, and what its `fetch` was given. */
function host(attributes) {
  const asked = [];
  const element = {
    getAttribute: (name) => attributes[name] ?? null,
    fetch: async (request) => {
      asked.push(request);
      return new Response("{}", { status: 201 });
    },
  };
  return { element, asked };
}

const request = (envelope, signal) =>
  new Request("https://portail.example.ca/api", {
    method: "POST", cache: "no-store", credentials: "same-origin", redirect: "error", referrerPolicy: "no-referrer", signal,
    headers: { "Content-Type": "application/json", "Idempotency-Key": envelope.id, "X-CSRF-Token": "t-1" },
    body: JSON.stringify(envelope),
  });

test("P-08: whatever the encoding, the request keeps its key, its headers and its rules", async () => {
  const ways = [
    [{ method: "put" }, "PUT", /^application\/json$/],
    [{ method: "PUT", enctype: "application/json" }, "PUT", /^application\/json$/],
    [{ method: "PUT", enctype: "multipart/form-data" }, "PUT", /^multipart\/form-data; ?boundary=/],
    [{ enctype: "Multipart/Form-Data" }, "POST", /^multipart\/form-data; ?boundary=/],
    [{ enctype: "application/x-www-form-urlencoded" }, "POST", /^application\/x-www-form-urlencoded;\s?charset=utf-8$/i],
    [{ method: "get", enctype: "x-unknown" }, "POST", /^application\/json$/],
  ];
  for (const [attributes, method, type] of ways) {
    const { element, asked } = host(attributes);
    const leaving = new AbortController();
    const reply = await send(element, request(ENVELOPE, leaving.signal));
    const where = JSON.stringify(attributes);
    assert.equal(reply.status, 201, where);
    const [one] = asked;
    assert.deepEqual([one.method, one.url], [method, "https://portail.example.ca/api"], where);
    assert.match(one.headers.get("content-type"), type, where);
    assert.deepEqual([one.headers.get("idempotency-key"), one.headers.get("x-csrf-token")], [ENVELOPE.id, "t-1"], where);
    assert.deepEqual([one.cache, one.credentials, one.redirect, one.referrerPolicy], ["no-store", "same-origin", "error", "no-referrer"], where);
    leaving.abort();
    assert.ok(one.signal.aborted, `${where}: it can still be cut`);
  }
});

test("what the encoding cannot tell is refused as a server would, and nothing leaves", async () => {
  const { element, asked } = host({ enctype: "application/x-www-form-urlencoded" });
  const reply = await send(element, request({ ...ENVELOPE, attachments: FILES }));
  assert.deepEqual([reply.status, await reply.text(), asked.length], [415, "", 0]);
});
