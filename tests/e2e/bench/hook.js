// What a page of the kit says of itself to a bench (`window.bench`). It stands in the page, before the form, and uses only
// what any host page may: the element's `answers`, its events, its open shadow root.
//
// Benches look for controls in the document, and ours are in a shadow root: what is not found in the document is looked for
// there.
((facts) => {
  const find = document.querySelector.bind(document);
  const findAll = document.querySelectorAll.bind(document);
  const element = () => find("parcours-form");
  const root = () => element()?.shadowRoot;

  document.querySelector = (selector) => find(selector) ?? root()?.querySelector(selector) ?? null;
  document.querySelectorAll = (selector) => {
    const found = findAll(selector);
    return found.length > 0 ? found : (root()?.querySelectorAll(selector) ?? found);
  };
  const active = Object.getOwnPropertyDescriptor(Document.prototype, "activeElement").get;
  Object.defineProperty(document, "activeElement", { get: () => root()?.activeElement ?? active.call(document) });

  // The memory of the module: nothing else tells how much it has.
  let memory;
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...given) => {
    const made = await instantiate(...given);
    memory = Object.values(made.instance.exports).find((part) => part instanceof WebAssembly.Memory);
    return made;
  };

  globalThis.bench = {
    ready: new Promise((done) => addEventListener("parcours-ready", () => done(), { once: true })),
    getData() {
      const answers = element()?.answers;
      const told = Object.entries(facts.places).map(([id, path]) => [id, path.split(".").reduce((part, name) => part?.[name], answers)]);
      return Object.fromEntries(told.filter(([, value]) => value !== undefined));
    },
    fieldSelector: (id) => `#${facts.controls[id]}`,
    firstTextSelector: `#${facts.controls[facts.firstField]}`,
    toggleSelector: `#${facts.controls[facts.toggleField]}`,
    dependentSelector: `#${facts.controls[facts.dependentField]}`,
    submitSelector: "[part~=primary]",
    errorSelector: "[part=error]",
    wasmBytes: () => memory?.buffer.byteLength ?? 0,
  };
})(FACTS);
