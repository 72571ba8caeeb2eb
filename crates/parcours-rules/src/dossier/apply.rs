//! One more event, judged then folded; a whole history, folded.

use std::collections::BTreeMap;
use std::sync::Arc;

use parcours_schema::limits;
use parcours_schema::workflow::Reason;
use serde_json::{Map, Value};

use super::access::Right;
use super::outline::{Holds, Spot};
use super::place::{find, key_of, touched};
use super::{Actor, Change, Circumstances, Deed, Dossier, Event, Process, Refusal};
use crate::calendar::Moment;

/// How far a clock may run ahead of the one that judges.
const CLOCK_SKEW: i64 = 5 * 60 * 1_000;

/// The dossier with one more event.
///
/// The same event given again changes nothing: the dossier comes back as it is.
///
/// ```
/// # use std::sync::Arc;
/// # use parcours_rules::{Native, Rules, calendar::Moment};
/// # use parcours_rules::dossier::{Actor, Change, Circumstances, Deed, Dossier, Event, Process, Refusal, apply};
/// # use parcours_schema::{NoLibrary, load_form, load_workflow};
/// # let form = r#"{"id":"ask","version":"1.0.0","revision":"1","audience":"public","legal_regime":"a-2.1",
/// #  "sensitive":false,"title":"Ask","sections":[{"id":"who","title":"Who",
/// #  "questions":[{"id":"name","kind":"text","required":true,"label":"Name"}]}]}"#;
/// # let workflow = r#"{"id":"ask","version":"1.0.0","form":"ask","title":"Ask",
/// #  "roles":[{"id":"person","title":"Person","look":"public"},{"id":"clerk","title":"Clerk","look":"professional"}],
/// #  "steps":[{"id":"one","title":"One","sections":["who"]}],
/// #  "parts":[{"id":"all","paths":["who"],"read":["person","clerk"],"write":[{"role":"person","in":["draft"]}]}],
/// #  "states":[{"id":"draft","step":"one","title":"Draft","acts":["person"]},
/// #   {"id":"sent","step":"one","title":"Sent","end":true}],
/// #  "transitions":[{"id":"send","kind":"advance","from":["draft"],"to":"sent","by":["person"],"label":"Send",
/// #   "complete":["who"]}]}"#;
/// # let rules = Rules::compile(Arc::new(load_form("f", form, &NoLibrary).unwrap())).unwrap();
/// # let process = Process::compile(Arc::new(load_workflow("w", workflow).unwrap()), rules).unwrap();
/// # fn sha256(_: &[u8]) -> [u8; 32] { [0; 32] }
/// let now = "2026-11-22T13:30:00Z";
/// let circumstances = Circumstances::at(Moment::parse(now).unwrap(), Arc::new(Native), sha256);
/// let save = |id: &str, role: &str| Event {
///     id: id.to_owned(),
///     at: now.to_owned(),
///     by: Actor::new(role, "A. Roy"),
///     does: Deed::Save { changes: vec![Change::new("/who/name", "Roy")] },
/// };
/// let dossier = Dossier::open(&process, "d-1", now);
/// let refused = apply(&process, &dossier, save("0192…1", "clerk"), &circumstances).unwrap_err();
/// assert_eq!(refused, Refusal::NotYours { pointers: vec!["/who/name".to_owned()] });
/// let dossier = apply(&process, &dossier, save("0192…2", "person"), &circumstances).unwrap();
/// assert!(process.may(&dossier, "person", &circumstances)[0].blocked_by.is_empty());
/// ```
///
/// # Errors
/// [`Refusal`] says why the event may not be; the dossier is as it was.
pub fn apply(
    process: &Process,
    dossier: &Dossier,
    event: Event,
    circumstances: &Circumstances,
) -> Result<Dossier, Refusal> {
    if let Some(known) = dossier.event(&event.id) {
        return if **known == event { Ok(dossier.clone()) } else { Err(Refusal::IdTaken) };
    }
    let Some(at) = Moment::parse(&event.at) else {
        return Err(Refusal::Malformed { at: "/at".to_owned(), what: "is not an RFC 3339 date and time" });
    };
    if at > circumstances.now.plus_millis(CLOCK_SKEW) {
        return Err(Refusal::FromTheFuture);
    }
    let judge = Judge { process, dossier, by: &event.by, circumstances };
    judge.actor()?;
    match &event.does {
        Deed::Save { changes } => judge.save(changes)?,
        Deed::Transition { id, reason, sections } => judge.transition(id, reason.as_deref(), sections)?,
        Deed::Sign { name, hash } => judge.sign(name, hash)?,
    }
    let mut next = dossier.clone();
    process.fold(&mut next, Arc::new(event));
    Ok(next)
}

/// The dossier a history comes to. `opened_at` is when the dossier was opened, RFC 3339.
///
/// A history was judged event by event when it was made; what was right then stays, whatever the definitions say today.
///
/// # Errors
/// [`Refusal`] when two different events have one id, or a transition is none of the workflow.
pub fn replay(
    process: &Process,
    id: &str,
    opened_at: &str,
    history: impl IntoIterator<Item = impl Into<Arc<Event>>>,
) -> Result<Dossier, Refusal> {
    let mut dossier = Dossier::open(process, id, opened_at);
    let mut known: BTreeMap<String, Arc<Event>> = BTreeMap::new();
    for event in history {
        let event: Arc<Event> = event.into();
        if let Some(other) = known.insert(event.id.clone(), event.clone()) {
            if other != event {
                return Err(Refusal::IdTaken);
            }
            continue;
        }
        if let Deed::Transition { id, .. } = &event.does
            && process.workflow().transition(id).is_none()
        {
            return Err(Refusal::NotPossible);
        }
        process.fold(&mut dossier, event);
    }
    Ok(dossier)
}

struct Judge<'a> {
    process: &'a Process,
    dossier: &'a Dossier,
    by: &'a Actor,
    circumstances: &'a Circumstances,
}

impl Judge<'_> {
    fn actor(&self) -> Result<(), Refusal> {
        let Some(role) = self.process.workflow().role(&self.by.role) else { return Err(Refusal::UnknownRole) };
        match &self.by.with {
            Some(with) if !role.assists.contains(with) => Err(Refusal::CannotHelp),
            _ => Ok(()),
        }
    }

    fn save(&self, changes: &[Change]) -> Result<(), Refusal> {
        if changes.is_empty() {
            return Err(Refusal::Malformed { at: "/does/save/changes".to_owned(), what: "is empty" });
        }
        let (mut nowhere, mut foreign, mut unagreed) = (Vec::new(), Vec::new(), Vec::new());
        for change in changes {
            match touched(self.process.outline(), change) {
                Err(pointer) => nowhere.push(pointer),
                Ok(list) => {
                    for touched in list {
                        let list = match self.process.right(self.by, touched.spot, &self.dossier.state) {
                            Right::Yes => continue,
                            Right::No => &mut foreign,
                            Right::WithAgreement => &mut unagreed,
                        };
                        if !list.contains(&touched.at) {
                            list.push(touched.at);
                        }
                    }
                }
            }
        }
        // What the role may not write is said first: nothing else is its business.
        match (foreign.is_empty(), nowhere.is_empty(), unagreed.is_empty()) {
            (false, ..) => Err(Refusal::NotYours { pointers: foreign }),
            (_, false, _) => Err(Refusal::NoSuchPlace { pointers: nowhere }),
            (.., false) => Err(Refusal::AgreementMissing { pointers: unagreed }),
            _ => self.rows(changes),
        }
    }

    /// Every row a change is about must be there by then. Taking away what somebody took away already is no loss.
    fn rows(&self, changes: &[Change]) -> Result<(), Refusal> {
        let mut answers = self.dossier.answers.clone();
        let mut gone: Vec<String> = Vec::new();
        for change in changes {
            let above = find(self.process.outline(), &change.at).map(|(_, rows)| rows).unwrap_or_default();
            match above.into_iter().find(|row| self.process.answer_at(&answers, row).is_none()) {
                Some(row) if gone.contains(&row) => {}
                Some(row) => gone.push(row),
                None => self.process.put_all(&mut answers, std::slice::from_ref(change)),
            }
        }
        if !gone.is_empty() {
            return Err(Refusal::RowGone { pointers: gone });
        }
        let mut full = Vec::new();
        overfull(answers.as_map(), self.process.outline(), "", &mut full);
        if full.is_empty() { Ok(()) } else { Err(Refusal::TooManyRows { pointers: full }) }
    }

    fn transition(&self, id: &str, reason: Option<&str>, sections: &[String]) -> Result<(), Refusal> {
        let transition = self.process.workflow().transition(id).ok_or(Refusal::NotPossible)?;
        let here = self.process.workflow().among(&transition.from, &self.dossier.state);
        if !here || !transition.by.contains(&self.by.role) {
            return Err(Refusal::NotPossible);
        }
        let given = reason.is_some_and(|reason| !reason.trim().is_empty());
        match transition.reason {
            Reason::Required if !given => return Err(Refusal::ReasonMissing),
            Reason::None if reason.is_some() => {
                let at = "/does/transition/reason".to_owned();
                return Err(Refusal::Malformed { at, what: "is not asked for" });
            }
            _ => {}
        }
        if self.process.section_numbers(sections).len() != sections.len() {
            let at = "/does/transition/sections".to_owned();
            return Err(Refusal::Malformed { at, what: "names a section the form does not have" });
        }
        let engine = self.process.engine(self.dossier, self.circumstances);
        let by = self.process.blocks(transition, self.dossier, &self.by.role, &engine, self.circumstances.hash);
        if by.is_empty() { Ok(()) } else { Err(Refusal::Blocked { by }) }
    }

    fn sign(&self, name: &str, hash: &str) -> Result<(), Refusal> {
        if name.trim().is_empty() {
            return Err(Refusal::Malformed { at: "/does/sign/name".to_owned(), what: "is empty" });
        }
        if !self.process.may_sign(self.dossier, &self.by.role) {
            return Err(Refusal::NothingToSign);
        }
        match self.process.content_hash(self.dossier, self.circumstances.hash) {
            Some(content) if content == hash => Ok(()),
            _ => Err(Refusal::ContentChanged),
        }
    }
}

/// Groups with more rows than are ever looked at: what is in the last of them would be lost to every check.
fn overfull(map: &Map<String, Value>, spots: &[Spot], above: &str, full: &mut Vec<String>) {
    for spot in spots {
        let at = format!("{above}/{}", spot.name);
        match (&spot.holds, map.get(&spot.name)) {
            (Holds::Inside(inside), Some(Value::Object(map))) => overfull(map, inside, &at, full),
            (Holds::Rows { key, inside }, Some(Value::Array(rows))) => {
                if rows.len() > limits::ROWS {
                    full.push(at.clone());
                }
                for row in rows {
                    let id = key.as_ref().and_then(|key| key_of(row, key)).unwrap_or_default();
                    if let Value::Object(map) = row {
                        overfull(map, inside, &format!("{at}/@{id}"), full);
                    }
                }
            }
            _ => {}
        }
    }
}
