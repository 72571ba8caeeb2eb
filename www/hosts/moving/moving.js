// What frameworks do to what they did not make: they move it, wrap it, set what is set already, copy it, take it away.

const element = () => document.querySelector("parcours-form");
const column = (id) => document.getElementById(id);
const div = (...inner) => {
  const made = document.createElement("div");
  made.append(...inner);
  return made;
};

const ACTS = {
  move: () => column(element().closest(".column").id === "one" ? "other" : "one").append(element()),
  wrap() {
    const here = element();
    const wrapper = div();
    here.replaceWith(wrapper);
    wrapper.append(here);
  },
  again: () => element().parentNode.insertBefore(element(), element().nextSibling),
  fragment() {
    const place = element().parentNode;
    const fragment = document.createDocumentFragment();
    fragment.append(element());
    place.append(fragment);
  },
  attributes() {
    for (const { name, value } of [...element().attributes]) element().setAttribute(name, value);
  },
  blink() {
    const here = element();
    const place = here.parentNode;
    for (let turn = 0; turn < 3; turn += 1) {
      here.remove();
      place.append(here);
    }
  },
  // A new tree of the page, with the same element in it.
  redraw() {
    const here = element();
    const place = here.closest(".column");
    place.replaceChildren(div(div(here)));
  },
  clone: () => column("other").append(element().cloneNode(true)),
  // Another task: for the kit this is leaving the page, and nothing of the answers is kept (P-06).
  later() {
    const here = element();
    const place = here.parentNode;
    here.remove();
    setTimeout(() => place.append(here), 50);
  },
};

document.addEventListener("click", ({ target }) => ACTS[target.dataset?.act]?.());
