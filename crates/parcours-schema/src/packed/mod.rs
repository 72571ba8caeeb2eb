//! A form as a page receives it: read and checked once by whoever serves it (`parcours bundle`), then written down in
//! the order of its fields, so that the page needs neither keys nor a reader that explains mistakes. A third of the
//! module's weight was that reader.
//!
//! `["parcours-form", version, seal, [what is not words], [words in French], [the same in English]]`: the words of a
//! language stand together because they compress better so; `null` in English is the French word. What is not words is
//! flat: an absent value is `null`, a list is its length and its items, a variant its number and its fields.
//!
//! A bundle in one language has `null` in the place of the other's words: a page asks for the other when somebody does.
//! The seal is of what is not words: two bundles with the same one are the same form, whatever their languages.
//!
//! Not a format to write or to keep: another version of the kit refuses it, and `parcours bundle` makes it again.

mod form;

use serde_json::{Number, Value};

use crate::{Fault, Form, Language, Localized, limits};

const MARK: &str = "parcours-form";
/// Changes whenever what stands in a bundle, or its order, changes.
const VERSION: u64 = 3;
/// Conditions in conditions and groups in groups, with room to spare.
const DEPTH: usize = 2 * (limits::CONDITION_DEPTH + limits::GROUP_DEPTH);

/// A bundle once read.
#[derive(Debug)]
pub struct Bundle {
    /// The form; in one language, each text stands for both.
    pub form: Form,
    /// The language, when it is in one only.
    pub only: Option<Language>,
    /// The same for two bundles of the same form.
    pub seal: u64,
}

/// The bundle of a form, in both languages or in one only.
pub fn pack(form: &Form, only: Option<Language>) -> Value {
    let mut tape = Tape::default();
    form.put(&mut tape);
    let [fr, mut en] = tape.words;
    if only == Some(Language::En) {
        for (english, french) in en.iter_mut().zip(&fr).filter(|(english, _)| english.is_null()) {
            *english = french.clone();
        }
    }
    let items = Value::Array(tape.items);
    let words = |language: Language, words: Vec<Value>| match only {
        Some(only) if only != language => Value::Null,
        _ => Value::Array(words),
    };
    let seal = seal(&items.to_string());
    Value::Array(vec![
        MARK.into(),
        VERSION.into(),
        seal.into(),
        items,
        words(Language::Fr, fr),
        words(Language::En, en),
    ])
}

/// 32 bits of FNV-1a: against a forgotten file, not against an enemy.
fn seal(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |seal, byte| (seal ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Whether a document is a bundle, of this version or another.
pub(crate) fn is_packed(document: &Value) -> bool {
    document.get(0).and_then(Value::as_str) == Some(MARK)
}

/// A bundle given as text; `file` names it in the fault.
///
/// # Errors
/// When it is not a bundle of this version of the kit. Whether its references hold is said by `Rules::compile`.
pub fn unpack(file: &str, text: &str) -> Result<Bundle, Fault> {
    let small = text.len() <= limits::FILE_BYTES;
    unpack_value(file, small.then(|| serde_json::from_str(text).ok()).flatten().unwrap_or_default())
}

pub(crate) fn unpack_value(file: &str, document: Value) -> Result<Bundle, Fault> {
    read(document).ok_or_else(|| Fault {
        file: file.to_owned(),
        at: String::new(),
        what: "this is not a bundle that this version of the kit can read.".to_owned(),
        fix: "Make it with `parcours bundle FORM`.".to_owned(),
    })
}

fn read(document: Value) -> Option<Bundle> {
    let Value::Array(parts) = document else { return None };
    let [mark, version, seal, items, fr, en] = <[Value; 6]>::try_from(parts).ok()?;
    if mark.as_str() != Some(MARK) || version.as_u64() != Some(VERSION) {
        return None;
    }
    let list = |value: Value| if let Value::Array(list) = value { Some(list.into_iter()) } else { None };
    let (words, english, only) = match (list(fr), list(en)) {
        (Some(fr), None) => (fr, None, Some(Language::Fr)),
        (None, Some(en)) => (en, None, Some(Language::En)),
        (fr, en) => (fr?, en, None),
    };
    let mut reel = Reel { items: list(items)?, words, english, depth: 0 };
    let form = Form::take(&mut reel)?;
    // Anything left over belongs to another order of fields.
    let left = reel.items.len() + reel.words.len() + reel.english.map_or(0, |english| english.len());
    (left == 0).then_some(Bundle { form, only, seal: seal.as_u64()? })
}

/// What is written down so far.
#[derive(Default)]
pub(crate) struct Tape {
    items: Vec<Value>,
    words: [Vec<Value>; 2],
}

/// What is left to read.
pub(crate) struct Reel {
    items: std::vec::IntoIter<Value>,
    /// Those of the one language, or in French.
    words: std::vec::IntoIter<Value>,
    /// The same in English, in a bundle of both.
    english: Option<std::vec::IntoIter<Value>>,
    depth: usize,
}

impl Reel {
    fn count(&mut self) -> Option<u64> {
        self.items.next()?.as_u64()
    }

    /// Reads something that may hold others of its kind; a bundle that goes on for ever is refused.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Reel) -> Option<T>) -> Option<T> {
        self.depth += 1;
        let read = if self.depth > DEPTH { None } else { read(self) };
        self.depth -= 1;
        read
    }
}

/// What can be written down and read again in the same order.
pub(crate) trait Packed: Sized {
    fn put(&self, tape: &mut Tape);
    fn take(reel: &mut Reel) -> Option<Self>;

    /// Writes that there is none.
    fn put_absent(tape: &mut Tape) {
        tape.items.push(Value::Null);
    }

    /// Passes over what [`Packed::put_absent`] wrote, if that comes next.
    fn pass_absent(reel: &mut Reel) -> bool {
        pass_null(&mut reel.items)
    }
}

fn pass_null(items: &mut std::vec::IntoIter<Value>) -> bool {
    let absent = items.as_slice().first().is_some_and(Value::is_null);
    if absent {
        items.next();
    }
    absent
}

impl Packed for String {
    fn put(&self, tape: &mut Tape) {
        tape.items.push(Value::String(self.clone()));
    }

    fn take(reel: &mut Reel) -> Option<String> {
        text(reel.items.next()?)
    }
}

fn text(value: Value) -> Option<String> {
    if let Value::String(text) = value { Some(text) } else { None }
}

impl Packed for Localized {
    fn put(&self, tape: &mut Tape) {
        let [fr, en] = &mut tape.words;
        fr.push(Value::String(self.get(Language::Fr).to_owned()));
        en.push(if self.fr == self.en { Value::Null } else { Value::String(self.en.clone()) });
    }

    fn take(reel: &mut Reel) -> Option<Localized> {
        let fr = text(reel.words.next()?)?;
        let en = match &mut reel.english {
            Some(english) => english.next()?,
            None => Value::Null,
        };
        let en = if en.is_null() { fr.clone() } else { text(en)? };
        Some(Localized { fr, en })
    }

    fn put_absent(tape: &mut Tape) {
        tape.words.iter_mut().for_each(|words| words.push(Value::Null));
    }

    fn pass_absent(reel: &mut Reel) -> bool {
        let absent = pass_null(&mut reel.words);
        absent && reel.english.as_mut().is_none_or(pass_null)
    }
}

/// A scalar of a condition.
impl Packed for Value {
    fn put(&self, tape: &mut Tape) {
        tape.items.push(self.clone());
    }

    fn take(reel: &mut Reel) -> Option<Value> {
        reel.items.next()
    }
}

impl Packed for f64 {
    fn put(&self, tape: &mut Tape) {
        // Whole numbers without their `.0`.
        let whole = self.trunc() as i64;
        let exact = whole as f64 == *self;
        tape.items.push(if exact { whole.into() } else { Number::from_f64(*self).into() });
    }

    fn take(reel: &mut Reel) -> Option<f64> {
        reel.items.next()?.as_f64()
    }
}

impl Packed for u64 {
    fn put(&self, tape: &mut Tape) {
        tape.items.push((*self).into());
    }

    fn take(reel: &mut Reel) -> Option<u64> {
        reel.count()
    }
}

impl Packed for i32 {
    fn put(&self, tape: &mut Tape) {
        tape.items.push((*self).into());
    }

    fn take(reel: &mut Reel) -> Option<i32> {
        reel.items.next()?.as_i64()?.try_into().ok()
    }
}

impl Packed for bool {
    fn put(&self, tape: &mut Tape) {
        u64::from(*self).put(tape);
    }

    fn take(reel: &mut Reel) -> Option<bool> {
        Some(reel.count()? != 0)
    }
}

/// Numbers that fit in one of 64 bits.
macro_rules! packed_numbers {
    ($($number:ty),*) => { $(
        impl Packed for $number {
            fn put(&self, tape: &mut Tape) {
                (*self as u64).put(tape);
            }

            fn take(reel: &mut Reel) -> Option<$number> {
                reel.count()?.try_into().ok()
            }
        }
    )* };
}
packed_numbers!(usize, u32, u8);

/// Absent is `null`; nothing else that can be absent begins with it.
impl<T: Packed> Packed for Option<T> {
    fn put(&self, tape: &mut Tape) {
        match self {
            Some(value) => value.put(tape),
            None => T::put_absent(tape),
        }
    }

    fn take(reel: &mut Reel) -> Option<Option<T>> {
        if T::pass_absent(reel) { Some(None) } else { T::take(reel).map(Some) }
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn put(&self, tape: &mut Tape) {
        self.len().put(tape);
        self.iter().for_each(|item| item.put(tape));
    }

    fn take(reel: &mut Reel) -> Option<Vec<T>> {
        let mut list = Vec::new();
        for _ in 0..reel.count()? {
            list.push(T::take(reel)?);
        }
        Some(list)
    }
}

impl<T: Packed> Packed for Box<T> {
    fn put(&self, tape: &mut Tape) {
        (**self).put(tape);
    }

    fn take(reel: &mut Reel) -> Option<Box<T>> {
        reel.deeper(T::take).map(Box::new)
    }
}
