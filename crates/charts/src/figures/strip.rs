//! How values are distributed: one dot for each body, the middle and the middle half named, chosen bodies labelled.

mod spread;

use domain::{Exactness, Language, format};

use super::rows::{Across, Lined, centred, nothing, unit};
use super::{Figure, at_most, number, tidy};
use crate::geometry::{Frame, Spot, count};
use crate::labels::{LINE, SIZE};
use crate::plot::SMALL;
use crate::scene::{Anchor, Item, Run, Scene, Text, runs_width};
use crate::text::{Weight, shorten, width};
use crate::theme::Pen;
use crate::{ChartError, Scale, Size, Slot, words};
use spread::{quantile, swarm};

/// How the values of a group are distributed. All rows share one scale, so all are counted in the same way.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// What the values are, printed above.
    pub unit: String,
    /// The value axis, which runs across.
    pub scale: Scale,
    /// At most 40 rows, one for each group or year.
    pub rows: Vec<StripRow>,
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct StripRow {
    /// What the row is about; empty where the title says so.
    pub heading: String,
    /// How many have a value: "13 von 68 Städten"; may be empty.
    pub note: String,
    /// At most 2,000 values.
    pub dots: Vec<Dot>,
}

/// One body.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// The name, printed where the body is highlighted.
    pub name: String,
    /// Where it stands on the axis.
    pub value: f64,
    /// The value as the reader sees it.
    pub text: String,
    /// What is not exact is hollow.
    pub exactness: Exactness,
    /// Labelled and in the colour of this place. At most eight in a row.
    pub highlight: Option<Slot>,
}

impl Figure for Strip {
    fn check(&self) -> Result<(), ChartError> {
        at_most(self.rows.len(), 40)?;
        self.scale.check()?;
        for row in &self.rows {
            at_most(row.dots.len(), 2_000)?;
            at_most(row.dots.iter().filter(|dot| dot.highlight.is_some()).count(), Slot::COUNT)?;
            row.dots.iter().try_for_each(|dot| number(dot.value, &dot.name))?;
        }
        Ok(())
    }

    fn tidy(&mut self) {
        tidy(&mut self.unit);
        for row in &mut self.rows {
            [&mut row.heading, &mut row.note].into_iter().for_each(tidy);
            for dot in &mut row.dots {
                [&mut dot.name, &mut dot.text].into_iter().for_each(tidy);
            }
        }
    }

    fn layout(&self, size: Size, language: Language) -> Scene {
        let mut scene = Scene { width: size.width(), ..Scene::default() };
        let top = unit(&mut scene, &self.unit, size.width());
        if self.rows.iter().all(|row| row.dots.is_empty()) {
            scene.height = nothing(&mut scene, top, language).ceil();
            return scene;
        }
        let laid = Laid::new(self, size, language);
        let mut body = Scene::default();
        let mut y = top + 4.0;
        for row in &self.rows {
            y = laid.row(&mut body, row, y) + 10.0;
        }
        laid.across.grid(&mut scene, top + 4.0, y);
        scene.items.append(&mut body.items);
        laid.across.labels(&mut scene, y + 14.0, size.width());
        scene.height = (y + 26.0).ceil();
        scene
    }
}

/// What the rows share.
struct Laid {
    across: Across,
    size: Size,
    language: Language,
    /// How wide the column of headings is; on the phone they stand above.
    headings: f64,
    radius: f64,
}

impl Laid {
    fn new(strip: &Strip, size: Size, language: Language) -> Self {
        let values: Vec<f64> = strip.rows.iter().flat_map(|row| &row.dots).map(|dot| dot.value).collect();
        let mut across = Across::new(&strip.scale, &values, size, language);
        let mut headings = 0.0;
        if size == Size::Wide {
            let wide = |row: &StripRow| heading(row, 170.0).width().max(note(row, 170.0).width());
            headings = strip.rows.iter().map(wide).fold(0.0, f64::max);
            if headings > 0.0 {
                headings += 16.0;
            }
        }
        across.left = headings + 12.0;
        across.right = size.width() - 12.0;
        Self { across, size, language, headings, radius: if size == Size::Wide { 5.0 } else { 4.0 } }
    }

    /// One row; gives the height below it.
    fn row(&self, scene: &mut Scene, row: &StripRow, top: f64) -> f64 {
        let most = if self.size == Size::Wide { 170.0 } else { self.size.width() };
        let (heading, note) = (heading(row, most), note(row, most));
        let headings = heading.height() + note.height();
        let above = if self.size == Size::Phone && headings > 0.0 { headings + 4.0 } else { 0.0 };
        let spots = swarm(&self.places(row), self.radius);
        let half = spots.iter().map(|(_, up)| up.abs()).fold(12.0, f64::max) + self.radius + 3.0;
        let labels = self.labels(row);
        let lanes = labels.iter().map(|label| label.lane + 1).max().unwrap_or_default();
        let labels_top = top + above;
        let mut axis = labels_top + count(lanes) * LINE + half + if lanes > 0 { 4.0 } else { 0.0 };
        if self.size == Size::Wide {
            axis = axis.max(top + headings / 2.0);
        }
        let middle = if self.size == Size::Wide { axis } else { top + headings / 2.0 };
        let ground = (self.size == Size::Phone).then_some(Pen::Paper);
        heading.draw(scene, Spot::new(0.0, middle - note.height() / 2.0), Anchor::Start, ground);
        note.draw(scene, Spot::new(0.0, middle + heading.height() / 2.0), Anchor::Start, ground);
        let under = self.middle_half(scene, row, axis, half);
        Self::leaders(scene, &labels, &spots, axis, half);
        self.dots(scene, row, &spots, axis);
        for label in &labels {
            let baseline = axis - half - 8.0 - count(label.lane) * LINE;
            scene.text(
                Text::new(Spot::new(label.x, baseline), SIZE, label.runs.clone()).with_halo(Pen::Paper),
            );
        }
        under.max(middle + headings / 2.0)
    }

    fn places(&self, row: &StripRow) -> Vec<f64> {
        row.dots.iter().map(|dot| self.across.at(dot.value)).collect()
    }

    /// Median and quartiles with their words; gives the height below them.
    fn middle_half(&self, scene: &mut Scene, row: &StripRow, axis: f64, half: f64) -> f64 {
        let mut values: Vec<f64> = row.dots.iter().map(|dot| dot.value).collect();
        values.sort_by(f64::total_cmp);
        let Some(median) = quantile(&values, 0.5) else {
            let run = Run::regular(Pen::Open, words::nothing(self.language));
            let x = self.across.left.max(12.0);
            scene.text(Text {
                halo: Some(Pen::Paper),
                ..centred(Spot::new(x, axis), SMALL, Anchor::Start, run)
            });
            return axis + half;
        };
        let (lower, upper) = (quantile(&values, 0.25), quantile(&values, 0.75));
        let quartiles = lower.zip(upper).filter(|_| values.len() >= 4);
        if let Some((lower, upper)) = quartiles {
            let (a, b) = (self.across.at(lower), self.across.at(upper));
            let (x0, x1) = (a.min(b), a.max(b).max(a.min(b) + 1.0));
            scene
                .items
                .push(Item::Area { pen: Pen::Soft, frame: Frame::new(x0, axis - half, x1, axis + half) });
            for x in [x0, x1] {
                scene.line(Pen::Leader, 1.0, Spot::new(x, axis - half), Spot::new(x, axis + half));
            }
        }
        if values.len() < 2 {
            return axis + half;
        }
        let x = self.across.at(median);
        scene.line(Pen::Text, 2.0, Spot::new(x, axis - half), Spot::new(x, axis + half + 4.0));
        let print = |value: f64| format::shortest(value, 2, self.language);
        let quartiles = quartiles.map(|(lower, upper)| (print(lower), print(upper)));
        let words = words::median(&print(median), quartiles, self.language);
        let words = shorten(&words, SMALL, Weight::Regular, self.size.width() - self.headings);
        let wide = width(&words, SMALL, Weight::Regular);
        let left = (x - wide / 2.0).min(self.size.width() - wide).max(self.headings);
        let text = centred(
            Spot::new(left, axis + half + 14.0),
            SMALL,
            Anchor::Start,
            Run::regular(Pen::Muted, words),
        );
        scene.text(text.with_halo(Pen::Paper));
        axis + half + 24.0
    }

    /// Lines from labels down to their dots.
    fn leaders(scene: &mut Scene, labels: &[Label], spots: &[(f64, f64)], axis: f64, half: f64) {
        for label in labels {
            let Some((x, up)) = spots.get(label.dot) else { continue };
            let from = axis - half - 3.0 - count(label.lane) * LINE;
            scene.line(Pen::Axis, 1.0, Spot::new(*x, from), Spot::new(*x, axis - up));
        }
    }

    fn dots(&self, scene: &mut Scene, row: &StripRow, spots: &[(f64, f64)], axis: f64) {
        let any = row.dots.iter().any(|dot| dot.highlight.is_some());
        let plain = if any { Pen::Axis } else { Pen::ACCENT };
        for exact in [true, false] {
            let all = row.dots.iter().zip(spots);
            for (_, (x, up)) in
                all.filter(|(dot, _)| dot.highlight.is_none() && (dot.exactness == Exactness::Exact) == exact)
            {
                let spot = Spot::new(*x, axis - up);
                scene.items.push(if exact {
                    Item::Dot { pen: plain, spot, radius: self.radius }
                } else {
                    Item::Ring { pen: plain, spot, radius: self.radius - 1.0 }
                });
            }
        }
        for (dot, (x, up)) in row.dots.iter().zip(spots) {
            let Some(slot) = dot.highlight else { continue };
            let pen = Pen::Series(u8::try_from(slot.index()).unwrap_or_default());
            let centre = Spot::new(*x, axis - up);
            scene.items.push(Item::Dot { pen: Pen::Paper, spot: centre, radius: self.radius + 3.0 });
            scene.items.push(if dot.exactness == Exactness::Exact {
                Item::Dot { pen, spot: centre, radius: self.radius + 1.5 }
            } else {
                Item::Ring { pen, spot: centre, radius: self.radius + 0.5 }
            });
        }
    }

    /// The labels of the highlighted bodies, each in the lowest lane where it does not touch another.
    fn labels(&self, row: &StripRow) -> Vec<Label> {
        let mut chosen: Vec<(usize, &Dot)> =
            row.dots.iter().enumerate().filter(|(_, dot)| dot.highlight.is_some()).collect();
        chosen.sort_by(|(_, a), (_, b)| a.value.total_cmp(&b.value));
        let mut labels: Vec<Label> = Vec::new();
        for (number, dot) in chosen {
            let most = self.size.width() - self.headings;
            let runs = runs(dot, most);
            let wide = runs_width(&runs, SIZE);
            let wished = self.across.at(dot.value) - wide / 2.0;
            let x = wished.min(self.size.width() - wide).max(self.headings);
            let touches = |lane: usize| {
                labels.iter().any(|other| {
                    other.lane == lane && x < other.x + other.wide + 10.0 && other.x < x + wide + 10.0
                })
            };
            let lane = (0..=labels.len()).find(|&lane| !touches(lane)).unwrap_or_default();
            labels.push(Label { dot: number, x, wide, lane, runs });
        }
        labels
    }
}

/// A label above the dots.
struct Label {
    dot: usize,
    x: f64,
    wide: f64,
    /// Counted from the dots.
    lane: usize,
    runs: Vec<Run>,
}

/// Name and value in one line.
fn runs(dot: &Dot, most: f64) -> Vec<Run> {
    let value = shorten(&dot.text, SIZE, Weight::Regular, most / 2.0);
    let value = Run::regular(Pen::Text, format!(" {value}"));
    let room = most - width(&value.text, SIZE, Weight::Regular);
    vec![Run::bold(shorten(&dot.name, SIZE, Weight::Bold, room)), value]
}

fn heading(row: &StripRow, most: f64) -> Lined {
    Lined::new(&row.heading, SIZE, &Run::bold(""), most, 3)
}

fn note(row: &StripRow, most: f64) -> Lined {
    Lined::new(&row.note, SMALL, &Run::regular(Pen::Muted, ""), most, 2)
}
