//! The form as a tree of names: where each answer of a dossier is kept, and which part of the workflow it belongs to.

use parcours_schema::kinds::{Compute, Group};
use parcours_schema::{Form, Kind, Question, Workflow};

/// A name on the way to an answer, or the answer's own.
#[derive(Debug)]
pub(crate) struct Spot {
    /// The key in its object.
    pub name: String,
    /// Dotted path, rows left out.
    pub path: String,
    /// The section that asks for it; none for a container, which several sections may share.
    pub section: Option<usize>,
    /// The part of the workflow it belongs to: the one with the longest path that leads to it.
    pub part: Option<usize>,
    pub holds: Holds,
}

/// What stands at a name.
#[derive(Debug)]
pub(crate) enum Holds {
    /// An answer, whatever its kind.
    Answer,
    /// An object of names.
    Inside(Vec<Spot>),
    /// Rows, each an object of names; `key` is the name of what tells them apart for ever, if anything does.
    Rows { key: Option<String>, inside: Vec<Spot> },
}

/// The path the dossier itself answers, when the form asks for it.
pub(crate) const STATE_PATH: &str = "dossier.state";

/// The name of the question that gives a row its lasting key; none when its rows have none.
pub(crate) fn row_key(kind: &Kind) -> Option<&str> {
    kind.row_key().map(|question| question.id.as_str())
}

pub(crate) fn outline(form: &Form, workflow: &Workflow) -> Vec<Spot> {
    let author = Author { workflow };
    let mut roots = Vec::new();
    for (section, questions) in form.sections.iter().enumerate() {
        for question in questions.questions.iter().filter(|question| question.path != STATE_PATH) {
            author.hang(&mut roots, question, &question.path, "", section);
        }
    }
    roots
}

/// The spot of that name.
pub(crate) fn named<'a>(spots: &'a [Spot], name: &str) -> Option<&'a Spot> {
    spots.iter().find(|spot| spot.name == name)
}

struct Author<'a> {
    workflow: &'a Workflow,
}

impl Author<'_> {
    /// Hangs a question under the containers its path leads through.
    fn hang(&self, spots: &mut Vec<Spot>, question: &Question, rest: &str, above: &str, section: usize) {
        let Some((container, rest)) = rest.split_once('.') else {
            spots.extend(self.spot(question, section));
            return;
        };
        let path = if above.is_empty() { container.to_owned() } else { format!("{above}.{container}") };
        if named(spots, container).is_none() {
            let part = self.workflow.part_of(&path);
            let (name, holds) = (container.to_owned(), Holds::Inside(Vec::new()));
            spots.push(Spot { name, path: path.clone(), section: None, part, holds });
        }
        for spot in spots.iter_mut().filter(|spot| spot.name == container) {
            if let Holds::Inside(inside) = &mut spot.holds {
                self.hang(inside, question, rest, &path, section);
            }
        }
    }

    /// Nothing for what holds no answer of its own: notes, and values that follow from other answers.
    fn spot(&self, question: &Question, section: usize) -> Option<Spot> {
        let inside = |group: &Group| group.questions.iter().filter_map(|inner| self.spot(inner, section)).collect();
        let holds = match &question.kind {
            Kind::Note(_) => return None,
            Kind::Computed(Compute::Stamp) => Holds::Answer,
            Kind::Computed(_) => return None,
            Kind::Group(group) | Kind::Address(group) => match &group.repeat {
                None => Holds::Inside(inside(group)),
                Some(_) => Holds::Rows { key: row_key(&question.kind).map(str::to_owned), inside: inside(group) },
            },
            _ => Holds::Answer,
        };
        let (name, path) = (question.id.clone(), question.path.clone());
        Some(Spot { part: self.workflow.part_of(&path), name, path, section: Some(section), holds })
    }
}

impl Spot {
    /// Calls `visit` with this spot and every one inside it.
    pub(crate) fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a Spot)) {
        visit(self);
        if let Holds::Inside(inside) | Holds::Rows { inside, .. } = &self.holds {
            inside.iter().for_each(|spot| spot.each(visit));
        }
    }
}
