//! Keys of answers that the form does not have. A page makes none: only answers that come from elsewhere are judged for them.

use parcours_schema::{Code, Kind, Problem, escape, limits};
use serde_json::{Map, Value};

use crate::engine::Engine;

impl Engine {
    /// Whether answers of some section are kept in that object, at the top of the answers.
    fn is_container(&self, key: &str) -> bool {
        self.form().sections.iter().any(|section| {
            section.container == key && section.questions.iter().any(|question| question.path != question.id)
        })
    }

    /// Keys that no question has, and sections that are not objects.
    pub(crate) fn unknown_keys(
        &self,
        map: &Map<String, Value>,
        path: &str,
        pointer: &str,
        problems: &mut Vec<Problem>,
    ) {
        for (key, value) in map.iter().filter(|(_, value)| !value.is_null()) {
            let at = [pointer, "/", &escape(key)].concat();
            let path = if path.is_empty() { key.clone() } else { [path, ".", key].concat() };
            let question = self.rules().node_of(&path).and_then(|id| self.rules().question(id));
            match question {
                Some(question) if matches!(question.kind, Kind::Note(_)) => {
                    problems.push(Problem::error(at, Code::UnknownKey));
                }
                Some(question) if question.kind.group().is_some() => match value {
                    Value::Object(map) => self.unknown_keys(map, &path, &at, problems),
                    Value::Array(rows) => {
                        for (index, row) in rows.iter().enumerate().take(limits::ROWS) {
                            if let Value::Object(map) = row {
                                self.unknown_keys(map, &path, &[&at, "/", &index.to_string()].concat(), problems);
                            }
                        }
                    }
                    _ => {}
                },
                Some(_) => {}
                None if pointer.is_empty() && self.is_container(key) => match value {
                    Value::Object(map) => self.unknown_keys(map, &path, &at, problems),
                    _ => problems.push(Problem::error(at, Code::WrongType)),
                },
                None => problems.push(Problem::error(at, Code::UnknownKey)),
            }
        }
    }
}
