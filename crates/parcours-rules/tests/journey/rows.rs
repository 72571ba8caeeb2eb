//! Rows that are many stand as one line each, until the person or the focus opens them.

use parcours_rules::journey::{Event, Focus, HistoryMode, Journey, Page};
use serde_json::json;

use crate::demo::{PAPERS, answer, focus, form, of_form};

/// At the papers, with as many as said, each titled but the last two.
fn with_papers(count: usize) -> Journey {
    let mut form = form();
    form["sections"][2]["questions"][0]["repeat"]["max"] = json!(12);
    let mut journey = of_form(&form, HistoryMode::Replace, json!({}));
    answer(&mut journey, "/who/name", json!("Ana"));
    answer(&mut journey, "/who/danger", json!(false));
    journey.update(Event::Continue);
    for row in 0..count {
        journey.update(Event::AddRow { at: "/papers".into() });
        if row + 2 < count {
            answer(&mut journey, &format!("/papers/{row}/title"), json!("A"));
        }
    }
    journey.update(Event::Back);
    journey.update(Event::Open(PAPERS));
    assert_eq!(journey.page(), PAPERS);
    journey
}

fn folded(journey: &Journey) -> Vec<usize> {
    (0..journey.engine().rows("/papers")).filter(|row| journey.is_folded(&format!("/papers/{row}"))).collect()
}

fn turn(journey: &mut Journey, row: usize) {
    assert!(journey.update(Event::TurnRow { row: format!("/papers/{row}") }).is_empty());
}

#[test]
fn few_rows_stand_open_and_stay_so() {
    let mut journey = with_papers(5);
    assert!(!journey.folds("/papers") && folded(&journey).is_empty());
    turn(&mut journey, 1);
    assert!(folded(&journey).is_empty());
    journey.update(Event::AddRow { at: "/papers".into() });
    assert!(folded(&journey).is_empty(), "what a person works in does not close under their hands");
}

#[test]
fn many_rows_are_folded_when_their_page_opens_and_open_one_by_one() {
    let mut journey = with_papers(7);
    assert_eq!(folded(&journey), [0, 1, 2, 3, 4, 5, 6]);
    turn(&mut journey, 1);
    assert_eq!(folded(&journey), [0, 2, 3, 4, 5, 6]);
    turn(&mut journey, 1);
    turn(&mut journey, 3);
    journey.update(Event::AddRow { at: "/papers".into() });
    assert_eq!(folded(&journey), [0, 1, 2, 4, 5, 6], "a new row stands open");
    journey.update(Event::RemoveRow { at: "/papers".into(), row: 2 });
    assert_eq!(folded(&journey), [0, 1, 3, 4, 5], "each row keeps its fold; the one the focus goes to was open");
}

#[test]
fn rows_with_something_to_correct_open_by_themselves() {
    let mut journey = with_papers(7);
    assert_eq!(focus(&journey.update(Event::Continue)), Some(&Focus::Summary));
    assert_eq!(folded(&journey), [0, 1, 2, 3, 4]);
    turn(&mut journey, 6);
    let effects = journey.update(Event::GoToProblem { at: "/papers/6/title".into() });
    assert_eq!(focus(&effects), Some(&Focus::Question { at: "/papers/6/title".into(), part: None }));
    assert_eq!(folded(&journey), [0, 1, 2, 3, 4]);
}

#[test]
fn a_row_changed_from_the_review_stands_open() {
    let mut journey = with_papers(7);
    for row in 5..7 {
        answer(&mut journey, &format!("/papers/{row}/title"), json!("A"));
    }
    journey.update(Event::Continue);
    answer(&mut journey, "/signed/agreed", json!(true));
    journey.update(Event::Continue);
    assert_eq!(journey.page(), Page::Review);
    journey.update(Event::Edit { at: "/papers/4/title".into() });
    assert_eq!(folded(&journey), [0, 1, 2, 3, 5, 6]);
}
