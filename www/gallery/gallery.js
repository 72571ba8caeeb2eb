// The gallery: every example of every component, each in a shadow root of its own, drawn by a module built for the demo
// (feature `gallery`). Portals load none of this.

const near = (file) => new URL(file, import.meta.url);

class ParcoursGallery extends HTMLElement {
  #shown = [];

  async connectedCallback() {
    this.setAttribute("aria-busy", "true");
    const [glue, css] = await Promise.all([
      import("./kit/parcours_embed.js"),
      Promise.all(
        ["../parcours/parcours.css", "../parcours/dossier/dossier.css"].map((file) => fetch(near(file)).then((response) => response.text())),
      ).then((parts) => parts.join("\n")),
    ]);
    await glue.default({ module_or_path: near("kit/parcours_embed_bg.wasm") });
    const sheet = await new CSSStyleSheet().replace(css);
    if (!this.isConnected) return;
    this.replaceChildren();
    glue.examples().forEach((name, number) => this.#show(glue, sheet, name, number));
    this.removeAttribute("aria-busy");
  }

  disconnectedCallback() {
    this.#shown.forEach((example) => example.destroy());
    this.#shown = [];
  }

  #show(glue, sheet, name, number) {
    const section = document.createElement("section");
    const heading = document.createElement("h2");
    heading.lang = "en-CA";
    heading.id = `example-${number}`;
    heading.textContent = name;
    section.setAttribute("aria-labelledby", heading.id);
    const host = document.createElement("div");
    host.className = "portal-example";
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const form = document.createElement("div");
    form.className = "parcours";
    root.append(form);
    section.append(heading, host);
    this.append(section);
    this.#shown.push(glue.showExample(number, form, this.lang));
  }
}

customElements.define("parcours-gallery", ParcoursGallery);
