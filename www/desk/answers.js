// A submission's answers in words, section by section, in the order of the form. Pure: no page, no network.

/** Sections with at least one answer: `{ title, rows: [[label, value]…] }`. */
export function answered(form, answers, language) {
  const text = (words) => (words == null ? "" : typeof words === "string" ? words : words[language]);
  const said = {
    fr: { yes: "Oui", no: "Non", unknown: "Ne sait pas", gone: "Élément retiré", colon: "\u00a0: " },
    en: { yes: "Yes", no: "No", unknown: "Does not know", gone: "Removed item", colon: ": " },
  }[language];

  const option = (question, value) => {
    const all = question.options ?? form.lists?.[question.list]?.options ?? [];
    return text(all.find((one) => one.value === value)?.label) || String(value);
  };

  const path = (section, question) => (question.root ? question.id : `${section.in ?? section.id}.${question.id}`);
  const at = (place) => place.split(".").reduce((inner, step) => inner?.[step], answers);

  // A row is called by its title and what tells it from the others, never by its key.
  const row = (question, key) => {
    const groups = form.sections.flatMap((section) => section.questions.filter((one) => path(section, one) === question.to));
    const inner = (wanted) => groups[0]?.questions.find(wanted);
    const named = inner((one) => one.compute?.key);
    const shown = inner((one) => question.show.endsWith(`.${one.id}`));
    const all = at(question.to) ?? [];
    const index = all.findIndex((one) => one[named?.id] === key);
    if (index < 0 || !shown) return said.gone;
    const title = text(groups[0].repeat.item).replace("{n}", String(index + 1));
    const told = all[index][shown.id];
    return told === undefined ? title : `${title}${said.colon}${value(shown, told)}`;
  };

  const value = (question, answer) => {
    switch (question.kind) {
      case "yes_no":
      case "attestation":
        return answer ? said.yes : said.no;
      case "tri":
        return said[answer] ?? String(answer);
      case "choice":
        return option(question, answer);
      case "choices":
        return answer.map((one) => option(question, one)).join(", ");
      case "reference":
        return [answer].flat().map((key) => row(question, key)).join(", ");
      case "phone":
        return answer.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, language === "fr" ? "$1\u00a0$2-$3" : "$1-$2-$3");
      case "attachment":
        return answer.name;
      default:
        return String(answer);
    }
  };

  const rows = (question, answer, before) => {
    if (answer === undefined || answer === null || question.kind === "note" || question.compute?.key) return [];
    const label = before + text(question.label);
    const inner = question.questions;
    if (!inner) return [[label, value(question, answer)]];
    const all = Array.isArray(answer) ? answer : [answer];
    return all.flatMap((row, index) => {
      const title = question.repeat ? text(question.repeat.item).replace("{n}", String(index + 1)) : text(question.label);
      return inner.flatMap((one) => rows(one, row[one.id], `${before}${title}${said.colon}`));
    });
  };

  return form.sections
    .map((section) => ({
      title: text(section.title),
      rows: section.questions.flatMap((question) =>
        rows(question, at(path(section, question)), ""),
      ),
    }))
    .filter((section) => section.rows.length > 0);
}
