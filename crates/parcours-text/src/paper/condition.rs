//! A condition as the end of a sentence: « la réponse à 1.2 est « Oui » et … ».

use std::collections::BTreeMap;

use parcours_schema::{Condition, DateExpression, DateUnit, Form, Language, Operator, Question};
use serde_json::Value;

use super::{Clauses, paper_words};
use crate::{answer, format};

/// By path, where a question stands on this paper, and the question.
pub type Numbers<'a> = BTreeMap<&'a str, (String, &'a Question)>;

/// Most answers that are told one by one, and the longest sentence that is read before a question, in characters.
const MOST: usize = 8;
const LONGEST: usize = 320;

/// « Répondez seulement si… », or « Si… » before what only says something; `None` when a part of it cannot be told on paper (an
/// answer that is not asked there, a long list), so that a question is rather asked too often than left out.
pub fn only_when(
    condition: &Condition,
    asks: bool,
    form: &Form,
    numbers: &Numbers<'_>,
    language: Language,
) -> Option<String> {
    let words = paper_words(language);
    let teller = Teller { form, numbers, language, words: &words.clause };
    let told = teller.told(condition, true, false).filter(|told| told.chars().count() <= LONGEST)?;
    Some(if asks { words.only_if } else { words.told_if }.replace("{condition}", &told))
}

struct Teller<'a> {
    form: &'a Form,
    numbers: &'a Numbers<'a>,
    language: Language,
    words: &'static Clauses,
}

impl Teller<'_> {
    /// The condition, or its contrary; what is joined `inside` a longer sentence stands between parentheses, so that « et » and
    /// « ou » say one thing.
    fn told(&self, condition: &Condition, so: bool, inside: bool) -> Option<String> {
        let (list, all) = match condition {
            Condition::Not(inner) => return self.told(inner, !so, inside),
            Condition::Some { that, .. } if so => return self.told(that, so, inside),
            Condition::Some { .. } => return None,
            Condition::Answer { path, operator } => return self.compared(path, operator, so),
            Condition::All(list) => (list, so),
            Condition::Any(list) => (list, !so),
        };
        let said = list.iter().filter(|one| !(all && so && is_said_by_another(one, list)));
        let told: Vec<String> = said.map(|one| self.told(one, so, true)).collect::<Option<_>>()?;
        match told.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            several => {
                let several = several.join(if all { self.words.and } else { self.words.or });
                Some(if inside { ["(", &several, ")"].concat() } else { several })
            }
        }
    }

    fn compared(&self, path: &str, operator: &Operator, so: bool) -> Option<String> {
        let (number, question) = self.numbers.get(path)?;
        let words = self.words;
        let both = |one, other| if so { one } else { other };
        let (clause, value) = match operator {
            Operator::Is(value) => (both(words.is, words.is_not), self.quoted(question, value)),
            Operator::In(values) if values.len() > MOST => return None,
            Operator::In(values) => {
                let named: Vec<String> = values.iter().map(|value| self.quoted(question, value)).collect();
                (both(words.is, words.is_not), named.join(words.or))
            }
            Operator::Includes(value) => {
                let list = Value::Array(vec![Value::from(value.as_str())]);
                (both(words.ticked, words.not_ticked), self.quoted(question, &list))
            }
            Operator::Answered(answered) if *answered == so => (words.answered, String::new()),
            Operator::Answered(_) => (words.not_answered, String::new()),
            Operator::AtLeast(least) if so => (words.at_least, format::number(*least, self.language)),
            Operator::AtMost(most) if so => (words.at_most, format::number(*most, self.language)),
            Operator::Before(date) if so => (words.before, self.date(date)?),
            Operator::After(date) if so => (words.after, self.date(date)?),
            Operator::EarlierThan(other) if so => (words.before, self.numbers.get(other.as_str())?.0.clone()),
            Operator::LaterThan(other) if so => (words.after, self.numbers.get(other.as_str())?.0.clone()),
            Operator::AgeAtLeast(years) => (both(words.age, words.younger), years.to_string()),
            _ => return None,
        };
        Some(clause.replace("{q}", number).replace("{v}", &value))
    }

    /// The answer as the paper offers it.
    fn quoted(&self, question: &Question, value: &Value) -> String {
        let [open, close] = self.words.quotes;
        [open, &answer(question, self.form, value, self.language).concat(), close].concat()
    }

    fn date(&self, date: &DateExpression) -> Option<String> {
        match date {
            DateExpression::Fixed(date) => Some(format::date(date, self.language)),
            DateExpression::FromToday(0, DateUnit::Days) => Some(self.words.today.to_owned()),
            DateExpression::FromToday(..) => None,
        }
    }
}

/// That a question is answered goes without saying, where all of the list must hold and what the answer is or is not is said.
fn is_said_by_another(one: &Condition, list: &[Condition]) -> bool {
    let Condition::Answer { path, operator: Operator::Answered(true) } = one else { return false };
    list.iter().filter(|other| *other != one).any(|other| {
        let mut reads = false;
        other.paths(&mut |read| reads |= read == path);
        reads
    })
}
