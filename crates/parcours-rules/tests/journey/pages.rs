//! From page to page: what stops a Continue, what a change from the review asks, Back and Forward.

use parcours_rules::journey::{
    Effect, Event, Focus, HistoryChange, HistoryMode, Outcome, Page, Position, Sending, Status,
};
use parcours_schema::{Code, DatePart, Language};
use serde_json::json;

use crate::demo::{PAPERS, SAFETY, SIGNED, WHO, answer, at_review, compiled, focus, form, journey, new, sent, summary};

#[test]
fn errors_stop_a_continue_and_are_listed_one_per_question_in_page_order() {
    let mut journey = journey();
    answer(&mut journey, "/who/born", json!({ "day": "27", "month": "", "year": "" }));
    answer(&mut journey, "/who/code", json!("nope"));
    assert!(journey.problems_at("/who/code").is_empty(), "nothing is said before Continue");
    let effects = journey.update(Event::Continue);
    assert_eq!(journey.page(), WHO);
    assert_eq!(focus(&effects), Some(&Focus::Summary));
    let found = summary(&journey);
    let expected = [
        ("/who/name", "required"),
        ("/who/code", "postal_code_shape"),
        ("/who/born", "date_missing"),
        ("/who/danger", "required"),
    ];
    let found: Vec<_> = found.iter().map(|(at, code, linked)| (at.as_str(), code.as_str(), *linked)).collect();
    assert_eq!(found, expected.map(|(at, code)| (at, code, true)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Title(title) if title.problem)));
    let part = journey.update(Event::GoToProblem { at: "/who/born".into() });
    assert_eq!(focus(&part), Some(&Focus::Question { at: "/who/born".into(), part: Some(DatePart::Month) }));
}

#[test]
fn errors_stay_until_the_next_continue() {
    let mut journey = journey();
    journey.update(Event::Continue);
    answer(&mut journey, "/who/name", json!("Ana"));
    assert_eq!(summary(&journey).len(), 2);
    journey.update(Event::Continue);
    assert_eq!(summary(&journey).len(), 1);
    answer(&mut journey, "/who/danger", json!(false));
    let effects = journey.update(Event::Continue);
    assert_eq!((journey.page(), summary(&journey)), (PAPERS, vec![]));
    assert_eq!(focus(&effects), Some(&Focus::Heading));
    let Some(Effect::Title(title)) = effects.first() else { panic!() };
    assert_eq!((title.problem, title.position), (false, Some(Position { step: 2, total: 4 })));
}

#[test]
fn a_warning_never_stops_and_is_shown_on_the_review_page() {
    let mut journey = journey();
    answer(&mut journey, "/who/name", json!("Ana"));
    answer(&mut journey, "/who/code", json!("K1A 0B1"));
    answer(&mut journey, "/who/danger", json!(false));
    journey.update(Event::Continue);
    journey.update(Event::Continue);
    answer(&mut journey, "/signed/agreed", json!(true));
    journey.update(Event::Continue);
    assert_eq!(journey.page(), Page::Review);
    assert_eq!(journey.problems_at("/who/code")[0].code, Code::PostalCodeOutsideQuebec);
    assert!(journey.summary().is_empty());
    sent(&mut journey, 1);
    assert_eq!(journey.sending(), &Sending::InProgress);
}

#[test]
fn a_change_from_the_review_returns_there_on_the_row_that_changed() {
    let mut journey = at_review();
    let effects = journey.update(Event::Edit { at: "/who/name".into() });
    assert_eq!((journey.page(), journey.returns_to_review()), (WHO, true));
    assert_eq!(focus(&effects), Some(&Focus::Question { at: "/who/name".into(), part: None }));
    answer(&mut journey, "/who/name", json!("Ada"));
    let effects = journey.update(Event::Continue);
    assert_eq!((journey.page(), journey.returns_to_review()), (Page::Review, false));
    assert_eq!(focus(&effects), Some(&Focus::EditLink { at: "/who/name".into() }));
}

#[test]
fn a_change_that_asks_more_asks_it_before_the_review() {
    let mut journey = at_review();
    journey.update(Event::Edit { at: "/who/danger".into() });
    answer(&mut journey, "/who/danger", json!(true));
    journey.update(Event::Continue);
    assert_eq!((journey.page(), journey.returns_to_review()), (SAFETY, true));
    journey.update(Event::Continue);
    assert_eq!((journey.page(), summary(&journey).len()), (SAFETY, 1));
    answer(&mut journey, "/safety/where", json!("Salaberry"));
    journey.update(Event::Continue);
    assert_eq!(journey.page(), Page::Review);
}

#[test]
fn back_keeps_every_answer_and_checks_nothing() {
    let mut journey = at_review();
    assert!(journey.can_go_back());
    journey.update(Event::Back);
    assert_eq!(journey.page(), SIGNED);
    journey.update(Event::Back);
    assert_eq!(journey.page(), PAPERS);
    journey.update(Event::Back);
    assert_eq!((journey.page(), journey.can_go_back()), (WHO, false));
    assert!(journey.update(Event::Back).is_empty());
    assert_eq!(journey.engine().raw("/who/name"), Some(&json!("Ana")));
}

#[test]
fn nothing_opens_what_was_not_reached() {
    let mut journey = journey();
    for page in [Page::Review, SIGNED, Page::Confirmation, SAFETY, Page::Section(99)] {
        journey.update(Event::Open(page));
        assert_eq!(journey.page(), WHO);
    }
    assert!(journey.update(Event::Send).is_empty());
    assert!(journey.update(Event::Edit { at: "/signed/agreed".into() }).is_empty());
}

#[test]
fn sending_with_an_error_lists_it_with_a_link_to_its_page() {
    let mut journey = at_review();
    journey.update(Event::Answer { at: "/who/name".into(), value: None });
    let effects = journey.update(Event::Send);
    assert_eq!((journey.page(), journey.sending()), (Page::Review, &Sending::Idle));
    assert_eq!(focus(&effects), Some(&Focus::Summary));
    assert_eq!(summary(&journey), [("/who/name".to_owned(), "required".to_owned(), true)]);
    let effects = journey.update(Event::GoToProblem { at: "/who/name".into() });
    assert_eq!(journey.page(), WHO);
    assert_eq!(focus(&effects), Some(&Focus::Question { at: "/who/name".into(), part: None }));
    assert_eq!(journey.problems_at("/who/name").len(), 1, "said again where it is corrected");
    answer(&mut journey, "/who/name", json!("Ada"));
    journey.update(Event::Continue);
    assert_eq!(journey.page(), Page::Review);
}

#[test]
fn the_language_changes_words_only() {
    let mut journey = journey();
    answer(&mut journey, "/who/name", json!("Ana 3"));
    journey.update(Event::Continue);
    let (page, entries) = (journey.page(), summary(&journey));
    let effects = journey.update(Event::Language(Language::En));
    assert_eq!((journey.language(), journey.page(), summary(&journey)), (Language::En, page, entries));
    assert_eq!(journey.engine().raw("/who/name"), Some(&json!("Ana 3")));
    assert_eq!(focus(&effects), None);
}

/// A-21 where the other language is still to be fetched: what is said meanwhile, and nothing lost either way.
#[test]
fn a_language_that_comes_later_changes_words_only() {
    let mut journey = journey();
    answer(&mut journey, "/who/name", json!("Ana 3"));
    journey.update(Event::Continue);
    let (page, entries) = (journey.page(), summary(&journey));
    for (event, said) in [
        (Event::LanguageComing, Status::LanguageComing),
        (Event::LanguageMissing, Status::LanguageMissing),
        (Event::LanguageComing, Status::LanguageComing),
    ] {
        assert!(journey.update(event).is_empty());
        assert_eq!((journey.language(), journey.status()), (Language::Fr, Some(&said)));
    }
    let rules = compiled(&form().to_string().replace("\"Nom\"", "\"Name\""));
    let looked_at = journey.engine().looked_at();
    let effects = journey.translate(rules, Language::En);
    assert_eq!((journey.language(), journey.page(), summary(&journey)), (Language::En, page, entries));
    assert_eq!(journey.engine().raw("/who/name"), Some(&json!("Ana 3")));
    assert_eq!((focus(&effects), journey.status()), (None, None));
    assert_eq!(journey.engine().looked_at(), looked_at, "nothing is judged anew");
    assert_eq!(journey.form().question("who.name").unwrap().label.fr, "Name");

    // Another form is not taken for this one.
    let mut other = form();
    other["sections"][0]["questions"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "id": "more", "kind": "text", "label": "X" }));
    journey.translate(compiled(&other.to_string()), Language::Fr);
    assert!(journey.form().question("who.more").is_none());
    assert_eq!(journey.engine().raw("/who/name"), Some(&json!("Ana 3")));
}

#[test]
fn the_browsers_back_button_finds_the_step_again() {
    let mut journey = new(HistoryMode::Push, json!({}));
    let history = |effects: &[Effect]| -> Vec<HistoryChange> {
        let change = |effect: &Effect| match effect {
            Effect::History(change) => Some(change.clone()),
            _ => None,
        };
        effects.iter().filter_map(change).collect()
    };
    assert_eq!(history(&journey.start()), [HistoryChange::Replace { step: "0".into() }]);
    answer(&mut journey, "/who/name", json!("Ana"));
    answer(&mut journey, "/who/danger", json!(false));
    assert_eq!(history(&journey.update(Event::Continue)), [HistoryChange::Push { step: "2".into() }]);
    let effects = journey.update(Event::Popped { step: "0".into() });
    assert_eq!((journey.page(), history(&effects)), (WHO, vec![]));
    journey.update(Event::Popped { step: "2".into() });
    assert_eq!(journey.page(), PAPERS);
    for step in ["review", "done", "3", "1", "77", "<script>", ""] {
        let effects = journey.update(Event::Popped { step: step.into() });
        assert_eq!(
            (journey.page(), history(&effects)),
            (PAPERS, vec![HistoryChange::Replace { step: "2".into() }]),
            "{step}"
        );
    }
    journey.update(Event::Continue);
    answer(&mut journey, "/signed/agreed", json!(true));
    journey.update(Event::Continue);
    assert_eq!(journey.page(), Page::Review, "what the dossier says of itself is on no page");
    journey.update(Event::Popped { step: "4".into() });
    assert_eq!(journey.page(), Page::Review);
    sent(&mut journey, 1);
    let effects = journey.update(Event::Sent(Outcome::Received { reference: "P-1".into() }));
    assert_eq!(history(&effects), [HistoryChange::Replace { step: "done".into() }]);
    journey.update(Event::Popped { step: "review".into() });
    assert_eq!(journey.page(), Page::Confirmation, "nothing to send again");
}

#[test]
fn no_history_is_kept_unless_asked() {
    let mut journey = at_review();
    let effects = journey.update(Event::Back);
    assert!(!effects.iter().chain(&journey.start()).any(|effect| matches!(effect, Effect::History(_))));
}
