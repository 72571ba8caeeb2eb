//! Every question is in one part, whoever writes a part reads it, private stays private, and nobody takes away with a row
//! what they may not see.

use parcours_schema::workflow::leads;

use super::{Ground, is_given};
use crate::dossier::outline::{Holds, STATE_PATH, Spot};
use crate::proof::{Findings, Rule};

pub(super) fn check(ground: &Ground<'_>, findings: &mut Findings) {
    each_question_in_a_part(&ground.outline, findings);
    each_path_in_one_part(ground, findings);
    each_path_decides_something(ground, findings);
    for (number, part) in ground.workflow.parts.iter().enumerate() {
        let place = format!("/parts/{number}");
        let writes = |role: &String| part.write.iter().any(|write| write.role == *role);
        for (number, write) in part.write.iter().enumerate() {
            if !part.read.contains(&write.role) {
                let what = format!("`{}` writes `{}` and may not read it.", write.role, part.id);
                findings.error(Rule::Part, format!("{place}/write/{number}/role"), what, "Add the role to `read`.");
            }
        }
        for (number, reader) in part.read.iter().enumerate().filter(|_| part.private) {
            if !writes(reader) {
                let what = format!("`{reader}` may read `{}`, which is private and which it does not write.", part.id);
                let fix = "Remove the role from `read`, or `private`.";
                findings.error(Rule::Private, format!("{place}/read/{number}"), what, fix);
            }
        }
    }
    for spot in ground.spots() {
        rows(ground, spot, findings);
    }
}

/// Told once, at the outermost.
fn each_question_in_a_part(spots: &[Spot], findings: &mut Findings) {
    for spot in spots {
        match &spot.holds {
            Holds::Inside(inside) if spot.part.is_none() => each_question_in_a_part(inside, findings),
            _ if spot.part.is_none() => {
                let what = format!("`{}` is in no part: nobody may read it or write it.", spot.path);
                findings.error(Rule::Part, "/parts", what, "Add its path to a part.");
            }
            _ => {}
        }
    }
}

fn each_path_in_one_part(ground: &Ground<'_>, findings: &mut Findings) {
    let mut seen: Vec<(&String, &String)> = Vec::new();
    for (number, part) in ground.workflow.parts.iter().enumerate() {
        for (position, path) in part.paths.iter().enumerate() {
            let place = format!("/parts/{number}/paths/{position}");
            match seen.iter().find(|(other, _)| *other == path) {
                Some((_, first)) => {
                    let what = format!("`{path}` stands in `{first}` too.");
                    findings.error(Rule::Part, place, what, "Leave it in one part.");
                }
                None => seen.push((path, &part.id)),
            }
        }
    }
}

fn each_path_decides_something(ground: &Ground<'_>, findings: &mut Findings) {
    let spots = ground.spots();
    for (number, part) in ground.workflow.parts.iter().enumerate() {
        for (position, path) in part.paths.iter().enumerate() {
            let place = format!("/parts/{number}/paths/{position}");
            if leads(path, STATE_PATH) && !spots.iter().any(|spot| leads(path, &spot.path)) {
                let what = format!("`{STATE_PATH}` is written by the dossier itself, and read by all.");
                findings.error(Rule::Part, place, what, "Remove the path.");
                continue;
            }
            let length = Some(path.len());
            let decides = spots.iter().any(|spot| {
                is_given(spot)
                    && spot.part == Some(number)
                    && leads(path, &spot.path)
                    && part.leads(&spot.path) == length
            });
            if !decides {
                let what = format!("`{path}` decides nothing: longer paths do for all that is in it.");
                findings.warning(Rule::Part, place, what, "Remove it.");
            }
        }
    }
}

fn rows(ground: &Ground<'_>, group: &Spot, findings: &mut Findings) {
    let Holds::Rows { key, inside } = &group.holds else { return };
    let Some(number) = group.part else { return };
    let part = &ground.workflow.parts[number];
    let mut inner: Vec<&Spot> = Vec::new();
    inside.iter().for_each(|spot| spot.each(&mut |spot| inner.push(spot)));
    for spot in inner.into_iter().filter(|spot| is_given(spot)) {
        if key.is_none() && spot.part != group.part {
            let what = format!(
                "`{}` and `{}` are in two parts, and rows without a key are kept whole.",
                group.path, spot.path
            );
            findings.error(
                Rule::Part,
                place_of(ground, spot),
                what,
                "Give the rows a computed `key`, or make it one part.",
            );
            continue;
        }
        // Who takes a row away takes away all that is in it.
        let blind = part.write.iter().find(|write| !ground.reads(&write.role, spot));
        if let Some(write) = blind.filter(|write| spot.part != group.part && part.read.contains(&write.role)) {
            let what =
                format!("`{}` may take rows of `{}` away and may not read `{}`.", write.role, group.path, spot.path);
            findings.error(
                Rule::Part,
                place_of(ground, spot),
                what,
                "Let the role read it, or keep it outside the rows.",
            );
        }
    }
}

/// Where the part of a spot names it.
fn place_of(ground: &Ground<'_>, spot: &Spot) -> String {
    let Some(number) = spot.part else { return "/parts".to_owned() };
    let part = &ground.workflow.parts[number];
    let length = part.leads(&spot.path);
    let position = part.paths.iter().position(|path| leads(path, &spot.path) && Some(path.len()) == length);
    format!("/parts/{number}/paths/{}", position.unwrap_or(0))
}
