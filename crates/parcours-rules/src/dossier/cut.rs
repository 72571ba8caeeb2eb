//! Answers cut to some of the questions. What is cut leaves no trace: no key, no count, no empty place.

use serde_json::{Map, Value};

use super::outline::{Holds, Spot, named};

/// Which answers are kept.
#[derive(Clone, Copy)]
pub(super) struct Cut<'a> {
    /// Whether what stands at a spot is kept; asked of answers, and of groups in rows for their rows themselves.
    pub keeps: &'a dyn Fn(&Spot) -> bool,
}

impl Cut<'_> {
    /// What is left of an object; `key` is the name of what tells rows apart, when it is a row.
    pub(super) fn object(self, map: &Map<String, Value>, spots: &[Spot], key: Option<&str>) -> Map<String, Value> {
        let mut cut = Map::new();
        for (name, value) in map {
            let kept = match named(spots, name) {
                Some(spot) => self.value(value, spot),
                None => (key == Some(name)).then(|| value.clone()),
            };
            if let Some(kept) = kept {
                cut.insert(name.clone(), kept);
            }
        }
        cut
    }

    /// What is left of what stands at a spot; none when nothing is.
    pub(super) fn value(self, value: &Value, spot: &Spot) -> Option<Value> {
        match (&spot.holds, value) {
            (Holds::Answer, _) => (self.keeps)(spot).then(|| value.clone()),
            (Holds::Inside(inside), Value::Object(map)) => {
                let cut = self.object(map, inside, None);
                (!cut.is_empty()).then_some(Value::Object(cut))
            }
            (Holds::Rows { key, inside }, Value::Array(rows)) => {
                let row = |row: &Value| self.row(row.as_object()?, spot, inside, key.as_deref());
                let rows: Vec<Value> = rows.iter().filter_map(row).collect();
                (!rows.is_empty()).then_some(Value::Array(rows))
            }
            // Of another kind than the form says: kept only where everything is.
            _ => self.keeps_all(spot).then(|| value.clone()),
        }
    }

    /// A row is kept with its group, or for an answer it holds.
    pub(super) fn row(
        self,
        row: &Map<String, Value>,
        group: &Spot,
        inside: &[Spot],
        key: Option<&str>,
    ) -> Option<Value> {
        let cut = self.object(row, inside, key);
        let nothing = cut.keys().all(|name| Some(name.as_str()) == key);
        ((self.keeps)(group) || !nothing).then_some(Value::Object(cut))
    }

    /// Whether nothing at a spot or inside it is cut.
    pub(super) fn keeps_all(self, spot: &Spot) -> bool {
        let mut all = true;
        spot.each(&mut |inner| all &= matches!(inner.holds, Holds::Inside(_)) || (self.keeps)(inner));
        all
    }

    /// Whether something at a spot or inside it is kept.
    pub(super) fn keeps_some(self, spot: &Spot) -> bool {
        let mut some = false;
        spot.each(&mut |inner| some |= !matches!(inner.holds, Holds::Inside(_)) && (self.keeps)(inner));
        some
    }
}
