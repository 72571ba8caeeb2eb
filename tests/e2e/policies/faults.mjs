// What elements tell of their trouble, heard from the start of the page.

/** Prepares a page to keep the detail of each `parcours-error` in `faults`. */
export const hearFaults = (page) =>
  page.addInitScript(() => {
    globalThis.faults = [];
    addEventListener("parcours-error", ({ detail }) => globalThis.faults.push(detail));
  });
