//! What stands at a place of the dossier, in words.

use parcours_rules::journey::Journey;
use parcours_schema::{Kind, Question, escape, template_of};
use parcours_text::{answer, label_at, words};

use crate::named_rows::chosen_rows;

/// The lines of the answer at a pointer; none when it is hidden or not given.
pub(super) fn lines(reading: &Journey, at: &str) -> Vec<String> {
    let (engine, form) = (reading.engine(), reading.form());
    let Some(question) = form.question(&template_of(at)) else { return Vec::new() };
    let Some(state) = engine.state(at).filter(|state| state.visible) else { return Vec::new() };
    match &question.kind {
        Kind::Reference(_) => chosen_rows(reading, at),
        _ => {
            let value = state.value.as_ref().or_else(|| engine.raw(at));
            value.map(|value| answer(question, form, value, reading.language())).unwrap_or_default()
        }
    }
}

/// The same on one line: options after one another, the lines of a text run on.
pub(super) fn line(reading: &Journey, at: &str) -> String {
    let kind = reading.form().question(&template_of(at)).map(|question| &question.kind);
    lines(reading, at).join(if matches!(kind, Some(Kind::LongText(_))) { " " } else { "; " })
}

/// The label of the question at a path.
pub(super) fn label(reading: &Journey, path: &str) -> String {
    let question = reading.form().question(path);
    question.map(|question| question.label.get(reading.language()).to_owned()).unwrap_or_default()
}

/// What a row is called: its title, « Besoin 1 », and the first text that was answered in it.
pub(super) fn name(reading: &Journey, row: &str) -> (String, String) {
    let title = label_at(reading.form(), row, reading.language());
    let group = reading.form().question(&template_of(row));
    let naming = group.and_then(parcours_rules::visit::naming);
    let told = naming.map(|question: &Question| line(reading, &[row, "/", &escape(&question.id)].concat()));
    (title, told.unwrap_or_default())
}

/// « Besoin 1 : habiter seul » on one line, cut at so many characters of the second part.
pub(super) fn name_on_one_line(reading: &Journey, row: &str, most: usize) -> String {
    let (mut title, told) = name(reading, row);
    if !told.is_empty() {
        title.push_str(words(reading.language()).colon);
        title.push_str(&cut(&told, most));
    }
    title
}

/// A text, cut where a word ends when it is longer than so many characters.
pub(super) fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let kept = text.get(..end).unwrap_or_default();
    let kept = kept.rsplit_once(' ').map_or(kept, |(kept, _)| kept);
    [kept.trim_end_matches([' ', ',', ';', '.']), "…"].concat()
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_text_is_cut_between_words() {
        assert_eq!(cut("court", 10), "court");
        assert_eq!(cut("Accompagnement au travail", 20), "Accompagnement au…");
        assert_eq!(cut("éééééééééé", 4), "éééé…");
    }
}
