//! Random walks: what must hold on every path, whatever happens in whatever order.

use parcours_rules::journey::{
    ChosenFile, Effect, Event, FailureKind, FileRefusal, HistoryMode, Outcome, Page, Sending, StampFor,
};
use parcours_schema::Language;
use serde_json::json;

use crate::demo::{PAPERS, SAFETY, SIGNED, WHO, at_review, new, server, stamp};

/// A small generator of numbers, so that a failure can be found again by its seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn event(&mut self) -> Event {
        let pointers = [
            "/who/name",
            "/who/code",
            "/who/born",
            "/who/danger",
            "/safety/where",
            "/papers",
            "/papers/0/title",
            "/papers/2/title",
            "/papers/1/file",
            "/signed/agreed",
            "/signed/at",
            "/nowhere",
            "",
            "/",
            "/papers/99999999999",
        ];
        let values = [
            json!("Ana"),
            json!("12"),
            json!(true),
            json!(false),
            json!(null),
            json!({ "day": "1" }),
            json!(["x"]),
            json!(7),
            json!("J6T 1A1"),
        ];
        let steps = ["0", "1", "2", "3", "review", "done", "x"];
        let at = pointers[self.roll(pointers.len())].to_owned();
        let value = values[self.roll(values.len())].clone();
        let page = [WHO, SAFETY, PAPERS, SIGNED, Page::Review, Page::Confirmation, Page::Section(50)][self.roll(7)];
        match self.roll(28) {
            0..=5 => Event::Answer { at, value: Some(value).filter(|_| self.roll(5) > 0) },
            6 => Event::Answer { at: "/who/name".into(), value: Some(json!("Ana")) },
            7 => Event::Answer { at: "/who/danger".into(), value: Some(json!(self.roll(4) == 0)) },
            8 => Event::Answer { at: "/signed/agreed".into(), value: Some(json!(true)) },
            9 => Event::AddRow { at: "/papers".into() },
            10 => Event::RemoveRow { at: "/papers".into(), row: self.roll(4) },
            11..=14 => Event::Continue,
            15 => Event::Back,
            16 => Event::Open(page),
            17 => Event::Edit { at },
            18 => Event::GoToProblem { at },
            19 | 25 => Event::Send,
            20 | 26 => stamp(self.roll(9) as u64),
            21 => Event::Sent(match self.roll(4) {
                0 => Outcome::Received { reference: "P-1".into() },
                1 => Outcome::Problems(vec![server(&at), server("/x")]),
                2 => Outcome::failed(FailureKind::Network),
                _ => Outcome::Cancelled,
            }),
            22 => Event::Popped { step: steps[self.roll(7)].into() },
            23 => Event::ChooseFile { at },
            24 => Event::FileRead {
                ticket: self.roll(5) as u32,
                file: if self.roll(2) == 0 {
                    Err(FileRefusal::Type)
                } else {
                    Ok(ChosenFile {
                        name: "a".into(),
                        media_type: "application/pdf".into(),
                        size: 1,
                        sha256: "ab".repeat(32),
                    })
                },
            },
            _ => [Event::Language(Language::En), Event::RemoveFile { at }, Event::Print, Event::Restart][self.roll(4)]
                .clone(),
        }
    }
}

/// A-30 and P-06 on every path: whatever happens, in whatever order, nothing is sent that the person did not see on the
/// review page without an error, and no answer goes away unless it was removed, received or started over.
#[test]
fn no_path_leads_to_sending_but_through_the_review() {
    let (mut sent, mut received) = (0, 0);
    for seed in 1..=4000 {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(seed));
        let mut journey = if seed % 2 == 0 { at_review() } else { new(HistoryMode::Push, json!({})) };
        for _ in 0..60 {
            let event = dice.event();
            let (page, sending) = (journey.page(), journey.sending().clone());
            let before = journey.engine().answers().clone();
            let changes = matches!(
                event,
                Event::Answer { .. }
                    | Event::AddRow { .. }
                    | Event::RemoveRow { .. }
                    | Event::FileRead { .. }
                    | Event::RemoveFile { .. }
                    | Event::Restart
            );
            let asks = matches!(event, Event::Send);
            let effects = journey.update(event);
            let finished = journey.page() == Page::Confirmation && page != Page::Confirmation;
            if !changes && !finished {
                assert!(journey.engine().answers() == &before, "seed {seed}: an answer went away");
            }
            for effect in &effects {
                if let Effect::Send(submission) = effect {
                    sent += 1;
                    assert_eq!((page, &sending), (Page::Review, &Sending::InProgress), "seed {seed}");
                    let report = journey.engine().rules().check(&submission.answers, journey.engine().context());
                    assert!(report.is_ok(), "seed {seed}: sent with an error");
                }
                if let Effect::Stamp(StampFor::Sending) = effect {
                    assert!(asks && page == Page::Review && sending != Sending::InProgress, "seed {seed}");
                }
            }
            if finished {
                received += 1;
                assert_eq!((page, sending), (Page::Review, Sending::InProgress), "seed {seed}");
                assert!(journey.engine().answers().as_map().is_empty());
            }
            for entry in journey.summary() {
                let shown =
                    entry.target.is_none_or(|at| journey.engine().state(&at).is_some_and(|state| state.visible));
                assert!(shown, "seed {seed}: a link to nothing");
            }
        }
    }
    assert!(
        sent > 50 && received > 10,
        "the walk is long enough to be worth something: {sent} sent, {received} received"
    );
}
