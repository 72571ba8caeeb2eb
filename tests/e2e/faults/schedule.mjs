// What goes wrong, drawn from a seed: the same seed, the same faults. `PARCOURS_SEED` repeats a run, `PARCOURS_SEED=7:45`
// only its schedule 45.

import { createHash, randomInt } from "node:crypto";
import { KINDS } from "./kinds.mjs";

const [seed, only] = (process.env.PARCOURS_SEED ?? String(randomInt(2 ** 31))).split(":").map(Number);
export const SEED = seed;

/** The numbers of the schedules to be lived, of `count`. */
export const numbers = (count) => (only === undefined ? [...Array(count).keys()] : [only]);

/** Numbers that follow from two others, and look as if nothing did. */
export function dice(seed, number) {
  let count = 0;
  const next = () => createHash("sha256").update(`${seed} ${number} ${(count += 1)}`).digest().readUInt32BE() / 2 ** 32;
  return { next, below: (most) => Math.floor(next() * most) };
}

/**
 * Schedule `number`: what happens to each request in turn, after which all pass. `patience` is how long the page waits, in
 * real milliseconds. `leaves`: the person leaves after so many of the page's; `padded`: the request is large.
 */
export function schedule(number, patience) {
  const { next, below } = dice(seed, number);
  const kinds = Object.keys(KINDS);
  const draw = (kind) => ({
    kind,
    after: next() < 0.5,
    // Most waits are short; one in eight is more than the page waits.
    wait: next() < 0.125 ? Math.ceil(patience * (1.05 + next() / 4)) : below(40),
    share: next(),
    pick: below(2 ** 16),
  });
  // Each kind comes first in its turn, so that none is left out.
  const faults = [draw(kinds[number % kinds.length])];
  for (let more = below(7); more > 0; more -= 1) faults.push(draw(kinds[below(kinds.length)]));
  return { number, faults, leaves: next() < 0.08 ? below(10_000) : undefined, padded: next() < 0.1 };
}
