// A page whose session ends, and whose clock is moved; everything else is real.

import { open, whenReady } from "./browser.mjs";

export const SAY = {
  fr: {
    soon: "Voulez-vous plus de temps?", ends: "Votre session se termine dans", stay: "Rester", last: "Il reste 1 minute.", over: "Votre session est terminée", failed: "Votre session n’est pas prolongée",
    kept: "Vos réponses sont toujours ici", again: "Réessayer", back: "Revenir à la page", name: "Votre nom", signIn: "Votre session est terminée. Connectez-vous de nouveau, puis réessayez.",
  },
  en: {
    soon: "Do you need more time?", ends: "Your session ends in", stay: "Stay", last: "1 minute left.", over: "Your session has ended", failed: "Your session was not extended",
    kept: "Your answers are still here", again: "Try again", back: "Back to the page", name: "Your name", signIn: "Your session has ended. Sign in again, then try again.",
  },
};
export const MINUTE = 60_000;
/** How long a session lasts, in minutes. */
export const LENGTH = 20;

/** A page whose clock is moved; its host extends as `how` says, and counts how often it was asked. */
export async function come(browser, url, { how = "length", ...more } = {}) {
  const prepare = (page) => page.clock.install();
  const visit = await open(browser, url, { prepare, ...more });
  const { page } = visit;
  const root = await whenReady(page);
  await root.evaluate((element, { how, length }) => {
    globalThis.asked = 0;
    const ways = {
      length: async () => length, nothing: async () => {}, no: async () => false, never: () => new Promise(() => {}),
      throws: () => { throw new Error("the host's mistake"); }, fetch: () => fetch("/keep-alive/", { method: "POST" }),
    };
    if (ways[how]) element.extendSession = () => (globalThis.asked += 1) && ways[how]();
  }, { how, length: LENGTH * 60 });
  // The one the loader has asked for: it is there, and serves the element.
  await page.evaluate(() => import("/parcours/session.js"));
  const dialog = (name) => page.getByRole("dialog", { name });
  return {
    ...visit, root, dialog,
    /** Lets time go by, timers with it. */
    pass: (minutes) => page.clock.runFor(minutes * MINUTE),
    /** The device sleeps: what was due fires once, on waking. */
    sleep: (minutes) => page.clock.fastForward(minutes * MINUTE),
    asked: () => page.evaluate(() => globalThis.asked),
    gone: () => page.getByRole("dialog").waitFor({ state: "detached" }),
  };
}
