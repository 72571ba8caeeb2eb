// A page in Vue: the form in a list that is put in another order, teleported elsewhere, shown and hidden. The test changes
// its state by `redraw`.

import { KeepAlive, Teleport, createApp, h, nextTick, reactive } from "vue";

globalThis.heard = [];
const state = reactive({ turn: 0, order: ["before", "form", "after"], shown: true, visible: true, lang: "fr", to: "#app", other: false });
globalThis.redraw = async (change) => {
  Object.assign(state, change);
  await nextTick();
};

const form = () =>
  h(
    "parcours-form",
    {
      key: "form",
      src: "/schemas/forms/cli-60508/form.{lang}.json",
      action: "/api/referrals",
      lang: state.lang,
      class: `turn-${state.turn}`,
      style: { display: state.visible ? "" : "none" },
      answers: { referrer: { organisation: `CLSC ${state.turn}` } },
      "onParcours-ready": () => globalThis.heard.push("ready"),
      "onParcours-change": () => globalThis.heard.push("change"),
    },
    [h("p", `Tour ${state.turn}. Info-Social : `), h("a", { href: "tel:811" }, "811")],
  );
const list = {
  name: "FormList",
  render: () =>
    h("section", state.order.filter((name) => name !== "form" || state.shown).map((name) => (name === "form" ? form() : h("p", { key: name }, `${name} ${state.turn}`)))),
};
const nothing = { name: "NoForm", render: () => h("p", "Rien ici") };

const elsewhere = document.createElement("div");
elsewhere.id = "elsewhere";
document.body.append(elsewhere);

const app = createApp({ render: () => [h(Teleport, { to: state.to === "#app" ? "#app" : "#elsewhere" }, [h(KeepAlive, null, [h(state.other ? nothing : list)])])] });
const root = document.createElement("div");
document.body.append(root);
app.mount(root);
