#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use parcours_schema::workflow::Timeline;
use parcours_schema::{Answers, NoLibrary, load_form};
use serde_json::{Value, json};

use super::{LinkedRow, Span, linked_rows, over_time};
use crate::formats::date::from_iso;

use crate::{Context, Engine, Native, Rules};

const FORM: &str = r#"{"id":"plan","version":"1.0.0","revision":"1","audience":"public","legal_regime":"a-2.1",
  "sensitive":false,"title":"Plan","sections":[{"id":"all","in":"p","title":"All","questions":[
    {"id":"needs","kind":"group","label":"Needs","repeat":{"max":9,"add":"Add","item":"Need {n}"},"questions":[
      {"id":"key","kind":"computed","label":"Key","compute":{"key":true}},
      {"id":"text","kind":"text","label":"Need"}]},
    {"id":"aims","kind":"group","label":"Aims","repeat":{"max":9,"add":"Add","item":"Aim {n}"},"questions":[
      {"id":"key","kind":"computed","label":"Key","compute":{"key":true}},
      {"id":"need","kind":"reference","label":"Need","to":"p.needs","show":"p.needs.text"},
      {"id":"from","kind":"date","label":"From"},
      {"id":"by","kind":"date","label":"By"}]},
    {"id":"review","kind":"date","label":"Review"}]}]}"#;

fn engine(answers: Value) -> Engine {
    let form = load_form("form.json", FORM, &NoLibrary).unwrap();
    let rules = Rules::compile(Arc::new(form)).unwrap();
    let context = Context { today: from_iso("2026-11-22").unwrap(), platform: Arc::new(Native) };
    Engine::new(rules, Answers::from_value(json!({ "p": answers })).unwrap(), context)
}

fn groups() -> Vec<String> {
    vec!["p.needs".to_owned(), "p.aims".to_owned()]
}

fn told(rows: &[LinkedRow]) -> String {
    let one = |row: &LinkedRow| {
        let inner = if row.inner.is_empty() { String::new() } else { format!("({})", told(&row.inner)) };
        format!("{}{inner}", row.at.trim_start_matches("/p/"))
    };
    rows.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn rows_stand_under_what_they_refer_to_and_none_is_lost() {
    let engine = engine(json!({
        "needs": [{ "key": "n1" }, { "key": "n2" }],
        "aims": [{ "key": "a1", "need": "n2" }, { "key": "a2", "need": "gone" }, { "key": "a3" }, { "key": "a4", "need": "n2" }],
    }));
    assert_eq!(told(&linked_rows(&engine, &groups())), "needs/0 needs/1(aims/0 aims/3) aims/1 aims/2");
}

fn timeline() -> Timeline {
    Timeline {
        starts: vec!["p.aims.from".to_owned()],
        ends: vec!["p.aims.by".to_owned()],
        dates: vec!["p.review".to_owned()],
    }
}

#[test]
fn every_row_says_from_when_to_when_and_a_need_goes_around_its_aims() {
    let engine = engine(json!({
        "needs": [{ "key": "n1" }, { "key": "n2" }],
        "aims": [
            { "need": "n1", "from": "2026-03-15", "by": "2026-06-30" },
            { "need": "n1", "by": "2026-12-01" },
            { "need": "n1", "from": "2026-02-01" },
            { "need": "n1" },
        ],
        "review": "2027-01-15",
    }));
    let day = |text| from_iso(text).unwrap();
    let time = over_time(&engine, &linked_rows(&engine, &groups()), &timeline()).unwrap();
    let spans: Vec<Span> = time.bands.iter().flatten().map(|lane| lane.span).collect();
    assert_eq!(
        spans,
        [
            Span::Around(day("2026-02-01"), None),
            Span::Between(day("2026-03-15"), day("2026-06-30")),
            Span::On(day("2026-12-01")),
            Span::Since(day("2026-02-01")),
            Span::Unknown,
            Span::Unknown,
        ]
    );
    assert_eq!((time.first, time.last), (day("2026-02-01"), day("2027-02-01")));
    assert_eq!(time.marks, [day("2026-02-01"), day("2026-05-01"), day("2026-08-01"), day("2026-11-01")]);
    assert_eq!(
        (time.share(day("2026-02-01")), time.share(day("2027-02-01")), time.share(day("1990-01-01"))),
        (0, 1000, 0)
    );
    assert!(time.shows(day("2027-01-31")) && !time.shows(day("2027-02-01")));
}

#[test]
fn a_need_ends_with_the_last_of_its_aims_when_all_of_them_end() {
    let engine = engine(json!({
        "needs": [{ "key": "n1" }],
        "aims": [{ "need": "n1", "by": "2026-12-01" }, { "need": "n1", "from": "2026-01-05", "by": "2026-06-30" }],
    }));
    let time = over_time(&engine, &linked_rows(&engine, &groups()), &timeline()).unwrap();
    let spans: Vec<Span> = time.bands.iter().flatten().map(|lane| lane.span).collect();
    assert_eq!(spans[0], Span::Around(from_iso("2026-01-05").unwrap(), from_iso("2026-12-01")));
}

#[test]
fn a_scale_has_few_marks_however_long_the_plan() {
    for (from, by) in [("2026-01-31", "2026-02-01"), ("2026-01-01", "2029-12-31"), ("1950-01-01", "2049-12-31")] {
        let engine = engine(json!({ "needs": [], "aims": [{ "from": from, "by": by }] }));
        let time = over_time(&engine, &linked_rows(&engine, &groups()), &timeline()).unwrap();
        assert!((1..=5).contains(&time.marks.len()), "{from}: {:?}", time.marks);
        assert!(time.marks.iter().all(|mark| time.shows(*mark)), "{from}: {:?}", time.marks);
    }
}

#[test]
fn without_a_date_there_is_nothing_to_draw() {
    let engine = engine(json!({ "needs": [{ "key": "n1" }], "aims": [{ "need": "n1" }] }));
    assert_eq!(over_time(&engine, &linked_rows(&engine, &groups()), &timeline()), None);
}
