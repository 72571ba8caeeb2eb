// A page of any engine, with as much of playwright's interface as the hands and the referral use: the same paths are walked
// everywhere. What is found by its accessible name must have that name for the engine itself, as its assistive technologies
// are told it.

import assert from "node:assert/strict";
import { ELEMENT } from "./webdriver.mjs";

const KEYS = {
  Tab: "\uE004", Enter: "\uE007", Space: " ", Home: "\uE011", Delete: "\uE017", End: "\uE010", Escape: "\uE00C",
  ArrowDown: "\uE015", ArrowUp: "\uE013", Shift: "\uE008", ControlOrMeta: "\uE009",
};
const PATIENCE = 10_000;

/** A page in a session of `engines.mjs`. */
export function pageOf({ command }) {
  const page = {
    command,
    /** Runs a function in the page. What it gives is JSON, or elements. What it leaves for later is put on `window`: `globalThis` is
     * a place of its own in Firefox. */
    evaluate: (run, ...args) => command("execute", { script: `return (${run}).apply(null, arguments)`, args }),
    goto: (url) => command("go", { url }),
    locator: (css) => new Locator(page, { css }),
    named: new Set(),
    keyboard: {
      async press(combination) {
        const keys = combination.split("+").map((key) => KEYS[key] ?? key.toLowerCase());
        const downs = keys.map((value) => ({ type: "keyDown", value }));
        const ups = keys.toReversed().map((value) => ({ type: "keyUp", value }));
        await act(command, [...downs, ...ups]);
      },
      async type(text) {
        const keys = [...text].map((letter) => (letter === "\n" ? KEYS.Enter : letter));
        await act(command, keys.flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]));
      },
    },
  };
  return page;
}

const act = (command, actions) => command("actions", { actions: [{ type: "key", id: "keyboard", actions }] });

/** Elements of the page, as one would describe them. Looked for anew at each use. */
class Locator {
  constructor(page, wanted) {
    this.page = page;
    this.wanted = wanted;
  }
  getByRole(role, { name, exact = false } = {}) {
    const asked = name instanceof RegExp ? { source: name.source, flags: name.flags } : name;
    return new Locator(this.page, { within: this.wanted, role, name: asked, exact });
  }
  or(other) {
    return new Locator(this.page, { either: [this.wanted, other.wanted] });
  }
  first() {
    return new Locator(this.page, { first: this.wanted });
  }
  async all() {
    return this.page.evaluate(find, this.wanted);
  }
  async count() {
    return (await this.all()).length;
  }
  /** The one element, once it is there. */
  async one() {
    for (const start = Date.now(); ; await new Promise((done) => setTimeout(done, 50))) {
      const found = await this.all();
      if (found.length === 1) {
        await this.#sameName(found[0]);
        return found[0];
      }
      if (Date.now() - start > PATIENCE) assert.fail(`${found.length} elements are ${this}, not one`);
    }
  }
  waitFor() {
    return this.one();
  }
  async evaluate(run) {
    return this.page.evaluate(run, await this.one());
  }
  async evaluateHandle(run) {
    return handle(this.page, await this.evaluate(run));
  }
  async elementHandle() {
    return handle(this.page, await this.one());
  }
  /** The engine's own name for it, asked once of each element. */
  async #sameName(element) {
    const id = element[ELEMENT];
    let { wanted } = this;
    while (wanted.either || wanted.first) wanted = wanted.either?.[0] ?? wanted.first;
    if (!wanted.name || this.page.named.has(id)) return;
    this.page.named.add(id);
    const label = (await this.page.command("label", { id })).replace(/\s+/g, " ").trim();
    const { name, exact } = wanted;
    if (name.source) assert.match(label, new RegExp(name.source, name.flags), `the engine's name of ${this}`);
    else assert.ok(exact ? label === name : label.includes(name), `the engine calls ${this} “${label}”`);
  }
  toString() {
    return JSON.stringify(this.wanted);
  }
}

function handle(page, value) {
  return {
    evaluateHandle: async (run) => handle(page, await page.evaluate(run, value)),
    asElement: () => new Given(page, value),
    isChecked: () => page.evaluate((element) => element.checked, value),
  };
}

/** An element found before. */
class Given extends Locator {
  constructor(page, element) {
    super(page, { given: "an element" });
    this.element = element;
  }
  async one() {
    return this.element;
  }
}

/** Runs in the page: the elements described. Those not shown are not found, nor those of another shadow root. */
function find(wanted) {
  const roles = {
    button: "button, summary",
    heading: "h1, h2, h3, h4, h5, h6",
    group: "fieldset, details",
    radio: "input[type=radio]",
    checkbox: "input[type=checkbox]",
    textbox: "textarea, input:not([type], [list]), input:is([type=text], [type=email], [type=tel]):not([list])",
    spinbutton: "input[type=number]",
    combobox: "select:not([multiple]), input[list]",
    link: "a[href]",
  };
  const flat = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.ariaHidden === "true" || !node.getClientRects().length) return "";
    return [...node.childNodes].map(flat).join("");
  };
  const named = (element) => {
    const by = element.getAttribute("aria-labelledby")?.split(/\s+/).map((id) => element.getRootNode().getElementById(id));
    const parts = by ?? (element.localName === "fieldset" ? [...element.querySelectorAll(":scope > legend")] : [...(element.labels ?? [])]);
    const text = element.getAttribute("aria-label") ?? (parts.length ? parts : [element]).map(flat).join(" ");
    return text.replace(/\s+/g, " ").trim();
  };
  const fits = ({ name, exact }, text) => {
    if (!name) return true;
    if (name.source) return new RegExp(name.source, name.flags).test(text);
    return exact ? text === name.replace(/\s+/g, " ") : text.toLowerCase().includes(name.toLowerCase());
  };
  const all = (wanted) => {
    if (wanted.css) return [...document.querySelectorAll(wanted.css)];
    if (wanted.first) return all(wanted.first).slice(0, 1);
    if (wanted.either) {
      const found = [...new Set(wanted.either.flatMap(all))];
      return found.sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    }
    const { within, role } = wanted;
    const plain = (roles[role] ?? "").split(/, (?![^(]*\))/).filter(Boolean).map((selector) => `${selector}:not([role])`);
    const selector = [`[role=${role}]`, ...plain].join(", ");
    const found = all(within).flatMap((scope) => [...(scope.shadowRoot ?? scope).querySelectorAll(selector)]);
    return found.filter((element) => element.getClientRects().length && fits(wanted, named(element)));
  };
  return all(wanted);
}
