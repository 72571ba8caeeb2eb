// Whose the bytes of the module are, and what happens above a budget.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { crateOf, moduleOf } from "../module_parts.mjs";

test("a function is ours where one of our types is in it, else of the first crate that it names", () => {
  assert.equal(crateOf("parcours_ui::choice_field::draw::h0123456789abcdef"), "parcours_ui");
  assert.equal(crateOf("<parcours_rules::plan::Part as core::fmt::Debug>::fmt"), "parcours_rules");
  assert.equal(crateOf("core::ptr::drop_in_place<alloc::vec::Vec<parcours_schema::problem::Problem>>"), "parcours_schema");
  assert.equal(crateOf("<alloc::string::String as core::clone::Clone>::clone"), "alloc");
  assert.equal(crateOf("__wbindgen_malloc"), "other");
});

test("a function of ours is of a module", () => {
  assert.equal(moduleOf("parcours_ui::choice_field::draw::h0123456789abcdef", "parcours_ui"), "parcours_ui::choice_field");
  assert.equal(moduleOf("<parcours_rules::plan::Part as core::fmt::Debug>::fmt", "parcours_rules"), "parcours_rules::plan");
  assert.equal(moduleOf("parcours_embed::main", "parcours_embed"), "parcours_embed");
});

test("a part above its budget is named, with by how much", () => {
  const folder = mkdtempSync(join(tmpdir(), "parcours-parts-"));
  // A module with one function, named as one of ours.
  const name = "parcours_ui::note::draw";
  const named = [4, ...Buffer.from("name"), 1, name.length + 3, 1, 0, name.length, ...Buffer.from(name)];
  const module = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 4, 1, 2, 0, 11, 0, named.length, ...named];
  writeFileSync(join(folder, "m.wasm"), Uint8Array.from(module));
  writeFileSync(join(folder, "budget.json"), JSON.stringify({ form: { parcours_ui: 1, "everything else": 0, data: 0 } }));
  const program = fileURLToPath(new URL("../module_parts.mjs", import.meta.url));
  const told = spawnSync(process.execPath, [program, join(folder, "m.wasm"), "form", `--budget=${join(folder, "budget.json")}`], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  assert.equal(told.status, 1);
  assert.match(told.stderr, /parcours_ui has 2 bytes, 1 above its budget of 1/u);
});
