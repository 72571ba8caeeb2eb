// A reporter of `node --test`: one line of JSON for each test that carries the id of a requirement, with what came of it.
//
//   node --test --test-reporter=./a11y/conformance/reporter.mjs --test-reporter-destination=lines.jsonl …

import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { told } from "./names.mjs";

const here = fileURLToPath(new URL("../../", import.meta.url));

export default async function* lines(events) {
  for await (const { type, data } of events) {
    if (type !== "test:pass" && type !== "test:fail") continue;
    // Nothing came of a test that was not run.
    if (data.skip !== undefined || data.todo !== undefined || told(data.name).ids.length === 0) continue;
    yield `${JSON.stringify({ file: relative(here, data.file ?? ""), name: data.name, passed: type === "test:pass" })}\n`;
  }
}
