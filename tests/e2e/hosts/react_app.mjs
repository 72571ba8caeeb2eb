// A page in React, in strict mode: everything is done twice, as in development. The test changes its state by `redraw`.

import { StrictMode, createElement as h, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import { createRoot } from "react-dom/client";

globalThis.heard = [];

function App() {
  const [state, setState] = useState({ turn: 0, order: ["before", "form", "after"], shown: true, lang: "fr" });
  globalThis.redraw = (change) => flushSync(() => setState((now) => ({ ...now, ...change })));
  const form = h(
    "parcours-form",
    {
      key: "form",
      src: "/schemas/forms/cli-60508/form.{lang}.json",
      action: "/api/referrals",
      lang: state.lang,
      className: `turn-${state.turn}`,
      // A new object at each turn, as people write it.
      answers: { referrer: { organisation: `CLSC ${state.turn}` } },
      "onparcours-ready": () => globalThis.heard.push("ready"),
      "onparcours-change": () => globalThis.heard.push("change"),
    },
    h("p", null, `Tour ${state.turn}. Info-Social : `, h("a", { href: "tel:811" }, "811")),
  );
  const parts = { form, before: h("p", { key: "before" }, `Avant, ${state.turn}`), after: h("p", { key: "after" }, `Après, ${state.turn}`) };
  const shown = state.order.filter((name) => name !== "form" || state.shown).map((name) => parts[name]);
  return h("div", null, state.elsewhere ? createPortal(shown, document.body) : shown);
}

createRoot(document.getElementById("app")).render(h(StrictMode, null, h(App)));
