// Reads a schema, then documents, one a line; writes 1 for each document the schema accepts, 0 for each it refuses.

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(new URL("../../e2e/package.json", import.meta.url));
const Ajv = require("ajv/dist/2020.js").default;
const addFormats = require("ajv-formats").default;

let validate;
let verdicts = "";
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const document = JSON.parse(line);
  if (validate === undefined) {
    const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allowUnionTypes: true });
    addFormats(ajv);
    validate = ajv.compile(document);
  } else {
    verdicts += validate(document) ? "1" : "0";
  }
}
process.stdout.write(verdicts + "\n");
