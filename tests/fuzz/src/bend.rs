//! A hand that bends JSON and leaves it JSON, half of the time: bytes changed at random seldom get past the first brace.

use serde_json::{Map, Value, json};

/// Changes `data`, of which `size` bytes are used, in place; gives the new size. `bytes` is the fuzzer's own way.
pub fn bend(
    data: &mut [u8],
    size: usize,
    most: usize,
    seed: u32,
    bytes: fn(&mut [u8], usize, usize) -> usize,
) -> usize {
    let mut dice = Dice(u64::from(seed).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let read = data.get(..size).and_then(|used| serde_json::from_slice::<Value>(used).ok());
    let Some(mut document) = read.filter(|_| dice.below(3) > 0) else { return bytes(data, size, most) };
    for _ in 0..=dice.below(3) {
        let pieces = pieces(&document);
        let target = dice.below(pieces.len());
        let other = pieces.get(dice.below(pieces.len())).cloned().unwrap_or_default();
        turn(&mut document, &mut { target }, &other, &mut dice);
    }
    let text = document.to_string();
    match data.get_mut(..text.len()).filter(|_| text.len() <= most) {
        Some(room) => {
            room.copy_from_slice(text.as_bytes());
            text.len()
        }
        None => bytes(data, size, most),
    }
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

/// Every value of the document, itself first.
fn pieces(value: &Value) -> Vec<Value> {
    let inner: Vec<&Value> = match value {
        Value::Object(map) => map.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    std::iter::once(value.clone()).chain(inner.into_iter().flat_map(pieces)).collect()
}

/// Changes the value of that number, counted as `pieces` does; false once it was done.
fn turn(value: &mut Value, number: &mut usize, other: &Value, dice: &mut Dice) -> bool {
    if *number == 0 {
        change(value, other, dice);
        return false;
    }
    *number -= 1;
    match value {
        Value::Object(map) => map.values_mut().all(|inner| turn(inner, number, other, dice)),
        Value::Array(items) => items.iter_mut().all(|inner| turn(inner, number, other, dice)),
        _ => true,
    }
}

fn change(value: &mut Value, other: &Value, dice: &mut Dice) {
    const WORDS: [&str; 14] = [
        "",
        "\u{0}",
        "\u{202e}abc",
        "a\u{301}",
        "/",
        "~1",
        "today-1y",
        "^(a+)+$",
        "2026-02-30",
        "%zz",
        "\u{1f600}",
        "é",
        "0",
        "id",
    ];
    match (dice.below(8), &mut *value) {
        (0, _) => *value = other.clone(),
        (1, Value::Array(items)) => items.push(other.clone()),
        (2, Value::Array(items)) if !items.is_empty() => drop(items.remove(dice.below(items.len()))),
        (3, Value::Object(map)) => without(map, dice),
        (4, Value::Object(map)) => drop(map.insert(key(map, dice), other.clone())),
        (5, Value::String(text)) => text.push_str(WORDS[dice.below(WORDS.len())]),
        (6, _) => *value = json!([other.clone(), value.clone()]),
        (7, Value::Number(_)) => *value = json!([0, -1, 1_000_000_000_000_i64, 4097][dice.below(4)]),
        (_, _) => {
            let plain = [
                json!(null),
                json!(true),
                json!(""),
                json!(0.5),
                json!([]),
                json!({}),
                json!(WORDS[dice.below(WORDS.len())]),
            ];
            *value = plain[dice.below(plain.len())].clone();
        }
    }
}

fn without(map: &mut Map<String, Value>, dice: &mut Dice) {
    let gone = key(map, dice);
    map.remove(&gone);
}

fn key(map: &Map<String, Value>, dice: &mut Dice) -> String {
    map.keys().nth(dice.below(map.len())).cloned().unwrap_or_default()
}
