// The policy as the README gives it to portals: what it promises is what is tried.

import { readFileSync } from "node:fs";

/** The whole of `Content-Security-Policy` that the README says the kit runs under. */
export function readmePolicy() {
  const text = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
  const [, policy] = /runs under\s+`(default-src [^`]+)`/.exec(text) ?? [];
  if (!policy) throw new Error("the README no longer says under which policy the kit runs");
  return policy.replace(/\s+/g, " ");
}
