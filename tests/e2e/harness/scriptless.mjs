// Fills a form in pages that run no script: controls are found by the ids the definition's pointers give, and pages are
// posted by their buttons. What is not on the page yet is left for the page that shows it.

import assert from "node:assert/strict";
import { answerAt, options, path } from "./oracle.mjs";

const idOf = (place) => `q-${place.replaceAll(/[^a-zA-Z0-9_]/g, "-")}`;

/** A person at the pages of `form`; `root` is the element, `page` the browser's page. */
export function scriptless({ page, root, form }) {
  const at = (id) => root.locator(`[id="${id}"]`);
  const there = async (id) => (await at(id).count()) > 0;
  const heading = () => at("heading").textContent();

  /** Does what posts the page, then waits for the next. */
  async function posted(press) {
    await Promise.all([page.waitForEvent("load"), press()]);
  }

  async function text(id, value) {
    if (await there(id)) await at(id).fill(String(value));
  }

  async function option(id, index) {
    if (await there(`${id}-${index}`)) return at(`${id}-${index}`).check();
    if (await there(id)) await at(id).selectOption(String(index));
  }

  async function answer(question, place, value) {
    const [id, typed] = [idOf(place), value?.typed ?? value];
    const [year, month, day] = question.kind === "date" || question.kind === "month" ? typed.split("-") : [];
    switch (question.kind) {
      case "date":
        await text(`${id}-day`, Number(day));
      // falls through
      case "month":
        await text(`${id}-month`, Number(month));
        return text(`${id}-year`, year);
      case "yes_no":
        if (question.as !== "checkbox") return option(id, typed ? 0 : 1);
        return (await there(id)) && at(id).check();
      case "tri":
        return option(id, ["yes", "no", "unknown"].indexOf(typed));
      case "choice":
        return option(id, options(form, question).findIndex((one) => one.value === typed));
      case "choices":
        for (const one of typed) await option(id, options(form, question).findIndex((each) => each.value === one));
        return;
      case "attestation":
        return (await there(`${id}-box`)) && at(`${id}-box`).check();
      case "attachment":
        return (await there(id)) && at(id).setInputFiles(typed);
      case "address":
      case "group":
        if (!question.repeat) return all(question.questions, place, value);
        for (const [row, inner] of value.entries()) {
          if (!(await there(`${id}-${row}`)) && (await there(`${id}-add`))) await posted(() => at(`${id}-add`).click());
          await all(question.questions, `${place}.${row}`, inner);
        }
        return;
      default:
        return text(id, typed);
    }
  }

  async function all(questions, place, answers) {
    for (const question of questions) {
      if (question.id in answers) await answer(question, `${place}.${question.id}`, answers[question.id]);
    }
  }

  return {
    at,
    idOf,
    heading,
    /** Fills what the page asks, from answers of the whole form. */
    async fillPage(answers) {
      for (const section of form.sections) {
        for (const question of section.questions) {
          const value = answerAt(answers, path(section, question));
          if (value !== undefined) await answer(question, path(section, question), value);
        }
      }
    },
    /** Posts the page by the button that goes on. */
    next: () => posted(() => root.locator("button[type=submit][part~=primary]").click()),
    posted,
    /** From the page on the screen to the one whose heading is given. */
    async fillUntil(title, answers, visit = async () => {}) {
      for (let pages = 0; pages < 60; pages += 1) {
        if ((await heading()) === title) return;
        await this.fillPage(answers);
        await visit();
        await this.next();
      }
      assert.fail(`the page « ${title} » never came: « ${await heading()} » is shown`);
    },
    /** The id of what has the focus in the form. */
    focused: () => root.evaluate((element) => element.shadowRoot.activeElement?.id ?? ""),
  };
}
