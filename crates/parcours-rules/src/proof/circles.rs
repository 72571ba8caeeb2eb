//! Nothing is shown, or computed, according to itself. Told in words, along the circle.
//!
//! Whether an answer is required, compared with a health insurance number or judged by a check shows nothing, so
//! those conditions are free to look anywhere.

use parcours_schema::kinds::Compute;
use parcours_schema::{Condition, Kind};

use super::{Findings, Index, Rule};

/// What must be known before something can be shown. Questions come first, then sections.
pub(super) struct Dependencies {
    of: Vec<Vec<usize>>,
    questions: usize,
}

impl Dependencies {
    pub(super) fn of(index: &Index<'_>) -> Dependencies {
        let questions = index.entries.len();
        let mut of = Vec::with_capacity(questions + index.form.sections.len());
        for entry in &index.entries {
            let mut needs = vec![entry.parent.unwrap_or(questions + entry.section)];
            if let Some(when) = &entry.question.when {
                read(index, when, &mut needs);
            }
            if let Kind::Computed(Compute::Age(path) | Compute::Count(path)) = &entry.question.kind {
                needs.extend(index.position(path));
            }
            if let Kind::Reference(reference) = &entry.question.kind {
                let to = index.get(&reference.to).and_then(|entry| entry.question.kind.row_key());
                needs.extend(to.and_then(|key| index.position(&key.path)));
            }
            of.push(needs);
        }
        for section in &index.form.sections {
            let mut needs = Vec::new();
            if let Some(when) = &section.when {
                read(index, when, &mut needs);
            }
            of.push(needs);
        }
        Dependencies { of, questions }
    }

    pub(super) fn needs(&self, node: usize) -> &[usize] {
        &self.of[node]
    }

    /// Questions and sections, each after what it needs; those on a circle, or after one, are left out.
    pub(super) fn order(&self) -> Vec<usize> {
        self.order_without(&[])
    }

    fn order_without(&self, known: &[usize]) -> Vec<usize> {
        let mut waiting: Vec<usize> = self.of.iter().map(Vec::len).collect();
        let mut needed_by = vec![Vec::new(); self.of.len()];
        for (node, needs) in self.of.iter().enumerate() {
            needs.iter().for_each(|need| needed_by[*need].push(node));
        }
        let mut order: Vec<usize> = (0..self.of.len()).filter(|node| waiting[*node] == 0).collect();
        for node in known {
            if std::mem::take(&mut waiting[*node]) > 0 {
                order.push(*node);
            }
        }
        let mut next = 0;
        while let Some(node) = order.get(next).copied() {
            next += 1;
            for reader in &needed_by[node] {
                if waiting[*reader] > 0 {
                    waiting[*reader] -= 1;
                    if waiting[*reader] == 0 {
                        order.push(*reader);
                    }
                }
            }
        }
        order
    }

    /// One circle through each knot of dependencies.
    fn circles(&self) -> Vec<Vec<usize>> {
        let mut circles: Vec<Vec<usize>> = Vec::new();
        let mut known: Vec<usize> = Vec::new();
        loop {
            let mut free = vec![false; self.of.len()];
            self.order_without(&known).into_iter().for_each(|node| free[node] = true);
            // What is not free needs something that is not free: following that must come back.
            let Some(mut node) = (0..self.of.len()).find(|node| !free[*node]) else { return circles };
            let mut way: Vec<usize> = Vec::new();
            while !way.contains(&node) {
                way.push(node);
                match self.of[node].iter().find(|need| !free[**need]) {
                    Some(need) => node = *need,
                    None => return circles,
                }
            }
            let start = way.iter().position(|other| *other == node).unwrap_or(0);
            let circle = way.split_off(start);
            known.extend(&circle);
            circles.push(circle);
        }
    }
}

fn read(index: &Index<'_>, condition: &Condition, needs: &mut Vec<usize>) {
    condition.paths(&mut |path| needs.extend(index.position(path)));
}

pub(super) fn check(index: &Index<'_>, findings: &mut Findings) {
    let dependencies = Dependencies::of(index);
    for circle in dependencies.circles() {
        // It starts with a question or a section that has a condition of its own, where the author will look.
        let start = circle.iter().position(|node| condition_place(index, &dependencies, *node).is_some()).unwrap_or(0);
        let turned: Vec<usize> = circle[start..].iter().chain(&circle[..start]).copied().collect();
        let mut words = name(index, &dependencies, turned[0]);
        for next in turned[1..].iter().chain(&turned[..1]) {
            words.push_str(" needs ");
            words.push_str(&name(index, &dependencies, *next));
            if *next != turned[0] {
                words.push_str(", which");
            }
        }
        let place = condition_place(index, &dependencies, turned[0]).unwrap_or_default();
        let fix = "Take one of these conditions away, or make it read another answer.";
        findings.error(Rule::Circle, place, format!("the conditions run in a circle: {words}."), fix);
    }
}

fn name(index: &Index<'_>, dependencies: &Dependencies, node: usize) -> String {
    match index.entries.get(node) {
        Some(entry) => format!("`{}`", entry.question.path),
        None => format!("the section `{}`", index.form.sections[node - dependencies.questions].id),
    }
}

fn condition_place(index: &Index<'_>, dependencies: &Dependencies, node: usize) -> Option<String> {
    match index.entries.get(node) {
        Some(entry) if entry.question.when.is_some() => Some(format!("{}/when", entry.place)),
        Some(entry) if matches!(entry.question.kind, Kind::Computed(_)) => Some(format!("{}/compute", entry.place)),
        Some(entry) if matches!(entry.question.kind, Kind::Reference(_)) => Some(format!("{}/to", entry.place)),
        Some(_) => None,
        None => {
            let section = node - dependencies.questions;
            index.form.sections[section].when.as_ref().map(|_| format!("/sections/{section}/when"))
        }
    }
}
