//! JSON text to value, as RFC 8259 has it: nothing more is let through.

use std::fmt;

use super::{Map, Number, Value};

/// Lists and objects inside one another beyond which a text is refused.
const DEPTH: usize = 127;

/// Why a text is not JSON: only where, because a text holds answers.
#[derive(Debug)]
pub struct Error {
    line: usize,
    column: usize,
}

impl Error {
    /// Line of the mistake, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Column of the mistake, in bytes, from 1.
    pub fn column(&self) -> usize {
        self.column
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not JSON")
    }
}

impl std::error::Error for Error {}

/// Reads a text.
///
/// # Errors
/// When it is not JSON, or is nested too deep.
pub fn from_str(text: &str) -> Result<Value, Error> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0).filter(|_| {
        reader.pass_blanks();
        reader.at == text.len()
    });
    value.ok_or_else(|| {
        let read = &text.as_bytes()[..reader.at];
        let line_start = read.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        Error { line: 1 + read.iter().filter(|byte| **byte == b'\n').count(), column: 1 + reader.at - line_start }
    })
}

struct Reader<'a> {
    text: &'a str,
    /// Where it has come to; when it is stuck, where.
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn pass(&mut self, expected: u8) -> bool {
        let there = self.peek() == Some(expected);
        self.at += usize::from(there);
        there
    }

    fn pass_while(&mut self, passes: fn(u8) -> bool) -> usize {
        let start = self.at;
        while self.peek().is_some_and(passes) {
            self.at += 1;
        }
        self.at - start
    }

    fn pass_blanks(&mut self) {
        self.pass_while(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'\r'));
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.pass_blanks();
        match self.peek()? {
            b'n' => self.word("null", Value::Null),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'"' => self.string().map(Value::String),
            b'[' if depth < DEPTH => {
                let mut list = Vec::new();
                self.items(b']', &mut |reader| {
                    list.push(reader.value(depth + 1)?);
                    Some(())
                })?;
                Some(Value::Array(list))
            }
            b'{' if depth < DEPTH => {
                let mut map = Map::new();
                self.items(b'}', &mut |reader| {
                    let key = reader.string()?;
                    reader.pass_blanks();
                    reader.pass(b':').then_some(())?;
                    map.insert(key, reader.value(depth + 1)?);
                    Some(())
                })?;
                Some(Value::Object(map))
            }
            _ => self.number().map(Value::Number),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        word.bytes().all(|byte| self.pass(byte)).then_some(value)
    }

    /// What stands between brackets, commas between.
    fn items(&mut self, end: u8, item: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        self.pass_blanks();
        if self.pass(end) {
            return Some(());
        }
        loop {
            self.pass_blanks();
            item(self)?;
            self.pass_blanks();
            if self.pass(end) {
                return Some(());
            }
            self.pass(b',').then_some(())?;
        }
    }

    fn string(&mut self) -> Option<String> {
        self.pass(b'"').then_some(())?;
        let mut string = String::new();
        loop {
            let start = self.at;
            self.pass_while(|byte| byte >= b' ' && byte != b'"' && byte != b'\\');
            string.push_str(self.text.get(start..self.at)?);
            if self.pass(b'"') {
                return Some(string);
            }
            self.pass(b'\\').then_some(())?;
            string.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Option<char> {
        let escape = self.peek()?;
        self.at += 1;
        Some(match escape {
            b'"' | b'\\' | b'/' => char::from(escape),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => match self.unit()? {
                // The first half of a character beyond the 65,536 first: the other must follow.
                high @ 0xd800..0xdc00 => {
                    (self.pass(b'\\') && self.pass(b'u')).then_some(())?;
                    let low = self.unit()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                    char::from_u32(0x10000 + ((high - 0xd800) << 10) + low)?
                }
                unit => char::from_u32(unit)?,
            },
            _ => return None,
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        let unit = digits.chars().try_fold(0, |unit, digit| Some(unit * 16 + digit.to_digit(16)?))?;
        self.at += 4;
        Some(unit)
    }

    fn number(&mut self) -> Option<Number> {
        let start = self.at;
        self.pass(b'-');
        if !self.pass(b'0') {
            self.digits()?;
        }
        if self.pass(b'.') {
            self.digits()?;
        }
        if self.pass(b'e') || self.pass(b'E') {
            let _ = self.pass(b'+') || self.pass(b'-');
            self.digits()?;
        }
        Number::read(self.text.get(start..self.at)?)
    }

    fn digits(&mut self) -> Option<()> {
        (self.pass_while(|byte| byte.is_ascii_digit()) > 0).then_some(())
    }
}
