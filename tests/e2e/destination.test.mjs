// Where a form may be sent, and how long a server may ask to wait: the loader's own small decisions, without a browser.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const source = readFileSync(new URL("../../www/sending.js", import.meta.url), "utf8");
const { destination, seconds } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const page = { base: "https://portail.example.ca/aide/", own: "https://portail.example.ca" };
const allowed = ["https://api.example.ca"];

test("T-05 P-08: forms go only where the host page says", () => {
  const fine = {
    "/api/referrals": "https://portail.example.ca/api/referrals",
    api: "https://portail.example.ca/aide/api",
    "https://api.example.ca/x?y=1": "https://api.example.ca/x?y=1",
  };
  for (const [action, whole] of Object.entries(fine)) assert.equal(destination(action, allowed, page), whole, action);
  const refused = [
    "https://example.ca/x", "http://api.example.ca/x", "http://portail.example.ca/x", "https://api.example.ca:8443/x",
    "https://api.example.ca@evil.example/x", "https://u:p@api.example.ca/x", "https://u@api.example.ca/x",
    "//api.example.ca/x", "\\\\api.example.ca/x", "https:\\\\api.example.ca/x", "javascript:alert(1)", "data:text/html,x",
    "blob:https://api.example.ca/x", "\thttps://api.example.ca/x", "https://api.exa\nmple.ca/x", " /api", "/a\u0085pi",
    "https://[", "", null, undefined,
  ];
  for (const action of refused) assert.equal(destination(action, allowed, page), undefined, JSON.stringify(action));
});

test("P-08: the machine itself needs no HTTPS, and nothing that looks like it does", () => {
  for (const own of ["http://localhost:8080", "http://127.0.0.1:4777", "http://[::1]:4777"]) {
    assert.equal(destination("/api", [], { base: `${own}/`, own }), `${own}/api`);
  }
  for (const own of ["http://localhost.example.ca", "http://127.0.0.1.example.ca", "http://10.0.0.1"]) {
    assert.equal(destination("/api", [], { base: `${own}/`, own }), undefined, own);
  }
});

test("a server asks to wait in seconds, or until a date", () => {
  const now = Date.parse("2026-11-25T12:00:00Z");
  const cases = { 7: 7, " 12 ": 12, "Wed, 25 Nov 2026 12:01:30 GMT": 90, "Wed, 25 Nov 2026 11:00:00 GMT": 0, "": undefined, soon: undefined };
  for (const [header, expected] of Object.entries(cases)) assert.equal(seconds(header, now), expected, header);
});
