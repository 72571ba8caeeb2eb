// The page that stood here before the module (`parcours prerender`, or the receiver) gives way to the form: what was typed
// in it, what is ticked, the file chosen, the focus, the place of the cursor and of the page are carried over. All of it
// happens between two keystrokes, so that none is lost.

/** Follows a page until it is taken: a letter being composed (an accent, another script) is waited for. */
export function follow(page) {
  let composing = false;
  let ended = () => {};
  page.addEventListener("compositionstart", () => (composing = true));
  page.addEventListener("compositionend", () => {
    composing = false;
    // Its last letter arrives with an event that follows this one.
    setTimeout(() => ended());
  });
  return {
    /** Once nothing is half written. */
    async settled() {
      while (composing) await new Promise((done) => (ended = done));
    },
    take: () => take(page),
  };
}

/** What stands in the page, and a function that gives it to the form that stands there next. */
function take(page) {
  const root = page.getRootNode();
  const controls = [...page.querySelectorAll("input[id], select, textarea")].map(({ id, value, checked, files }) => ({ id, value, checked, files }));
  const active = root.activeElement;
  const { id, selectionStart, selectionEnd } = active ?? {};
  const [x, y] = [scrollX, scrollY];
  return () => {
    // The element has its style sheet by now.
    root.querySelector("link")?.remove();
    for (const control of controls) give(root.getElementById(control.id), control);
    const next = id ? root.getElementById(id) : undefined;
    next?.focus({ preventScroll: true });
    try {
      if (selectionStart !== null && selectionStart !== undefined) next?.setSelectionRange(selectionStart, selectionEnd);
    } catch {
      // An address or a number has no cursor to set.
    }
    scrollTo(x, y);
  };
}

/** Answers in the form as the person did in the page, by the same events. */
function give(control, { value, checked, files }) {
  const answer = (type) => control.dispatchEvent(new Event(type, { bubbles: true }));
  if (!control) return;
  if (control.type === "file") {
    if (!files?.length) return;
    control.files = files;
    answer("change");
  } else if (control.type === "radio" || control.type === "checkbox") {
    if (control.checked === checked) return;
    control.checked = checked;
    if (checked || control.type === "checkbox") answer("change");
  } else if (control.value !== value) {
    control.value = value;
    answer(control.type.startsWith("select") ? "change" : "input");
  }
}
