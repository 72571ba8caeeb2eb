//! What each target does with some bytes: read them as the kit would, and say what must hold whatever they are. Nothing here
//! depends on the fuzzer: `tests/it/fuzz_corpus.rs` calls the same functions on each file of the corpus.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use parcours_browser::kept_file::Envelope;
use parcours_browser::reply;
use parcours_rules::journey::Outcome;
use parcours_rules::{Context, Native, Rules, proof};
use parcours_schema::disk::Disk;
use parcours_schema::{Answers, Language, NoLibrary, Submission, load_form, load_workflow, pack, unpack};
use parcours_text::sentence;
use serde_json::{Value, json};

/// A target: its name, which is its folder in the corpus, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 5] = [
    ("definition", definition),
    ("answers", answers),
    ("envelope", envelope),
    ("kept_file", kept_file),
    ("reply", reply),
];

/// A definition: refused with words, or sound enough to be proved, packed, unpacked and compiled.
pub fn definition(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match load_form("form.json", text, &NoLibrary) {
        Err(faults) => {
            assert!(!faults.is_empty());
            for fault in faults {
                assert!(!fault.what.trim().is_empty() && !fault.fix.trim().is_empty(), "{fault}");
            }
        }
        Ok(form) => {
            for language in [None, Some(Language::Fr), Some(Language::En)] {
                let whole = unpack("form.json", &pack(&form, language).to_string());
                let whole = whole.unwrap_or_else(|fault| panic!("packed, it is not read: {fault}"));
                assert!(language.is_some() || whole.form == form, "packed, it is another form");
            }
            let findings = proof::check(&form);
            assert!(findings.iter().all(|finding| !finding.what.is_empty() && !finding.fix.is_empty()));
            if let Ok(rules) = Rules::compile(Arc::new(form)) {
                let _ = rules.check(&Answers::default(), &context());
            }
        }
    }
    let _ = load_workflow("workflow.json", text);
}

/// Answers to CLI-60508: judged once, then again in the form they are kept in, with the same answers and sentences to say.
pub fn answers(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(answers) = Answers::from_json(text) else { return };
    let rules = rules();
    let report = rules.check(&answers, &context());
    for problem in &report.problems {
        for language in Language::ALL {
            assert!(
                !sentence(problem, rules.form(), language).trim().is_empty(),
                "{} says nothing",
                problem.code.name()
            );
        }
    }
    assert!(!format!("{:?}", report.answers).contains("Qzk"), "an answer is shown to developers");
    let again = rules.check(&report.answers, &context());
    assert!(again.answers == report.answers, "kept answers change when they are read again");
}

/// An envelope: refused at a place, or the same once written and read again.
pub fn envelope(data: &[u8]) {
    let Ok(value) = serde_json::from_slice::<Value>(data) else { return };
    match Submission::from_value(value) {
        Err(error) => assert!(!error.what.trim().is_empty()),
        Ok(submission) => {
            assert!(!format!("{submission:?}").contains("Qzk"), "an answer is shown to developers");
            let again = Submission::from_value(submission.to_value()).expect("what was written is read");
            assert!(again == submission, "written and read again, it is another one");
        }
    }
}

/// A file somebody kept, from outside: refused with a reason, or the same once written and read again.
pub fn kept_file(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match Envelope::from_text(text) {
        Err(reason) => assert!(!reason.to_string().is_empty()),
        Ok(kept) => {
            assert!((100_000..=5_000_000).contains(&kept.rounds) && kept.salt.len() == 16 && kept.nonce.len() == 12);
            assert_eq!(Envelope::from_text(&kept.to_text()), Ok(kept));
        }
    }
}

/// A server's reply: as the loader tells it, or as the body of replies of every status that has its own meaning. Never
/// taken for a success without a reference.
pub fn reply(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    sound(&reply::told(text), None);
    for status in [200, 201, 302, 400, 409, 422, 503] {
        for media_type in ["application/json", "application/problem+json", "text/html"] {
            let told = json!({ "status": status, "type": media_type, "retryAfter": 7, "body": text }).to_string();
            sound(&reply::told(&told), Some((status, media_type)));
        }
    }
}

fn sound(outcome: &Outcome, of: Option<(u16, &str)>) {
    match outcome {
        Outcome::Received { reference } => {
            assert!(!reference.trim().is_empty());
            let fits = |(status, media_type): (u16, &str)| status < 300 && media_type.ends_with("json");
            assert!(of.is_none_or(fits), "{of:?} is taken for a success");
        }
        Outcome::Problems(problems) => {
            assert!(!problems.is_empty() && problems.len() <= 500);
            assert!(of.is_none_or(|(status, _)| matches!(status, 400 | 422)), "{of:?} names problems");
        }
        Outcome::Failed(_) => {}
        Outcome::Cancelled => panic!("only the host page takes the sending over"),
    }
}

fn context() -> Context {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
    Context { today, platform: Arc::new(Native) }
}

/// The rules of CLI-60508, read once.
fn rules() -> &'static Arc<Rules> {
    static RULES: OnceLock<Arc<Rules>> = OnceLock::new();
    RULES.get_or_init(|| {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here.ancestors().find(|folder| folder.join("schemas/forms").is_dir()).expect("the project's root");
        let file = root.join("schemas/forms/cli-60508/form.json");
        let form = Disk::around(&file).load(&file).unwrap_or_else(|faults| panic!("{}", faults[0]));
        Rules::compile(Arc::new(form)).unwrap_or_else(|faults| panic!("{}", faults[0]))
    })
}
