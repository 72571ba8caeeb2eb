// What the checks look at: everything inside the kit's elements, open shadow roots included, the host's own slots not.

/** Puts `globalThis.deep` in the page. It is a script of the test's, so no policy of the page stands in its way. */
export async function lookDeep(page) {
  await page.evaluate(() => {
    if (globalThis.deep) return;
    const HOSTS = "parcours-form, parcours-dossier, parcours-guide, parcours-gallery > section > div";
    const roots = () => [...document.querySelectorAll(HOSTS)].filter((host) => !host.hidden).map((host) => host.shadowRoot ?? host);
    const shown = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: false }) && node.getClientRects().length > 0;
    const name = (node) => `${node.tagName.toLowerCase()}${node.id ? `#${node.id}` : ""}${node.getAttribute("part") ? `[part=${node.getAttribute("part")}]` : ""} « ${(node.innerText || node.value || "").trim().replace(/\s+/g, " ").slice(0, 50)} »`;
    globalThis.deep = {
      roots,
      shown,
      name,
      /** Nodes on the screen that answer a selector, in the order of the page. */
      all: (selector) => roots().flatMap((root) => [...root.querySelectorAll(selector)]).filter(shown),
      /** Those there, on the screen or not. */
      any: (selector) => roots().flatMap((root) => [...root.querySelectorAll(selector)]),
      active() {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        return active;
      },
      text: (node, ids) => (ids ?? "").split(/\s+/).filter(Boolean).map((id) => node.getRootNode().getElementById(id)?.textContent?.trim()).join(" "),
    };
  });
}

export const FIELDS = "input:not([type=hidden]), select, textarea";
export const CONTROLS = `${FIELDS}, button, a[href], summary, [tabindex]`;
