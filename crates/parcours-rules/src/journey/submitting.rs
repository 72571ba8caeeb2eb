//! Sending: only from the review page, only without errors, one request at a time, the same request when tried again.

use parcours_schema::{Answers, AttachmentEntry, Code, FormReference, Kind, Problem, Severity, Submission, one_line};
use serde_json::Value;

use super::{
    Effect, Failure, FailureKind, Focus, HistoryChange, HistoryMode, HostEvent, Journey, Outcome, Page, Sending,
    ServerProblem, Stamp, StampFor, Status, places, submission_id,
};
use crate::{Engine, Report};

/// Longest reference or sentence of a server that is shown, in characters.
const SERVER_TEXT: usize = 500;

/// A request that was made and did not end in a reference: made again without change as long as the answers are the
/// same, so that a server that did store it recognises it.
pub(super) struct Attempt {
    answers: Answers,
    submission: Submission,
}

impl Journey {
    pub(super) fn on_send(&mut self) -> Vec<Effect> {
        if self.page != Page::Review {
            return Vec::new();
        }
        if let Some(section) = self.first_to_pass() {
            return self.ask_first(section);
        }
        let report = self.engine.report();
        if !report.is_ok() {
            self.server.clear();
            self.shown = report.problems;
            return self.stay();
        }
        self.server.clear();
        self.show_on_review();
        self.sending = Sending::InProgress;
        self.status = Some(Status::Sending);
        vec![Effect::Title(self.title()), Effect::Stamp(StampFor::Sending)]
    }

    pub(super) fn on_stamped(&mut self, stamped_for: StampFor, stamp: Stamp) -> Vec<Effect> {
        match stamped_for {
            StampFor::Opening => {
                self.options.started_at = stamp.now;
                for at in places::stamps(self.form(), false) {
                    let opened = self.options.started_at.clone();
                    self.engine.set(&at, Some(opened.into()));
                }
                Vec::new()
            }
            StampFor::Sending if self.sending == Sending::InProgress => {
                let report = self.engine.report();
                let submission = match &self.attempt {
                    Some(attempt) if attempt.answers == report.answers => attempt.submission.clone(),
                    other => {
                        let id = other.as_ref().map(|attempt| attempt.submission.id.clone());
                        let id = id.unwrap_or_else(|| submission_id(stamp.now_ms, stamp.random));
                        self.envelope(&report, id, stamp.now)
                    }
                };
                self.attempt = Some(Attempt { answers: report.answers, submission: submission.clone() });
                vec![Effect::Send(Box::new(submission))]
            }
            StampFor::Sending => Vec::new(),
        }
    }

    fn envelope(&self, report: &Report, id: String, now: String) -> Submission {
        let form = self.form();
        let mut answers = report.answers.clone();
        for at in places::stamps(form, true) {
            if self.engine.state(&at).is_some_and(|state| state.visible) {
                answers.set(&at, now.clone().into());
            }
        }
        Submission {
            id,
            form: FormReference { id: form.id.clone(), version: form.version.clone(), revision: form.revision.clone() },
            language: self.options.language,
            filled_by: self.options.filled_by,
            started_at: self.options.started_at.clone(),
            submitted_at: now,
            attachments: report.visible.iter().filter_map(|at| self.attachment(at)).collect(),
            answers,
            orientation: Vec::new(),
        }
    }

    fn attachment(&self, at: &str) -> Option<AttachmentEntry> {
        let value = self.engine.state(at)?.value.as_ref()?.as_object()?;
        let (_, question) = places::question(self.form(), at)?;
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        matches!(question.kind, Kind::Attachment(_)).then_some(AttachmentEntry {
            name: text("name")?,
            media_type: text("type")?,
            size: value.get("size")?.as_u64()?,
            sha256: text("sha256")?,
            at: Some(at.to_owned()),
            content: None,
        })
    }

    pub(super) fn on_sent(&mut self, outcome: Outcome) -> Vec<Effect> {
        if self.sending != Sending::InProgress {
            return Vec::new();
        }
        self.status = None;
        match outcome {
            Outcome::Received { reference } => match plain(&reference) {
                Some(reference) => self.received(reference),
                None => self.failed(Failure { kind: FailureKind::NoReference, detail: None }),
            },
            Outcome::Problems(problems) if problems.is_empty() => {
                self.failed(Failure { kind: FailureKind::Refused, detail: None })
            }
            Outcome::Problems(problems) => {
                self.sending = Sending::Idle;
                self.server = self.in_page_order(problems);
                self.show_on_review();
                self.stay()
            }
            Outcome::Failed(failure) => self.failed(failure),
            Outcome::Cancelled => {
                self.sending = Sending::Idle;
                Vec::new()
            }
        }
    }

    fn failed(&mut self, failure: Failure) -> Vec<Effect> {
        let code = failure.kind.code();
        if failure.kind == FailureKind::KeyReused {
            // The server keeps other content under this id, and the person is told so. If they send again, they mean
            // a new request.
            self.attempt = None;
        }
        let detail = failure.detail.as_deref().and_then(plain);
        self.sending = Sending::Failed(Failure { kind: failure.kind, detail });
        vec![Effect::Title(self.title()), Effect::Focus(Focus::Failure), Effect::Emit(HostEvent::Error { code })]
    }

    fn received(&mut self, reference: String) -> Vec<Effect> {
        let id = self.attempt.take().map(|attempt| attempt.submission.id).unwrap_or_default();
        self.forget();
        self.page = Page::Confirmation;
        self.sending = Sending::Received { reference: reference.clone() };
        let mut effects = vec![Effect::Wipe];
        if self.options.history == HistoryMode::Push {
            effects.push(Effect::History(HistoryChange::Replace { step: self.page.step_id() }));
        }
        effects.push(Effect::Title(self.title()));
        effects.push(Effect::Focus(Focus::Heading));
        effects.push(Effect::Emit(HostEvent::Submitted { id, reference }));
        effects
    }

    pub(super) fn on_restart(&mut self) -> Vec<Effect> {
        self.forget();
        self.begin();
        let mut effects = vec![Effect::Wipe, Effect::Stamp(StampFor::Opening)];
        if self.options.history == HistoryMode::Push {
            effects.push(Effect::History(HistoryChange::Replace { step: self.page.step_id() }));
        }
        effects.push(Effect::Title(self.title()));
        effects.push(Effect::Focus(Focus::Heading));
        let step = self.page.step_id();
        effects.push(Effect::Emit(HostEvent::Step { step, position: self.position() }));
        effects
    }

    /// Everything that came from the person is gone.
    fn forget(&mut self) {
        let (rules, context) = (self.engine.rules().clone(), self.engine.context().clone());
        self.engine = Engine::new(rules, Answers::default(), context);
        self.reached.clear();
        self.passed.clear();
        self.returning = None;
        self.shown.clear();
        self.server.clear();
        self.refused.clear();
        self.reading.clear();
        self.prefilled.clear();
        self.attempt = None;
        self.status = None;
        self.sending = Sending::Idle;
    }

    /// The server's problems on the questions they are about; those of places the page does not show keep their pointer.
    fn in_page_order(&self, problems: Vec<ServerProblem>) -> Vec<Problem> {
        let order = self.engine.report().visible;
        let mut placed: Vec<(Option<usize>, Problem)> = Vec::with_capacity(problems.len());
        for problem in problems {
            // Some servers point into the envelope rather than into its answers.
            let inside = problem.pointer.strip_prefix("/answers").unwrap_or_default();
            let at = places::nearest_shown(&self.engine, &problem.pointer)
                .or_else(|| places::nearest_shown(&self.engine, inside));
            let place = at.as_ref().and_then(|at| order.iter().position(|shown| shown == at));
            let code = Code::Server {
                code: plain(&problem.code).unwrap_or_default(),
                detail: plain(&problem.detail).unwrap_or_default(),
            };
            let at = at.unwrap_or(problem.pointer);
            let after = placed.iter().position(|(other, _)| *other > place).unwrap_or(placed.len());
            placed.insert(after, (place, Problem { at, code, severity: Severity::Error }));
        }
        placed.into_iter().map(|(_, problem)| problem).collect()
    }
}

/// A server's text as it may be shown (`ux.md` T-11); None when nothing is left.
fn plain(text: &str) -> Option<String> {
    Some(one_line(text, SERVER_TEXT)).filter(|line| !line.is_empty())
}
