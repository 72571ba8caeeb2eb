//! Pointers in which rows are named by their key: what they lead to, and the answers a change touches.

use parcours_schema::{escape, tokens};
use serde_json::{Map, Value};

use super::Change;
use super::outline::{Holds, Spot, named};
use crate::formats::row_key::is_row_key;

/// What a pointer leads to.
pub(crate) enum Target<'a> {
    /// A name: an answer, a group, a container.
    Spot(&'a Spot),
    /// The row of this key.
    Row { group: &'a Spot, inside: &'a [Spot], key: String },
}

/// An answer a change touches: what it is, and the pointer to say it by.
pub(crate) struct Touched<'a> {
    pub spot: &'a Spot,
    pub at: String,
}

/// What the pointer leads to, if the form has it; and the pointers of the rows on the way that must be there.
pub(crate) fn find<'a>(spots: &'a [Spot], pointer: &str) -> Option<(Target<'a>, Vec<String>)> {
    let (mut spots, mut rows) = (spots, Vec::new());
    let (mut target, mut here) = (None, String::new());
    for token in tokens(pointer) {
        if let Some(Target::Row { .. }) = target {
            rows.push(here.clone());
        }
        here.push('/');
        here.push_str(&escape(&token));
        target = Some(match (target.take(), token.strip_prefix('@')) {
            (Some(Target::Spot(group)), Some(key)) => {
                let Holds::Rows { key: Some(_), inside } = &group.holds else { return None };
                if !is_row_key(key) {
                    return None;
                }
                spots = inside;
                Target::Row { group, inside, key: key.to_owned() }
            }
            // Rows are named by their key or not at all.
            (Some(Target::Spot(Spot { holds: Holds::Rows { .. } | Holds::Answer, .. })), None) => return None,
            (_, Some(_)) => return None,
            (_, None) => {
                let spot = named(spots, &token)?;
                if let Holds::Inside(inside) = &spot.holds {
                    spots = inside;
                }
                Target::Spot(spot)
            }
        });
    }
    Some((target?, rows))
}

/// The answers a change touches, told from the change alone: what is stored must not be guessed from a refusal.
///
/// # Errors
/// The pointer that leads nowhere, or at which such a value cannot stand.
pub(crate) fn touched<'a>(spots: &'a [Spot], change: &Change) -> Result<Vec<Touched<'a>>, String> {
    let Some((target, _)) = find(spots, &change.at) else { return Err(change.at.clone()) };
    let mut list = Vec::new();
    match target {
        // All the rows at once: those that others added meanwhile would go unseen.
        Target::Spot(Spot { holds: Holds::Rows { key: Some(_), .. }, .. }) => return Err(change.at.clone()),
        Target::Spot(spot) => touch(spot, &change.at, &change.to, &mut list)?,
        Target::Row { group, inside, key } => {
            list.push(Touched { spot: group, at: change.at.clone() });
            match &change.to {
                Value::Null => {}
                Value::Object(map) => touch_inside(inside, &change.at, map, Some((group, &key)), &mut list)?,
                _ => return Err(change.at.clone()),
            }
        }
    }
    Ok(list)
}

fn touch<'a>(spot: &'a Spot, at: &str, to: &Value, list: &mut Vec<Touched<'a>>) -> Result<(), String> {
    let mut add = |spot: &'a Spot| list.push(Touched { spot, at: at.to_owned() });
    match (&spot.holds, to) {
        (Holds::Answer, _) => add(spot),
        (Holds::Inside(_), Value::Null) | (Holds::Rows { key: None, .. }, Value::Null | Value::Array(_)) => {
            spot.each(&mut add);
        }
        (Holds::Inside(inside), Value::Object(map)) => touch_inside(inside, at, map, None, list)?,
        // A new row may come with the rows it holds.
        (Holds::Rows { key: Some(key), inside }, Value::Array(rows)) if !rows.is_empty() => {
            for row in rows {
                let (Some(id), Value::Object(map)) = (key_of(row, key), row) else { return Err(at.to_owned()) };
                let at = format!("{at}/@{id}");
                list.push(Touched { spot, at: at.clone() });
                touch_inside(inside, &at, map, Some((spot, id)), list)?;
            }
        }
        _ => return Err(at.to_owned()),
    }
    Ok(())
}

fn touch_inside<'a>(
    inside: &'a [Spot],
    at: &str,
    map: &Map<String, Value>,
    row: Option<(&Spot, &str)>,
    list: &mut Vec<Touched<'a>>,
) -> Result<(), String> {
    for (name, to) in map {
        let at = format!("{at}/{}", escape(name));
        match (named(inside, name), row) {
            (Some(spot), _) => touch(spot, &at, to, list)?,
            (None, Some((Spot { holds: Holds::Rows { key: Some(key), .. }, .. }, id)))
                if key == name && to.as_str() == Some(id) => {}
            _ => return Err(at),
        }
    }
    Ok(())
}

/// What stands at the steps of a pointer with row keys.
pub(crate) fn get<'a>(map: &'a Map<String, Value>, spots: &[Spot], steps: &[String]) -> Option<&'a Value> {
    let (name, rest) = steps.split_first()?;
    let (spot, value) = (named(spots, name)?, map.get(name)?);
    match (&spot.holds, rest) {
        (_, []) => Some(value),
        (Holds::Inside(inside), rest) => get(value.as_object()?, inside, rest),
        (Holds::Rows { key: Some(key), inside }, [id, rest @ ..]) => {
            let id = id.strip_prefix('@')?;
            let row = value.as_array()?.iter().find(|row| key_of(row, key) == Some(id))?;
            if rest.is_empty() { Some(row) } else { get(row.as_object()?, inside, rest) }
        }
        _ => None,
    }
}

/// The lasting key of a row, when it has a good one.
pub(crate) fn key_of<'a>(row: &'a Value, name: &str) -> Option<&'a str> {
    row.get(name).and_then(Value::as_str).filter(|key| is_row_key(key))
}
