//! The static proof of a definition: what `parcours check` says beyond what the loader refuses.
//!
//! It reads a form or a workflow and nothing else: no answers, no clock, no file. It never runs in a browser.
//!
//! - `references`: every path names a question that can be read from there, every comparison fits its kind;
//! - `circles`: nothing is shown according to itself;
//! - `names`: ids and paths are unique and can live in one JSON object;
//! - `bounds`, `pattern`: bounds can be met, patterns are valid and quick on any text;
//! - `words`: both languages, labels and hints;
//! - `reach`: every question can be shown by some answers, every condition matters. Decided, not guessed: see `solver`;
//! - `crisis`: numbers that were verified lately, everywhere;
//! - `easy`: easy-to-read texts are about questions that are asked, in short sentences;
//! - `workflow`: what the same must mean for the dossiers of a form.

mod bounds;
mod circles;
mod crisis;
mod domain;
mod easy;
mod index;
mod names;
pub(crate) mod pattern;
mod reach;
mod references;
mod solver;
mod words;
mod workflow;

use std::fmt;

use parcours_schema::{Form, Severity};

pub use crisis::check_crisis;
pub use easy::{check_easy, easy_coverage};
pub use workflow::check_workflow;

pub(crate) use index::{Index, each_condition};

/// A rule of the proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Every path names a question that can be read from where it stands.
    Reference,
    /// Every comparison fits the kind of the answer it reads.
    Comparison,
    /// Nothing is shown, or computed, according to itself.
    Circle,
    /// Ids and paths are unique and fit in one JSON object.
    Name,
    /// `required` stands where an answer can be given.
    Required,
    /// Bounds can be met.
    Bounds,
    /// Patterns are valid, anchored and take a time in proportion to the text.
    Pattern,
    /// A choice has something to choose from.
    Options,
    /// Both languages are written.
    Language,
    /// Labels are short (`ux.md` C-02).
    Label,
    /// Hints are one short sentence without a link (`ux.md` C-02).
    Hint,
    /// Two questions of a section do not ask the same thing.
    Duplicate,
    /// Every question is shown by some answers.
    Unreachable,
    /// Every question is shown by some answers that can be sent.
    Unsendable,
    /// Every condition holds for some answers and not for others.
    Idle,
    /// A check can be met, and can fail.
    Check,
    /// The states are the options of `dossier.state`, each can be reached, and each has a way to an end.
    State,
    /// A transition leads where its kind says.
    Transition,
    /// A dossier can be withdrawn from every state that is no end.
    Withdrawal,
    /// A transition can be taken, and what it asks for can be given by somebody.
    Guard,
    /// Every role named has something to do where it is named.
    Role,
    /// Every question is in one part, and who writes it reads it.
    Part,
    /// Private notes are read by those who write them and by nobody else.
    Private,
    /// What is signed is read by those who sign, and signatures are written by nobody.
    Signing,
    /// A deadline can run.
    Deadline,
    /// A document shows something to those who may have it.
    Document,
    /// Every section is in one step.
    Step,
    /// A desk is a table of rows, under rows, that its roles read.
    Desk,
    /// A number of a crisis pack was verified, and not too long ago.
    Verified,
    /// Every municipality has its lines.
    Territory,
    /// An easy-to-read text is about a question, in short sentences (`ux.md` section 5).
    Easy,
    /// The proof gave up before it knew.
    Undecided,
}

impl Rule {
    /// The rule's name in the output of `parcours check`.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Reference => "reference",
            Rule::Comparison => "comparison",
            Rule::Circle => "circle",
            Rule::Name => "name",
            Rule::Required => "required",
            Rule::Bounds => "bounds",
            Rule::Pattern => "pattern",
            Rule::Options => "options",
            Rule::Language => "language",
            Rule::Label => "label",
            Rule::Hint => "hint",
            Rule::Duplicate => "duplicate",
            Rule::Unreachable => "unreachable",
            Rule::Unsendable => "unsendable",
            Rule::Idle => "idle",
            Rule::Check => "check",
            Rule::State => "state",
            Rule::Transition => "transition",
            Rule::Withdrawal => "withdrawal",
            Rule::Guard => "guard",
            Rule::Role => "role",
            Rule::Part => "part",
            Rule::Private => "private",
            Rule::Signing => "signing",
            Rule::Deadline => "deadline",
            Rule::Document => "document",
            Rule::Step => "step",
            Rule::Desk => "desk",
            Rule::Verified => "verified",
            Rule::Territory => "territory",
            Rule::Easy => "easy",
            Rule::Undecided => "undecided",
        }
    }
}

/// Something the author of a definition should mend or look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// JSON pointer into the whole form, blocks and lists put in: `/sections/3/questions/0/when/all/1`; into the
    /// workflow, when it is one that is proved.
    pub at: String,
    /// The rule that is not kept.
    pub rule: Rule,
    /// What is wrong, in one sentence.
    pub what: String,
    /// What to do about it, in one sentence.
    pub fix: String,
    /// An error makes the form unusable; a warning is worth a look.
    pub severity: Severity,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} [{}] {} {}", self.at, self.severity.name(), self.rule.name(), self.what, self.fix)
    }
}

/// Where the findings go.
#[derive(Default)]
pub(crate) struct Findings(Vec<Finding>);

impl Findings {
    pub(crate) fn error(&mut self, rule: Rule, at: impl Into<String>, what: impl Into<String>, fix: impl Into<String>) {
        self.add(Severity::Error, rule, at, what, fix);
    }

    pub(crate) fn warning(
        &mut self,
        rule: Rule,
        at: impl Into<String>,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) {
        self.add(Severity::Warning, rule, at, what, fix);
    }

    fn add(
        &mut self,
        severity: Severity,
        rule: Rule,
        at: impl Into<String>,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) {
        self.0.push(Finding { at: at.into(), rule, what: what.into(), fix: fix.into(), severity });
    }

    fn has_errors(&self) -> bool {
        self.0.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// Everything to mend or to look at in a form, rule by rule, in page order within a rule.
///
/// Reachability is decided only once references hold and run in no circle: before that it has no meaning.
///
/// ```
/// use parcours_rules::proof::{check, Rule};
/// let text = r#"{"id":"demo","version":"1.0.0","revision":"1","audience":"public","legal_regime":"a-2.1",
///   "sensitive":false,"title":{"fr":"Essai","en":"Trial"},"sections":[{"id":"who","title":{"fr":"Qui","en":"Who"},
///   "questions":[{"id":"name","kind":"text","label":{"fr":"Nom","en":"Name"},
///     "when":{"answer":"who.nobody","answered":true}}]}]}"#;
/// let form = parcours_schema::load_form("demo.json", text, &parcours_schema::NoLibrary).unwrap();
/// let findings = check(&form);
/// assert_eq!(findings[0].rule, Rule::Reference);
/// assert_eq!(findings[0].at, "/sections/0/questions/0/when");
/// ```
pub fn check(form: &Form) -> Vec<Finding> {
    let index = Index::of(form);
    let mut findings = Findings::default();
    names::check(&index, &mut findings);
    references::check(&index, &mut findings);
    circles::check(&index, &mut findings);
    bounds::check(&index, &mut findings);
    words::check(&index, &mut findings);
    if !findings.has_errors() {
        on_a_deep_stack(&mut findings, |found| reach::check(&index, found));
    }
    findings.0
}

/// Conditions that lead to one another in a long chain are followed by recursion: 10,000 questions deep at most.
fn on_a_deep_stack(findings: &mut Findings, work: impl FnOnce(&mut Findings) + Send) {
    const STACK_BYTES: usize = 256 * 1024 * 1024;
    let found = std::thread::scope(|scope| {
        let work = || {
            let mut found = Findings::default();
            work(&mut found);
            found
        };
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work);
        thread.ok().and_then(|thread| thread.join().ok())
    });
    match found {
        Some(found) => findings.0.extend(found.0),
        None => {
            let what = "this machine has no memory left to decide what some answers make true.";
            findings.warning(Rule::Undecided, "", what, "Try again when less is running.");
        }
    }
}
