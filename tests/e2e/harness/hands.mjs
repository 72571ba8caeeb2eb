// Two ways to use a page: a mouse and a keyboard, or a keyboard alone. Both find things by their accessible names.

import assert from "node:assert/strict";

/** Someone who points, clicks and types. */
export function mouse(page) {
  return {
    type: (field, text) => field.fill(text),
    choose: (radio) => radio.click(),
    tick: (box) => box.click(),
    select: (field, label) => field.selectOption({ label }),
    press: (button) => button.click(),
    attach: (field, files) => field.setInputFiles(files),
  };
}

/** Someone who only has a keyboard: every control is reached with Tab, and nothing is clicked. */
export function keyboard(page) {
  async function hasFocus(target) {
    return target.evaluate((element) => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active === element;
    });
  }
  async function reach(target, key = "Tab", most = 400) {
    for (let presses = 0; presses <= most; presses += 1) {
      if (await hasFocus(target)) return;
      await page.keyboard.press(key);
    }
    assert.fail(`the keyboard never reached ${target}`);
  }
  return {
    async type(field, text) {
      await reach(field);
      await page.keyboard.press("ControlOrMeta+A");
      if (text === "") await page.keyboard.press("Delete");
      else await page.keyboard.type(text);
    },
    async choose(radio) {
      // Tab stops once in a group of radio buttons: at the one chosen, else at the first (or the last, backwards).
      const group = await radio.evaluateHandle((input) =>
        [...input.getRootNode().querySelectorAll(`input[type=radio][name="${CSS.escape(input.name)}"]`)],
      );
      const stop = await group.evaluateHandle((all) => all.find((input) => input.checked) ?? all[0]);
      await reach(stop.asElement());
      const target = await radio.elementHandle();
      if (await target.isChecked()) return;
      await page.keyboard.press("Space");
      for (let presses = 0; presses < 40 && !(await target.isChecked()); presses += 1) await page.keyboard.press("ArrowDown");
      assert.ok(await target.isChecked(), `the arrows never reached ${radio}`);
    },
    async tick(box) {
      await reach(box);
      await page.keyboard.press("Space");
    },
    async select(field, label) {
      await reach(field);
      const texts = await field.evaluate((select) => [...select.options].map((option) => option.label.trim()));
      await page.keyboard.press("Home");
      for (let presses = texts.indexOf(label); presses > 0; presses -= 1) await page.keyboard.press("ArrowDown");
      assert.equal(await field.evaluate((select) => select.selectedOptions[0]?.label.trim()), label);
    },
    async press(button) {
      await reach(button);
      await page.keyboard.press("Enter");
    },
    async attach(field, files) {
      // The system's file dialog is not the page's: reaching the control is, and so is what happens to the file.
      await reach(field);
      await field.setInputFiles(files);
    },
  };
}
