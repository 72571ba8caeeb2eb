//! The tree of a pattern already known to be valid. Sets of characters are exact for ASCII and generous beyond it.

use super::{Trouble, trouble};

const LAST: u32 = 0x10_FFFF;

/// A set of characters, as ranges.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Set(Vec<(u32, u32)>);

impl Set {
    fn one(c: char) -> Set {
        Set(vec![(c as u32, c as u32)])
    }

    fn all() -> Set {
        Set(vec![(0, LAST)])
    }

    fn not(&self) -> Set {
        let mut ranges = self.0.clone();
        ranges.sort_unstable();
        let mut out = Vec::new();
        let mut from = 0;
        for (start, end) in ranges {
            if start > from {
                out.push((from, start - 1));
            }
            from = from.max(end + 1);
        }
        if from <= LAST {
            out.push((from, LAST));
        }
        Set(out)
    }

    pub(super) fn meets(&self, other: &Set) -> bool {
        self.0.iter().any(|(a, b)| other.0.iter().any(|(c, d)| a <= d && c <= b))
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree {
    Start,
    End,
    /// A word boundary: reads nothing.
    Empty,
    One(Set),
    Sequence(Vec<Tree>),
    Either(Vec<Tree>),
    Repeat(Box<Tree>, u32, Option<u32>),
}

/// Whether every way through begins at the start of the text and ends at its end.
pub(super) fn is_anchored(tree: &Tree) -> bool {
    fn edge(tree: &Tree, wanted: &Tree, first: bool) -> bool {
        match tree {
            Tree::Sequence(parts) => {
                let part = if first { parts.first() } else { parts.last() };
                part.is_some_and(|part| edge(part, wanted, first))
            }
            Tree::Either(ways) => ways.iter().all(|way| edge(way, wanted, first)),
            other => other == wanted,
        }
    }
    edge(tree, &Tree::Start, true) && edge(tree, &Tree::End, false)
}

pub(super) fn parse(pattern: &str) -> Result<Tree, Trouble> {
    let mut parser = Parser { text: pattern.chars().collect(), at: 0 };
    parser.either()
}

struct Parser {
    text: Vec<char>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek();
        self.at += 1;
        next
    }

    fn takes(&mut self, expected: &str) -> bool {
        let found = expected.chars().enumerate().all(|(i, c)| self.text.get(self.at + i) == Some(&c));
        if found {
            self.at += expected.chars().count();
        }
        found
    }

    fn either(&mut self) -> Result<Tree, Trouble> {
        let mut ways = vec![self.sequence()?];
        while self.takes("|") {
            ways.push(self.sequence()?);
        }
        Ok(if ways.len() == 1 { ways.remove(0) } else { Tree::Either(ways) })
    }

    fn sequence(&mut self) -> Result<Tree, Trouble> {
        let mut parts = Vec::new();
        while let Some(c) = self.peek().filter(|c| !"|)".contains(*c)) {
            self.at += 1;
            let part = self.part(c)?;
            parts.push(self.repeated(part));
        }
        Ok(Tree::Sequence(parts))
    }

    fn part(&mut self, c: char) -> Result<Tree, Trouble> {
        Ok(match c {
            '^' => Tree::Start,
            '$' => Tree::End,
            '.' => Tree::One(Set(vec![(10, 10), (13, 13)]).not()),
            '[' => Tree::One(self.class()),
            '(' => self.group()?,
            '\\' => self.escape()?,
            other => Tree::One(Set::one(other)),
        })
    }

    fn group(&mut self) -> Result<Tree, Trouble> {
        if ["?=", "?!", "?<=", "?<!"].iter().any(|look| self.takes(look)) {
            return Err(trouble(
                "the pattern looks around.",
                "Write it without (?=, (?!, (?<= and (?<!: say what is there, not what is not.",
            ));
        }
        if self.takes("?<") {
            while self.next().is_some_and(|c| c != '>') {}
        } else if self.takes("?") {
            while self.next().is_some_and(|c| c != ':') {}
        }
        let inner = self.either()?;
        self.takes(")");
        Ok(inner)
    }

    fn escape(&mut self) -> Result<Tree, Trouble> {
        match self.peek() {
            Some('1'..='9' | 'k') => {
                Err(trouble("the pattern has a backreference.", "Write it without \\1, \\2 or \\k."))
            }
            Some('b' | 'B') => {
                self.at += 1;
                Ok(Tree::Empty)
            }
            _ => Ok(Tree::One(self.escaped_set())),
        }
    }

    /// What stands after a backslash, in or out of a class.
    fn escaped_set(&mut self) -> Set {
        let Some(c) = self.next() else { return Set::all() };
        let digits = || Set(vec![(48, 57)]);
        let word = || Set(vec![(48, 57), (65, 90), (95, 95), (97, 122)]);
        let blank = || Set(vec![(9, 13), (32, 32), (160, 160), (0x1680, 0x3000), (0xFEFF, 0xFEFF)]);
        match c {
            'd' => digits(),
            'D' => digits().not(),
            'w' => word(),
            'W' => word().not(),
            's' => blank(),
            'S' => blank().not(),
            'p' | 'P' => self.property(c == 'P'),
            't' => Set::one('\t'),
            'n' => Set::one('\n'),
            'r' => Set::one('\r'),
            'f' => Set::one('\u{c}'),
            'v' => Set::one('\u{b}'),
            '0' => Set::one('\0'),
            'c' => {
                self.at += 1;
                Set(vec![(0, 31)])
            }
            'x' => self.hexadecimal(2),
            'u' if self.takes("{") => {
                let digits: String = std::iter::from_fn(|| self.next().filter(|c| *c != '}')).collect();
                u32::from_str_radix(&digits, 16).map_or_else(|_| Set::all(), |code| Set(vec![(code, code)]))
            }
            'u' => self.hexadecimal(4),
            other => Set::one(other),
        }
    }

    fn hexadecimal(&mut self, count: usize) -> Set {
        let digits: String = (0..count).filter_map(|_| self.next()).collect();
        u32::from_str_radix(&digits, 16).map_or_else(|_| Set::all(), |code| Set(vec![(code, code)]))
    }

    /// `\p{…}`: exact for letters and marks in ASCII, everything beyond it.
    fn property(&mut self, negated: bool) -> Set {
        self.takes("{");
        let name: String = std::iter::from_fn(|| self.next().filter(|c| *c != '}')).collect();
        let beyond = (128, LAST);
        match name.split('=').next_back().unwrap_or_default() {
            "L" | "Letter" | "Alphabetic" if !negated => Set(vec![(65, 90), (97, 122), beyond]),
            "Lu" | "Uppercase_Letter" if !negated => Set(vec![(65, 90), beyond]),
            "Ll" | "Lowercase_Letter" if !negated => Set(vec![(97, 122), beyond]),
            "M" | "Mark" if !negated => Set(vec![beyond]),
            "N" | "Nd" | "Number" if !negated => Set(vec![(48, 57), beyond]),
            _ => Set::all(),
        }
    }

    fn class(&mut self) -> Set {
        let negated = self.takes("^");
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        while let Some(c) = self.next().filter(|c| *c != ']') {
            let first = self.class_part(c);
            // A range, unless the hyphen closes the class.
            if self.peek() == Some('-') && self.text.get(self.at + 1).is_some_and(|c| *c != ']') {
                self.at += 1;
                let last = self.next().map(|c| self.class_part(c)).unwrap_or_else(Set::all);
                let start = first.0.iter().map(|range| range.0).min().unwrap_or(0);
                let end = last.0.iter().map(|range| range.1).max().unwrap_or(LAST);
                ranges.push((start, end));
            } else {
                ranges.extend(first.0);
            }
        }
        if negated { Set(ranges).not() } else { Set(ranges) }
    }

    fn class_part(&mut self, c: char) -> Set {
        match c {
            '\\' if self.takes("b") => Set::one('\u{8}'),
            '\\' => self.escaped_set(),
            other => Set::one(other),
        }
    }

    fn repeated(&mut self, part: Tree) -> Tree {
        let bounds = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match self.braces() {
                Some(bounds) => bounds,
                None => return part,
            },
            _ => return part,
        };
        self.at += 1;
        // A lazy sign changes the order of tries, not their number.
        self.takes("?");
        Tree::Repeat(Box::new(part), bounds.0, bounds.1)
    }

    /// Reads `{n}`, `{n,}` or `{n,m}` up to its last brace, which it leaves.
    fn braces(&mut self) -> Option<(u32, Option<u32>)> {
        let close = self.text[self.at..].iter().position(|c| *c == '}')? + self.at;
        let inside: String = self.text[self.at + 1..close].iter().collect();
        let bounds = match inside.split_once(',') {
            None => inside.parse().ok().map(|n| (n, Some(n))),
            Some((min, "")) => min.parse().ok().map(|n| (n, None)),
            Some((min, max)) => min.parse().ok().zip(max.parse().ok().map(Some)),
        }?;
        self.at = close;
        Some(bounds)
    }
}
