//! The linked rows over time: a picture, and a table that says the same. What a shape means is in its form and in words,
//! never in its colour alone.

use parcours_rules::calendar::{NaiveDate, day_of};
use parcours_rules::formats::date::iso;
use parcours_rules::journey::Journey;
use parcours_rules::visit::{DocumentSheet, Lane, OverTime, Span, Visit, linked_rows, over_time};
use parcours_schema::Language;
use parcours_text::{document_words, fill, format};

use super::table::{cell, of, row, row_header, table};
use super::told::{label, name_on_one_line};
use crate::element::{Element, el, svg};
use crate::ids::join;

/// Characters of a name in the picture: what a phone shows on a line. The table has it whole.
const LONGEST_NAME: usize = 22;
/// Characters of a name in the table.
const LONGEST_IN_TABLE: usize = 120;
/// Height of a lane, in tenths of an em.
const LANE: usize = 30;
/// Thousandths of the width after which no month is written.
const LAST_READ: u32 = 800;
/// Height of the scale above the lanes, in tenths of an em.
const SCALE: usize = 18;

/// The picture and its table; nothing when the document has none or no date was given.
pub(super) fn timeline(visit: &Visit, sheet: &DocumentSheet<'_>, reading: &Journey) -> Option<Element> {
    let timeline = sheet.document.timeline.as_ref()?;
    let rows = linked_rows(reading.engine(), &sheet.document.linked);
    let time = over_time(reading.engine(), &rows, timeline)?;
    let said = document_words(reading.language());
    let drawing = Drawing { reading, time: &time, today: day_of(visit.circumstances().now) };
    let dates = (!time.dates.is_empty()).then(|| drawing.band(0, said.dates_of_plan.to_owned(), &drawing.dates()));
    let bands = time.bands.iter().enumerate().filter(|(_, lanes)| !lanes.is_empty()).map(|(number, lanes)| {
        let lanes: Vec<Drawn> = lanes.iter().map(|lane| drawing.drawn(lane)).collect();
        let name = lanes.first().map(|lane| lane.name.clone()).unwrap_or_default();
        drawing.band(number + 1, name, &lanes)
    });
    let bands: Vec<Element> = bands.collect();
    Some(
        el("section")
            .class("time")
            .attr("part", "timeline")
            .child(el("h2").child(said.timeline_title))
            .child(el("p").child(said.timeline_key))
            .children(dates)
            .children(bands)
            .child(drawing.table()),
    )
}

/// A lane as it is drawn.
struct Drawn {
    name: String,
    span: Span,
}

struct Drawing<'a> {
    reading: &'a Journey,
    time: &'a OverTime,
    today: NaiveDate,
}

impl Drawing<'_> {
    fn language(&self) -> Language {
        self.reading.language()
    }

    fn drawn(&self, lane: &Lane) -> Drawn {
        Drawn { name: name_on_one_line(self.reading, &lane.at, LONGEST_NAME), span: lane.span }
    }

    fn dates(&self) -> Vec<Drawn> {
        let drawn = |(path, day): &(String, NaiveDate)| Drawn { name: label(self.reading, path), span: Span::On(*day) };
        self.time.dates.iter().map(drawn).collect()
    }

    /// One picture: the scale, then a name and a shape for each lane. Short, so that no sheet cuts it in two.
    fn band(&self, number: usize, name: String, lanes: &[Drawn]) -> Element {
        let said = document_words(self.language());
        let id = join("time", &number.to_string());
        let (title, description) = (join(&id, "title"), join(&id, "desc"));
        let height = SCALE + lanes.len() * LANE;
        let mut picture = svg("svg")
            .attr("role", "img")
            .attr("aria-labelledby", title.clone())
            .attr("aria-describedby", description.clone())
            .attr("width", "100%")
            .attr("height", em(height))
            .child(svg("title").attr("id", title).child(fill(said.timeline_picture, &name)))
            .child(svg("desc").attr("id", description).child(said.timeline_same));
        picture = self.scale(picture, height);
        for (number, lane) in lanes.iter().enumerate() {
            picture = self.lane(picture, lane, SCALE + number * LANE);
        }
        el("div").class("time-band").child(picture)
    }

    fn scale(&self, mut picture: Element, height: usize) -> Element {
        let line = |day, class| {
            let x = self.x(day);
            svg("line").class(class).attr("x1", x.clone()).attr("x2", x).attr("y1", em(SCALE)).attr("y2", em(height))
        };
        for (number, mark) in self.time.marks.iter().enumerate() {
            let month = iso(*mark).get(..7).and_then(|month| format::month(month, self.language())).unwrap_or_default();
            picture = picture.child(line(*mark, "time-mark"));
            // Near the end there is no room to its right, and the mark before is read well enough.
            if self.time.share(*mark) <= LAST_READ {
                // A phone has room for every other one.
                let class = if number % 2 == 0 { "time-month" } else { "time-month between" };
                picture =
                    picture.child(svg("text").class(class).attr("x", self.x(*mark)).attr("y", em(12)).child(month));
            }
        }
        for (_, day) in &self.time.dates {
            picture = picture.child(line(*day, "time-date"));
        }
        if self.time.shows(self.today) {
            picture = picture.child(line(self.today, "time-today"));
        }
        picture
    }

    fn lane(&self, mut picture: Element, lane: &Drawn, top: usize) -> Element {
        let (middle, high) = (top + 20, 8);
        let bar = |class, start: NaiveDate, width: u32| {
            svg("rect")
                .class(class)
                .attr("x", self.x(start))
                .attr("width", percent(width.max(8)))
                .attr("y", em(middle - high / 2))
                .attr("height", em(high))
        };
        let wide = |start, end| self.time.share(end).saturating_sub(self.time.share(start));
        let shape = match lane.span {
            Span::Unknown => None,
            // A circle, since its centre is a share of the width and its radius is not.
            Span::On(day) => {
                Some(svg("circle").class("time-day").attr("cx", self.x(day)).attr("cy", em(middle)).attr("r", em(5)))
            }
            Span::Since(start) => Some(bar("time-open", start, 1000_u32.saturating_sub(self.time.share(start)))),
            Span::Between(start, end) => Some(bar("time-bar", start, wide(start, end))),
            Span::Around(start, end) => Some(
                svg("line")
                    .class("time-around")
                    .attr("x1", self.x(start))
                    .attr("x2", end.map_or_else(|| percent(1000), |end| self.x(end)))
                    .attr("y1", em(middle))
                    .attr("y2", em(middle)),
            ),
        };
        picture = picture
            .child(svg("text").class("time-name").attr("x", "0").attr("y", em(top + 12)).child(lane.name.clone()));
        picture.children(shape)
    }

    fn x(&self, day: NaiveDate) -> String {
        percent(self.time.share(day))
    }

    /// The same in words.
    fn table(&self) -> Element {
        let said = document_words(self.language());
        let dates = self.time.dates.iter().map(|(path, day)| (0, label(self.reading, path), Span::On(*day)));
        let lanes = self
            .time
            .bands
            .iter()
            .flatten()
            .map(|lane| (lane.group, name_on_one_line(self.reading, &lane.at, LONGEST_IN_TABLE), lane.span));
        let rows = dates.chain(lanes).map(|(depth, name, span)| {
            let [start, end] = self.told(span);
            let depth = DEPTHS.get(depth).or(DEPTHS.last()).copied().unwrap_or_default();
            let name = el("span").attr("translate", "no").child(name);
            row()
                .child(of(row_header().class(depth), said.what).child(name))
                .child(of(cell(), said.starts).child(start))
                .child(of(cell(), said.ends).child(end))
        });
        let names = vec![said.what.into(), said.starts.into(), said.ends.into()];
        table(el("caption").child(said.timeline_table), names, rows.collect())
    }

    /// The start and the end, in words.
    fn told(&self, span: Span) -> [String; 2] {
        let said = document_words(self.language());
        let day = |day: NaiveDate| format::date(&iso(day), self.language());
        match span {
            Span::Unknown => [said.no_date.to_owned(), said.no_date.to_owned()],
            Span::On(end) => [said.none.to_owned(), day(end)],
            Span::Since(start) | Span::Around(start, None) => [day(start), said.no_end.to_owned()],
            Span::Between(start, end) | Span::Around(start, Some(end)) => [day(start), day(end)],
        }
    }
}

/// How far in a row stands.
const DEPTHS: [&str; 3] = ["depth-0", "depth-1", "depth-2"];

/// Tenths of an em.
fn em(tenths: usize) -> String {
    decimal(tenths, "em")
}

/// Thousandths of the width.
fn percent(thousandths: u32) -> String {
    decimal(thousandths as usize, "%")
}

fn decimal(tenths: usize, unit: &str) -> String {
    [&*(tenths / 10).to_string(), ".", &*(tenths % 10).to_string(), unit].concat()
}
