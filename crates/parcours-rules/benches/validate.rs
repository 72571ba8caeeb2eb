//! Answers judged from their JSON text, all problems listed, as often as a length of time allows. Started by
//! `cargo xtask bench validate`, which compares it with ajv in the same run:
//!
//! ```text
//! validate <form.json> <milliseconds> <answers.json>…     prints a line for each: how many a second, how many problems
//! ```

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use parcours_rules::{Context, Native, Rules};
use parcours_schema::{Answers, NoLibrary, load_form};

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|one| one != "--bench").collect();
    let [form, length, answers @ ..] = arguments.as_slice() else {
        println!("cargo xtask bench validate starts this with a form and answers");
        return Ok(());
    };
    let read = |file: &String| std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"));
    let length = Duration::from_millis(length.parse().map_err(|_| format!("{length} is no number of milliseconds"))?);
    let form = load_form(form, &read(form)?, &NoLibrary).map_err(|faults| faults[0].to_string())?;
    let rules = Rules::compile(Arc::new(form)).map_err(|faults| faults[0].to_string())?;
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
    let context = Context { today, platform: Arc::new(Native) };
    for file in answers {
        let text = read(file)?;
        let (start, mut times, mut problems) = (Instant::now(), 0_u32, 0);
        while start.elapsed() < length {
            for _ in 0..8 {
                let answers = Answers::from_json(&text).map_err(|error| error.to_string())?;
                problems = rules.check(&answers, &context).problems.len();
            }
            times += 8;
        }
        println!("{} {problems}", f64::from(times) / start.elapsed().as_secs_f64());
    }
    Ok(())
}
