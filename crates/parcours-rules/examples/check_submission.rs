//! What a receiving server does with the answers it is sent. `cargo run -p parcours-rules --example check_submission`
//! checks a small one; give the path of a bundled form (`parcours bundle FORM`) and that of a file of answers for yours.

use std::{env, error::Error, fs, sync::Arc};

use parcours_rules::{Context, Native, Rules};
use parcours_schema::{Answers, NoLibrary, load_form};

const FORM: &str = r#"{"id":"demo","version":"1.0.0","revision":"2026","audience":"public","legal_regime":"a-2.1",
  "sensitive":false,"title":{"fr":"Essai","en":"Trial"},"sections":[{"id":"who","title":{"fr":"Qui","en":"Who"},
  "questions":[{"id":"phone","kind":"phone","required":true,"label":{"fr":"Téléphone","en":"Phone"}}]}]}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let file =
        |number: usize, otherwise: &str| env::args().nth(number).map_or(Ok(otherwise.to_owned()), fs::read_to_string);

    // The ten lines. A broken form is an `Err`, once, at start; a person's mistake is a problem in the report.
    let form = load_form("form.json", &file(1, FORM)?, &NoLibrary).map_err(|faults| faults[0].clone())?;
    let rules = Rules::compile(Arc::new(form)).map_err(|faults| faults[0].clone())?;
    let answers = Answers::from_json(&file(2, r#"{"who":{"phone":"450 371-409"}}"#)?)?;
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default(); // your clock's, in the person's time zone
    let report = rules.check(&answers, &Context { today, platform: Arc::new(Native) });
    for problem in &report.problems {
        println!("{} {} {}", problem.severity.name(), problem.at, problem.code.name());
    }
    println!("{}", if report.is_ok() { "to store: the report's answers" } else { "to send back: 422" });
    Ok(())
}
