// Fills CLI-60508 from answers, finding every question by the label the definition gives it in that language.

import assert from "node:assert/strict";
import { literal } from "./literal.mjs";
import { answerAt, options, path, sectionShown, words } from "./oracle.mjs";

/** Words of the page's own buttons and titles. */
export const PAGE = {
  fr: {
    next: "Continuer", resume: "Continuer le formulaire", send: "Envoyer la demande", again: "Réessayer", edit: /^Modifier/, back: "Retour", yes: "Oui", no: "Non",
    unknown: "Je ne sais pas", day: "Jour", month: "Mois", year: "Année", review: "Vérifiez vos réponses",
    received: "Demande envoyée", fresh: "Nouvelle demande", switch: "English", optional: "(facultatif)",
  },
  en: {
    next: "Continue", resume: "Continue the form", send: "Send the request", again: "Try again", edit: /^Change/, back: "Back", yes: "Yes", no: "No",
    unknown: "I don’t know", day: "Day", month: "Month", year: "Year", review: "Check your answers",
    received: "Request sent", fresh: "New request", switch: "Français", optional: "(optional)",
  },
};

/** Whether a section asks something: one that does not only interrupts the form, and is no step of it. */
const asks = (section) => section.questions.some((question) => !["note", "computed"].includes(question.kind));

/** The sections of a form that are steps of it. */
export const steps = (form) => form.sections.filter(asks);

/** A text as an accessible name: exact, but for the mark of an optional question. */
export function named(text) {
  const exact = literal(text.trim()).replace(/\s+/g, "\\s+");
  return new RegExp(`^${exact}(\\s*\\((facultatif|optional)\\))?$`);
}

/** A person at the form: `fill` goes through the sections, `page` and `hands` are theirs. */
export function referral({ page, root, form, language, hands }) {
  const said = PAGE[language];
  const button = (name) => root.getByRole("button", { name, exact: typeof name === "string" });
  const group = (scope, label) => scope.getByRole("group", { name: named(label) }).or(scope.getByRole("radiogroup", { name: named(label) }));

  async function answer(scope, question, value) {
    const label = words(question.label, language);
    const typed = value?.typed ?? value;
    switch (question.kind) {
      case "text":
      case "email":
      case "phone":
      case "postal_code":
      case "nam":
      case "long_text":
      case "number":
      case "money":
      case "time": {
        const field = scope.getByRole("textbox", { name: named(label) }).or(scope.getByRole("combobox", { name: named(label) })).or(scope.getByRole("spinbutton", { name: named(label) }));
        return hands.type(field, String(typed));
      }
      case "date": {
        const [year, month, day] = typed.split("-");
        const parts = group(scope, label);
        await hands.type(parts.getByRole("textbox", { name: said.day }), String(Number(day)));
        await hands.type(parts.getByRole("textbox", { name: said.month }), String(Number(month)));
        return hands.type(parts.getByRole("textbox", { name: said.year }), year);
      }
      case "month": {
        const [year, month] = typed.split("-");
        const parts = group(scope, label);
        await hands.type(parts.getByRole("textbox", { name: said.month }), String(Number(month)));
        return hands.type(parts.getByRole("textbox", { name: said.year }), year);
      }
      case "yes_no":
        if (question.as === "checkbox") return hands.tick(scope.getByRole("checkbox", { name: named(label) }));
        return hands.choose(group(scope, label).getByRole("radio", { name: typed ? said.yes : said.no, exact: true }));
      case "tri": {
        const words = { yes: said.yes, no: said.no, unknown: said.unknown };
        return hands.choose(group(scope, label).getByRole("radio", { name: words[typed], exact: true }));
      }
      case "choice": {
        const option = options(form, question).find((option) => option.value === typed);
        const text = words(option.label, language);
        const many = options(form, question).length > 7;
        if (question.as === "select" || (!question.as && many)) return hands.select(scope.getByRole("combobox", { name: named(label) }), text);
        return hands.choose(group(scope, label).getByRole("radio", { name: named(text) }));
      }
      case "choices":
        for (const one of typed) {
          const option = options(form, question).find((option) => option.value === one);
          await hands.tick(group(scope, label).getByRole("checkbox", { name: named(words(option.label, language)) }));
        }
        return;
      case "attestation": {
        const statement = words(question.statement, language);
        return hands.tick(scope.getByRole("checkbox", { name: named(statement) }));
      }
      case "attachment":
        return hands.attach(scope.locator("input[type=file]"), typed);
      case "address":
      case "group":
        return question.repeat ? rows(scope, question, value) : inside(group(scope, label), question, value);
      default:
        throw new Error(`no hand for ${question.kind}`);
    }
  }

  async function inside(scope, question, answers) {
    for (const inner of question.questions) {
      if (inner.id in answers) await answer(scope, inner, answers[inner.id]);
    }
  }

  async function rows(scope, question, answers) {
    for (const [index, row] of answers.entries()) {
      const title = words(question.repeat.item, language).replace("{n}", String(index + 1));
      const place = scope.getByRole("group", { name: title, exact: true });
      if ((await place.count()) === 0) await hands.press(scope.getByRole("button", { name: words(question.repeat.add, language), exact: true }));
      await inside(place, question, row);
    }
  }

  async function heading(text) {
    await root.getByRole("heading", { name: named(text) }).first().waitFor();
  }

  return {
    button,
    group,
    answer,
    heading,
    /** Answers the questions of one section, which is on the screen. */
    async section(section, answers) {
      for (const question of section.questions) {
        const value = answerAt(answers, path(section, question));
        if (value !== undefined) await answer(root, question, value);
      }
    },
    /** Goes through all sections, from the one on the screen to the review. `visit` is called on each before leaving it. */
    async fill(answers, visit = async () => {}) {
      for (const section of form.sections) {
        if (!sectionShown(form, section, plain(answers))) continue;
        await heading(words(section.title, language));
        await this.section(section, answers);
        await visit(section);
        // A section that asks nothing interrupts the form, and says so on its button.
        await hands.press(button(asks(section) ? said.next : said.resume));
      }
      await heading(said.review);
    },
    async send() {
      await hands.press(button(said.send));
    },
    /** The reference number of the confirmation. */
    async reference() {
      await heading(said.received);
      const text = await root.evaluate((element) => element.shadowRoot.textContent);
      const found = /P-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text);
      assert.ok(found, "the confirmation gives a reference number");
      return found[0];
    },
  };
}

/** Answers as they are kept, from answers as they are typed. */
export function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === "object") {
    if ("typed" in value) return value.kept;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }
  return value;
}

/** A whole request by a professional, fictitious. `typed` is what the hands do, `kept` what the receiver must store. */
export const ANSWERS = {
  referrer: {
    kind: "network_professional",
    first_name: "Marie-Ève",
    last_name: "Lafontaine",
    title: "social_worker",
    organisation: "CLSC de Beauharnois",
    org_kind: "clsc",
    phone: { typed: "(450) 555-0123", kept: "+14505550123" },
    email: { typed: "marie-eve.lafontaine@EXEMPLE.CA", kept: "marie-eve.lafontaine@exemple.ca" },
    stays_involved: true,
    attestation: true,
    signature: "Marie-Ève Lafontaine",
  },
  request: { person_informed: true, person_agrees: "yes" },
  person: {
    last_name_birth: "Tremblay",
    first_name: "Édouard",
    birth_date: "1985-05-12",
    nam: { typed: "tree 8505 1215", kept: "TREE85051215" },
    address: {
      civic_no: "12",
      street: "rue des Érables",
      municipality: { typed: "salaberry de valleyfield", kept: "Salaberry-de-Valleyfield" },
      province: { typed: "qc", kept: "Québec" },
      postal_code: { typed: "j6t1a1", kept: "J6T 1A1" },
    },
    ok_to_contact_directly: true,
    phones: [
      { kind: "cell", number: { typed: "450 555 0142", kept: "+14505550142" }, message_ok: "no" },
      { kind: "work", number: { typed: "514-555-0199", kept: "+15145550199" } },
    ],
    language_correspondence: "fr",
    living_arrangement: "home_alone",
  },
  legal: { can_consent: "yes", regime: "none" },
  motive: { main: "separation", others: ["work"], onset: "months_1_3", nature: "acute" },
  situation: { description: "Rupture récente.\nDort peu, ne mange presque plus.", can_self_navigate: "with_help" },
  risk: {
    screen_done: true,
    suicide: "none",
    homicide: "none",
    conjugal_violence: "none",
    child_safety: "no",
  },
  services: { none: true },
  health: { no_family_physician: true },
  urgency: { level: "standard" },
  expectations: "Être rappelé cette semaine.",
  availability: ["mon_am", "tue_pm"],
  consent: [{ purpose: "send_referral", decision: "agrees", given_by: "person", mode: "written" }],
};
