//! A form: its identity, its sections, its checks. One document, no reference left to resolve.

use crate::condition::read_condition;
use crate::fault::say;
use crate::list::{LIST_KEYS, Lists, read_options};
use crate::question::{Required, read_question};
use crate::read::{Item, Key, Shape, read_path};
use crate::{Condition, Localized, Question, Severity, limits};

/// Who fills the form; decides how many questions stand on a page (`ux.md` C-01).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Someone whose work it is: grouped sections.
    Professional,
    /// A person or a family: one question group a page.
    Public,
}

/// The law under which the answers are collected (`domain.md` section 13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegalRegime {
    /// Act respecting health and social services information.
    R221,
    /// Access Act, for other public bodies.
    A21,
    /// Private sector act.
    P391,
}

/// Whom the questions of a section are about (`ux.md` A-23).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    /// The person who types: the browser may offer what it remembers.
    Myself,
    /// Someone else: the browser must not.
    #[default]
    Other,
}

/// Questions that stand together.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its name.
    pub id: String,
    /// Where its answers are kept: the first step of its questions' paths. Several sections may share one.
    pub container: String,
    /// Its heading.
    pub title: Localized,
    /// A sentence under the heading.
    pub intro: Option<Localized>,
    /// Why this is asked and who will see it (`ux.md` C-09).
    pub why: Option<Localized>,
    /// Whom the questions are about.
    pub subject: Subject,
    /// Shown only when this holds.
    pub when: Option<Condition>,
    /// Help for an advisor who goes through it with somebody.
    pub advisor: Option<Box<Advisor>>,
    /// The questions, in order.
    pub questions: Vec<Question>,
}

/// Help for an advisor who goes through a section with somebody, by phone or beside them (`ux.md` section 3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advisor {
    /// Words to read aloud.
    pub say: Option<Localized>,
    /// The same in everyday words.
    pub plain: Option<Localized>,
    /// The documents to have at hand.
    pub documents: Option<Localized>,
}

/// Something that must hold between several answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Its name; problems carry it as `check:<id>`.
    pub id: String,
    /// Whether it stops the form.
    pub severity: Severity,
    /// Judged only when this holds.
    pub when: Option<Condition>,
    /// What must hold.
    pub that: Condition,
    /// Paths of the questions the problem is shown at; never empty, none inside a repeating group.
    pub at: Vec<String>,
    /// The sentence.
    pub say: Localized,
}

/// A whole form.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// Stable id, such as `cli-60508`.
    pub id: String,
    /// Version of this definition, `major.minor.patch`.
    pub version: String,
    /// Revision printed on the paper form.
    pub revision: String,
    /// Who fills it.
    pub audience: Audience,
    /// The law it is filled under.
    pub legal_regime: LegalRegime,
    /// Whether its mere presence on a device could harm (no drafts, neutral titles).
    pub sensitive: bool,
    /// Its title.
    pub title: Localized,
    /// What it is for, in a sentence.
    pub purpose: Option<Localized>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The checks between answers.
    pub checks: Vec<Check>,
    /// The lists its questions use, by id. A question's own options are under its path.
    pub lists: Lists,
    /// Set of orientation rules that applies.
    pub orientation: Option<String>,
}

const AUDIENCES: &[&str] = &["professional", "public"];
pub(crate) const REGIMES: &[&str] = &["r-22.1", "a-2.1", "p-39.1"];
const SUBJECTS: &[&str] = &["other", "self"];
const SEVERITIES: &[&str] = &["error", "warning"];

pub(crate) const FORM_KEYS: &[Key] = &[
    Key::optional("$schema", Shape::Text),
    Key::required("id", Shape::Id),
    Key::required("version", Shape::Text),
    Key::required("revision", Shape::Text),
    Key::required("audience", Shape::OneOf(AUDIENCES)),
    Key::required("legal_regime", Shape::OneOf(REGIMES)),
    Key::required("sensitive", Shape::Bool),
    Key::required("title", Shape::Localized),
    Key::optional("purpose", Shape::Localized),
    Key::required("sections", Shape::Sections),
    Key::optional("checks", Shape::Checks),
    Key::optional("orientation", Shape::Text),
    // Put in place when the form is resolved: see `crisis`.
    Key::optional("crisis", Shape::Id),
    Key::optional("lists", Shape::Lists),
];

pub(crate) const SECTION_KEYS: &[Key] = &[
    Key::required("id", Shape::Id),
    Key::optional("in", Shape::Id),
    Key::required("title", Shape::Localized),
    Key::optional("intro", Shape::Localized),
    Key::optional("why", Shape::Localized),
    Key::optional("subject", Shape::OneOf(SUBJECTS)),
    Key::optional("when", Shape::Condition),
    Key::optional("advisor", Shape::Object(ADVISOR_KEYS)),
    Key::required("questions", Shape::Questions),
];

pub(crate) const ADVISOR_KEYS: &[Key] = &[
    Key::optional("say", Shape::Localized),
    Key::optional("plain", Shape::Localized),
    Key::optional("documents", Shape::Localized),
];

/// What a check of a block may hold more: the laws it is for. Dealt with when the form is resolved.
#[cfg(feature = "author")]
pub(crate) const BLOCK_CHECK_KEYS: &[Key] = &[Key::optional("regimes", Shape::Texts)];

pub(crate) const CHECK_KEYS: &[Key] = &[
    Key::required("id", Shape::Id),
    Key::required("severity", Shape::OneOf(SEVERITIES)),
    Key::optional("when", Shape::Condition),
    Key::required("that", Shape::Condition),
    Key::required("at", Shape::Paths),
    Key::required("say", Shape::Localized),
];

pub(crate) fn read_form(item: Item<'_>) -> Option<Form> {
    let object = item.object(FORM_KEYS)?;
    let version = object.with("version", read_version);
    let sections = object.list("sections", 1, limits::SECTIONS, read_section);
    let checks = object.list("checks", 0, 500, read_check).unwrap_or_default();
    let mut lists = object.with("lists", read_lists).unwrap_or_default();
    let mut sections = sections?;
    for question in sections.iter_mut().flat_map(|section| &mut section.questions) {
        question.kind.move_own_options(&question.path, &mut lists);
    }
    Some(Form {
        id: object.id("id")?,
        version: version?,
        revision: object.text("revision")?,
        audience: [Audience::Professional, Audience::Public][object.one_of("audience", AUDIENCES)?],
        legal_regime: [LegalRegime::R221, LegalRegime::A21, LegalRegime::P391]
            [object.one_of("legal_regime", REGIMES)?],
        sensitive: object.flag("sensitive"),
        title: object.localized("title")?,
        purpose: object.localized("purpose"),
        sections,
        checks,
        lists,
        orientation: object.text("orientation"),
    })
}

/// `major.minor.patch`.
pub(crate) fn read_version(item: Item<'_>) -> Option<String> {
    let text = item.text()?;
    let parts = text.split('.').filter(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())).count();
    if parts != 3 || text.split('.').count() != 3 {
        item.fault(say!(format!("`{text}` is not a version."), "Write three numbers, such as `1.0.0`."));
        return None;
    }
    Some(text.to_owned())
}

fn read_section(item: Item<'_>) -> Option<Section> {
    let object = item.object(SECTION_KEYS)?;
    let id = object.id("id")?;
    let container = if object.has("in") { object.id("in")? } else { id.clone() };
    Some(Section {
        title: object.localized("title")?,
        intro: object.localized("intro"),
        why: object.localized("why"),
        subject: [Subject::Other, Subject::Myself][object.one_of("subject", SUBJECTS).unwrap_or(0)],
        when: object.with("when", read_condition),
        advisor: object.with("advisor", read_advisor),
        questions: object.list("questions", 1, limits::QUESTIONS, |item| read_question(item, &container, 0))?,
        id,
        container,
    })
}

fn read_advisor(item: Item<'_>) -> Option<Box<Advisor>> {
    let object = item.object(ADVISOR_KEYS)?;
    Some(Box::new(Advisor {
        say: object.localized("say"),
        plain: object.localized("plain"),
        documents: object.localized("documents"),
    }))
}

fn read_check(item: Item<'_>) -> Option<Check> {
    let object = item.object(CHECK_KEYS)?;
    Some(Check {
        id: object.id("id")?,
        severity: [Severity::Error, Severity::Warning][object.one_of("severity", SEVERITIES)?],
        when: object.with("when", read_condition),
        that: object.with("that", read_condition)?,
        at: object.list("at", 1, 20, read_path)?,
        say: object.localized("say")?,
    })
}

fn read_lists(item: Item<'_>) -> Option<Lists> {
    let Some(map) = item.value.as_object() else {
        item.fault(say!("`lists` is not an object.", "Write `{ \"id\": { \"options\": [ … ] } }`."));
        return None;
    };
    // The keys are the author's own ids, so the object is opened by hand rather than against a table.
    let mut lists = Lists::default();
    let open = item.open();
    for id in map.keys() {
        if let Some(list) = open.with(id, |item| read_options(&item.object(LIST_KEYS)?, "options")) {
            lists.add(id, list);
        }
    }
    Some(lists)
}

impl Form {
    /// Whether it is filled in to be sent. One whose last section asks nothing ends there: it only shows the way.
    pub fn is_sent(&self) -> bool {
        self.sections.last().is_some_and(Section::asks)
    }

    /// Every question with the section it stands in, groups before their own questions, in page order.
    pub fn questions(&self) -> impl Iterator<Item = (usize, &Question)> {
        self.sections.iter().enumerate().flat_map(|(index, section)| {
            section.questions.iter().flat_map(Question::with_inner).map(move |question| (index, question))
        })
    }

    /// The question of a path such as `person.phones.number`.
    pub fn question(&self, path: &str) -> Option<&Question> {
        self.questions().map(|(_, question)| question).find(|question| question.path == path)
    }
}

impl Section {
    /// Whether the dossier answers it, by where it stands in its workflow: it is asked on no page.
    pub fn is_of_dossier(&self) -> bool {
        self.container == "dossier"
    }

    /// Whether it shows which doors fit, by the rules of an orientation file.
    pub fn shows_doors(&self) -> bool {
        self.container == crate::orientation::DOORS
    }

    /// Whether anything is asked in it. One that only says something interrupts the form: whom to call, before going on.
    pub fn asks(&self) -> bool {
        self.questions.iter().any(|question| question.kind.asks())
    }

    /// Whether an answer is required in it, or may come to be.
    pub fn requires(&self) -> bool {
        requires(&self.questions)
    }
}

fn requires(questions: &[Question]) -> bool {
    questions
        .iter()
        .any(|question| !matches!(question.required, Required::Never) || requires(question.kind.questions()))
}

impl Question {
    /// The question itself, then those of its group, depth first.
    pub fn with_inner(&self) -> Box<dyn Iterator<Item = &Question> + '_> {
        let inner = self.kind.questions().iter().flat_map(Question::with_inner);
        Box::new(std::iter::once(self).chain(inner))
    }
}
