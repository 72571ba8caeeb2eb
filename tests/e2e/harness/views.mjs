// How pages are looked at: French, whose words are longer, where there is least room; English where there is most. Each
// language in each width, for whoever goes through the screenshots, with PARCOURS_EVERY_VIEW=1: all of them at each check
// would pass the time a check-out may take.

import { NARROW, WIDE } from "./browser.mjs";

const OFTEN = [["fr", NARROW], ["en", WIDE]];
const SELDOM = [["fr", WIDE], ["en", NARROW]];

/** Pairs of a language and a viewport. */
export const VIEWS = process.env.PARCOURS_EVERY_VIEW ? [...OFTEN, ...SELDOM] : OFTEN;

/** Filters a list so that each language has every other of it, and all of them with PARCOURS_EVERY_VIEW=1. */
export const inTurn = (language) => (_, index) => process.env.PARCOURS_EVERY_VIEW || index % 2 === (language === "fr" ? 0 : 1);
