//! One turn: the page as it was, what was typed in it, what was pressed; then the page as it is.

use std::sync::Arc;

use chrono::{DateTime, SecondsFormat, Utc};
use parcours_rules::journey::{
    Effect, Event, Failure, FailureKind, HistoryMode, Journey, JourneyOptions, Outcome, Page, ServerProblem, Stamp,
    StampFor, Title,
};
use parcours_rules::{Context, Native};
use parcours_schema::{Answers, Kind, Language, Submission, pointer_of, template_of};
use parcours_ui::plain::Posted as _;
use parcours_ui::{ViewOptions, ids, plain, title};

use super::embedding::Embedding;
use super::kept::{FIELD, Kept, KeptFile};
use super::posted::{Posted, text_of};
use crate::calendar::judging_day;
use crate::config::Inner;
use crate::definitions::Definition;
use crate::refusal::{Fix, Refusal};
use crate::submissions::{self, apart};
use crate::{attachments, words};

/// A page to be.
pub(crate) struct Turned {
    /// The form inside its shadow root.
    pub html: String,
    pub language: Language,
    /// What the document's title says before the host's own.
    pub said: String,
}

/// A form nobody has filled yet.
pub(super) fn opened(inner: &Inner, definition: &Definition, embedding: &Embedding) -> Result<Turned, Refusal> {
    let kept = Kept::begin(definition, embedding.language, (inner.clock)())?;
    let journey = journey(definition, embedding, &kept, (inner.clock)());
    Ok(drawn(definition, embedding, journey, kept, None, false))
}

/// The page once what was posted is done. A form that is sent is stored here.
pub(super) async fn turned(
    inner: &Arc<Inner>,
    definition: &Definition,
    embedding: &Embedding,
    posted: Posted,
) -> Result<Turned, Refusal> {
    let now = (inner.clock)();
    let play = Play { definition: definition.clone(), embedding: embedding.clone(), now };
    let (first, posted) = apart({
        let play = play.clone();
        move || (play.turn(&posted, None), posted)
    })
    .await?;
    let submission = match first? {
        Done::Page(turned) => return Ok(*turned),
        Done::Send(submission) => *submission,
    };
    let language = submission.language;
    let outcome = match submissions::take(inner, submission, language).await {
        Ok(reference) => Outcome::Received { reference },
        Err(refusal) => outcome(refusal, language),
    };
    match apart(move || play.turn(&posted, Some(outcome))).await?? {
        Done::Page(turned) => Ok(*turned),
        Done::Send(_) => Err(Refusal::Failed),
    }
}

enum Done {
    Page(Box<Turned>),
    /// The form is ready: it must be stored before the page can be drawn.
    Send(Box<Submission>),
}

#[derive(Clone)]
struct Play {
    definition: Definition,
    embedding: Embedding,
    now: DateTime<Utc>,
}

impl Play {
    /// Plays what was posted; the same each time, so that what came of the sending is heard by a journey at the same place.
    fn turn(&self, posted: &Posted, outcome: Option<Outcome>) -> Result<Done, Refusal> {
        let form = self.definition.form();
        let known = (form.id.clone(), form.version.clone());
        let kept = posted.get(FIELD).and_then(|text| Kept::read(text, &known));
        let mut kept = match kept {
            Some(kept) => kept,
            None => Kept::begin(&self.definition, self.embedding.language, self.now)?,
        };
        let deed = posted.get(plain::DEED).and_then(plain::event_of);
        if matches!(deed, Some(Event::Restart)) {
            let kept = Kept::begin(&self.definition, kept.language(), self.now)?;
            let journey = journey(&self.definition, &self.embedding, &kept, self.now);
            return Ok(self.page(journey, kept, Some(ids::HEADING.to_owned()), false));
        }
        let mut journey = journey(&self.definition, &self.embedding, &kept, self.now);
        let before = asked(&journey);
        for (at, value) in plain::answers(&journey, posted) {
            journey.update(Event::Answer { at, value });
        }
        let refused = self.take_files(&mut journey, &mut kept, posted);
        let deed = deed.unwrap_or(match journey.page() {
            Page::Review => Event::Send,
            _ => Event::Continue,
        });
        let on = matches!(deed, Event::Continue);
        // Questions that an answer of this page makes necessary come before the next page.
        if let Some(new) = asked(&journey).into_iter().find(|at| !before.contains(at)).filter(|_| on) {
            return Ok(self.page(journey, kept, Some(ids::id_of(&new)), true));
        }
        if let Some(at) = refused.filter(|_| on) {
            return Ok(self.page(journey, kept, Some(ids::id_of(&at)), false));
        }
        let effects = journey.update(deed);
        self.finish(journey, kept, effects, outcome)
    }

    fn finish(
        &self,
        mut journey: Journey,
        mut kept: Kept,
        mut effects: Vec<Effect>,
        mut outcome: Option<Outcome>,
    ) -> Result<Done, Refusal> {
        let mut focus = None;
        let mut index = 0;
        while let Some(effect) = effects.get(index).cloned() {
            index += 1;
            match effect {
                Effect::Focus(place) => focus = Some(place),
                Effect::Stamp(StampFor::Sending) => {
                    let sent = kept.ready.clone().unwrap_or_else(|| self.moment());
                    let stamp = Stamp { now: sent, now_ms: kept.ms, random: kept.random() };
                    effects.extend(journey.update(Event::Stamped(StampFor::Sending, stamp)));
                }
                Effect::Send(mut submission) => match outcome.take() {
                    None => {
                        for entry in &mut submission.attachments {
                            let file = kept.files.iter().find(|file| file.sha256 == entry.sha256);
                            entry.content = file.map(|file| file.content.clone());
                        }
                        return Ok(Done::Send(submission));
                    }
                    Some(outcome) => {
                        let other =
                            matches!(&outcome, Outcome::Failed(failure) if failure.kind == FailureKind::KeyReused);
                        effects.extend(journey.update(Event::Sent(outcome)));
                        if other {
                            // What is sent next is another request.
                            kept.draw(self.now)?;
                        }
                    }
                },
                _ => {}
            }
        }
        let at_review = journey.page() == Page::Review;
        kept.ready = at_review.then(|| kept.ready.take().unwrap_or_else(|| self.moment()));
        if journey.page() == Page::Confirmation {
            kept = Kept::begin(&self.definition, journey.language(), self.now)?;
        }
        Ok(self.page(journey, kept, focus.as_ref().map(ids::of_focus), false))
    }

    fn page(&self, journey: Journey, kept: Kept, focus: Option<String>, revealed: bool) -> Done {
        let turned = drawn(&self.definition, &self.embedding, journey, kept, focus, revealed);
        Done::Page(Box::new(turned))
    }

    fn moment(&self) -> String {
        self.now.to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// Takes the files chosen in the page; gives the first question whose file is not taken.
    fn take_files(&self, journey: &mut Journey, kept: &mut Kept, posted: &Posted) -> Option<String> {
        let mut refused = None;
        for at in asked(journey) {
            let Some(file) = posted.files.get(&ids::id_of(&at)) else { continue };
            for effect in journey.update(Event::ChooseFile { at: at.clone() }) {
                let Effect::ReadFile { ticket, types, max_bytes, .. } = effect else { continue };
                let read = attachments::chosen(&file.name, &file.content, &types, max_bytes);
                match &read {
                    Ok(chosen) => {
                        kept.files.push(KeptFile { sha256: chosen.sha256.clone(), content: text_of(&file.content) })
                    }
                    Err(_) => refused = refused.or(Some(at.clone())),
                }
                journey.update(Event::FileRead { ticket, file: read });
            }
        }
        // What no answer names any more is not carried along.
        let named = serde_json::to_string(&journey.kept()).unwrap_or_default();
        kept.files.retain(|file| named.contains(&file.sha256));
        refused
    }
}

fn journey(definition: &Definition, embedding: &Embedding, kept: &Kept, now: DateTime<Utc>) -> Journey {
    let options = JourneyOptions {
        language: kept.language(),
        filled_by: embedding.actor,
        history: HistoryMode::Replace,
        started_at: kept.opened.clone(),
        seed: kept.random.chars().filter(char::is_ascii_alphanumeric).take(6).collect::<String>() + &seconds(now),
    };
    let context = Context { today: judging_day(now, now), platform: Arc::new(Native) };
    if kept.journey.is_null() {
        return Journey::new(definition.rules.clone(), options, Answers::default(), context);
    }
    Journey::resume(definition.rules.clone(), options, &kept.journey, context)
}

/// Lasting names of rows made in different pages of one journey must differ.
fn seconds(now: DateTime<Utc>) -> String {
    format!("{:x}-", now.timestamp_millis())
}

/// Pointers of what the page asks.
fn asked(journey: &Journey) -> Vec<String> {
    let Page::Section(section) = journey.page() else { return Vec::new() };
    let form = journey.form();
    let here: Vec<String> = form
        .questions()
        .filter(|(index, question)| *index == section && !matches!(question.kind, Kind::Note(_) | Kind::Computed(_)))
        .map(|(_, question)| pointer_of(&question.path))
        .collect();
    let visible = journey.engine().report().visible;
    visible.into_iter().filter(|at| here.iter().any(|here| *here == pointer_of(&template_of(at)))).collect()
}

fn drawn(
    definition: &Definition,
    embedding: &Embedding,
    journey: Journey,
    mut kept: Kept,
    focus: Option<String>,
    revealed: bool,
) -> Turned {
    let form = definition.form();
    let language = journey.language();
    let title = title_of(&journey);
    let said = title::title(&title, form, language, "");
    kept.language = language.code().to_owned();
    if journey.page() != Page::Confirmation {
        kept.journey = journey.kept();
    }
    let options = ViewOptions { heading_level: embedding.level(), language_switch: true };
    let mut html = plain::page(journey, options, focus.as_deref());
    if revealed {
        html = super::shell::announced(&html, words::new_questions(language));
    }
    let html = super::shell::inside(&html, embedding, language, Some(&kept));
    Turned { html, language, said }
}

fn title_of(journey: &Journey) -> Title {
    Title { problem: !journey.summary().is_empty(), page: journey.page(), position: journey.position() }
}

/// What a refusal means to the journey.
fn outcome(refusal: Refusal, language: Language) -> Outcome {
    let kind = match &refusal {
        Refusal::Answers(fixes) => {
            let problems = fixes.iter().map(|fix| match fix {
                Fix::Answer { problem, sentence } => {
                    ServerProblem { pointer: problem.at.clone(), code: problem.code.name(), detail: sentence.clone() }
                }
                Fix::File { at, fault } => ServerProblem {
                    pointer: at.clone(),
                    code: fault.name().to_owned(),
                    detail: words::of_file(*fault, language),
                },
            });
            return Outcome::Problems(problems.collect());
        }
        Refusal::KeyReused => FailureKind::KeyReused,
        Refusal::TooLarge { .. } => FailureKind::TooLarge,
        Refusal::Storage(_) => FailureKind::Busy { retry_after: None },
        other => FailureKind::Status(other.status().as_u16()),
    };
    Outcome::Failed(Failure { kind, detail: None })
}

impl Kept {
    /// What a form carries when it opens.
    fn begin(definition: &Definition, language: Language, now: DateTime<Utc>) -> Result<Kept, Refusal> {
        let form = definition.form();
        let mut kept = Kept {
            form: (form.id.clone(), form.version.clone()),
            language: language.code().to_owned(),
            opened: now.to_rfc3339_opts(SecondsFormat::Millis, true),
            ms: 0,
            random: String::new(),
            ready: None,
            journey: serde_json::Value::Null,
            files: Vec::new(),
        };
        kept.draw(now)?;
        Ok(kept)
    }

    /// What the id of another submission is made of.
    fn draw(&mut self, now: DateTime<Utc>) -> Result<(), Refusal> {
        let mut random = [0; 10];
        getrandom::fill(&mut random).map_err(|_| Refusal::Failed)?;
        self.random = text_of(&random);
        self.ms = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        self.ready = None;
        Ok(())
    }
}
