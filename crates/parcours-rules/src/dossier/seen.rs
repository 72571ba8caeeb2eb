//! A dossier cut to what a role may read: answers, history, signatures, names, reasons. What is cut leaves no trace: no
//! pointer, no count, no empty place.

use std::sync::Arc;

use parcours_schema::{Answers, tokens};
use serde_json::{Map, Value};

use super::cut::Cut;
use super::outline::{Holds, STATE_PATH, Spot, named};
use super::state::{Returned, Signature};
use super::{Actor, Change, Deed, Dossier, Event, Process};

impl Process {
    /// The dossier as a role sees it; nothing for a role the workflow does not have.
    pub fn seen_by(&self, dossier: &Dossier, role: &str) -> Option<Dossier> {
        self.workflow().role(role)?;
        let viewer = Viewer { process: self, role };
        let reads_content = viewer.reads_content();
        let signature = |signature: &Signature| {
            let own = signature.role == role;
            (own || viewer.reads_signatures()).then(|| Signature {
                hash: if reads_content { signature.hash.clone() } else { String::new() },
                ..signature.clone()
            })
        };
        let mut seen = Dossier {
            answers: viewer.answers(&dossier.answers),
            signatures: dossier.signatures.iter().filter_map(signature).collect(),
            returned: dossier.returned.as_ref().map(|returned| viewer.returned(returned)),
            history: viewer.history(&dossier.history),
            ..dossier.clone()
        };
        if let Some(plan) = seen.plan.as_mut().filter(|_| !reads_content) {
            plan.hash.clear();
        }
        Some(seen)
    }
}

struct Viewer<'a> {
    process: &'a Process,
    role: &'a str,
}

impl Viewer<'_> {
    fn answers(&self, answers: &Answers) -> Answers {
        let keeps = |spot: &Spot| self.process.reads(self.role, spot);
        let mut cut = Cut { keeps: &keeps }.object(answers.as_map(), self.process.outline(), None);
        if let Some(state) = answers.get(&parcours_schema::pointer_of(STATE_PATH))
            && let Some((container, name)) = STATE_PATH.split_once('.')
            && let Value::Object(inside) = cut.entry(container).or_insert_with(|| Value::Object(Map::new()))
        {
            inside.insert(name.to_owned(), state.clone());
        }
        Answers::from_value(Value::Object(cut)).unwrap_or_default()
    }

    fn history(&self, history: &[Arc<Event>]) -> Vec<Arc<Event>> {
        // What was seen so far: a row taken away is told only to those who saw it.
        let mut seen = Answers::default();
        history.iter().filter_map(|event| self.event(event, &mut seen)).collect()
    }

    fn event(&self, event: &Arc<Event>, seen: &mut Answers) -> Option<Arc<Event>> {
        let does = match &event.does {
            Deed::Save { changes } => {
                let mut kept = Vec::new();
                for change in changes {
                    if let Some(change) = self.change(change, seen) {
                        self.process.put_all(seen, std::slice::from_ref(&change));
                        kept.push(change);
                    }
                }
                if kept.is_empty() {
                    return None;
                }
                Deed::Save { changes: kept }
            }
            Deed::Transition { id, reason, sections } => {
                let reason = reason.clone().filter(|_| self.may_know_why(id, &event.by.role));
                Deed::Transition { id: id.clone(), reason, sections: self.sections(sections) }
            }
            Deed::Sign { name, hash } => {
                if event.by.role != self.role && !self.reads_signatures() {
                    return None;
                }
                let hash = if self.reads_content() { hash.clone() } else { String::new() };
                Deed::Sign { name: name.clone(), hash }
            }
        };
        let known = self.process.knows(self.role, &event.by.role);
        let name = if known { event.by.name.clone() } else { String::new() };
        let by = Actor { name, ..event.by.clone() };
        Some(Arc::new(Event { by, does, id: event.id.clone(), at: event.at.clone() }))
    }

    fn change(&self, change: &Change, seen: &Answers) -> Option<Change> {
        let steps: Vec<String> = tokens(&change.at).collect();
        let to = self.at(&change.to, self.process.outline(), &steps, change, seen)?;
        Some(Change { at: change.at.clone(), to })
    }

    /// What is seen of a change: `steps` are those that are left to go.
    fn at(&self, to: &Value, spots: &[Spot], steps: &[String], change: &Change, seen: &Answers) -> Option<Value> {
        let (name, rest) = steps.split_first()?;
        let spot = named(spots, name)?;
        let keeps = |spot: &Spot| self.process.reads(self.role, spot);
        let cut = Cut { keeps: &keeps };
        match (&spot.holds, rest, to) {
            (Holds::Inside(_) | Holds::Rows { .. }, [], Value::Null) => cut.keeps_some(spot).then_some(Value::Null),
            (_, [], _) => cut.value(to, spot),
            (Holds::Inside(inside), rest, _) => self.at(to, inside, rest, change, seen),
            (Holds::Rows { key: Some(key), inside }, [_], Value::Object(row)) => cut.row(row, spot, inside, Some(key)),
            (Holds::Rows { .. }, [_], _) => self.process.answer_at(seen, &change.at).map(|_| Value::Null),
            (Holds::Rows { inside, .. }, [_, rest @ ..], _) => self.at(to, inside, rest, change, seen),
            (Holds::Answer, ..) => None,
        }
    }

    fn returned(&self, returned: &Returned) -> Returned {
        let knows = self.may_know_why(&returned.transition, &returned.by);
        let reason = returned.reason.clone().filter(|_| knows);
        Returned { reason, sections: self.sections(&returned.sections), ..returned.clone() }
    }

    /// Those of these sections of which the role reads something.
    fn sections(&self, ids: &[String]) -> Vec<String> {
        let reads = |id: &&String| {
            self.process.section_numbers(std::slice::from_ref(id)).iter().any(|number| self.reads_section(*number))
        };
        ids.iter().filter(reads).cloned().collect()
    }

    fn reads_section(&self, number: usize) -> bool {
        let mut reads = false;
        self.process.outline().iter().for_each(|root| {
            root.each(&mut |spot| reads |= spot.section == Some(number) && self.process.reads(self.role, spot));
        });
        reads
    }

    /// A reason is for whoever gave it, whoever could have, and those who act where it leads.
    fn may_know_why(&self, transition: &str, by: &str) -> bool {
        let workflow = self.process.workflow();
        let is_me = |list: &[String]| list.iter().any(|id| id == self.role);
        by == self.role
            || workflow.transition(transition).is_some_and(|transition| {
                is_me(&transition.by) || workflow.state(&transition.to).is_some_and(|state| is_me(&state.acts))
            })
    }

    fn reads_signatures(&self) -> bool {
        let group = self.process.workflow().signing.as_ref().map(|signing| signing.group.as_str());
        group.is_some_and(|group| self.process.may_read(self.role, group))
    }

    /// Whether the role reads everything that is signed: a hash lets one try what it might be the hash of.
    fn reads_content(&self) -> bool {
        let Some(signing) = &self.process.workflow().signing else { return true };
        let keeps = |spot: &Spot| !signing.signs(&spot.path) || self.process.reads(self.role, spot);
        self.process.outline().iter().all(|root| Cut { keeps: &keeps }.keeps_all(root))
    }
}
