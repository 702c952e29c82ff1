//! Rows in an order: rank, name, and a stem or bar from zero with its value at the end.

use domain::{Exactness, Language};

use super::rows::{Across, Lined, arrow, centred, dot, nothing, unit};
use super::{Figure, at_most, number, tidy};
use crate::geometry::{Frame, Spot};
use crate::labels::SIZE;
use crate::marks::ARROW;
use crate::plot::SMALL;
use crate::scene::{Anchor, Dash, Item, Run, Scene};
use crate::text::{Weight, shorten, width};
use crate::theme::Pen;
use crate::{ChartError, Scale, Size, words};

/// Bodies in the order of their values, or categories with their amounts.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// What the values are, printed above the axis: "Anträge von 15".
    pub unit: String,
    /// The value axis, which runs across and begins at zero.
    pub scale: Scale,
    /// Stems or bars.
    pub form: Form,
    /// At most 400 rows, in the order in which they are drawn.
    pub rows: Vec<Row>,
    /// The last row, about those without a value: "55 Städte ohne Angabe, darunter Bremerhaven".
    pub missing: Option<String>,
}

/// How a value is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A dot on a stem: for what was measured, shares, points. Has an axis with ticks.
    Stems,
    /// A bar: for amounts. The value at its end is all the axis there is.
    Bars,
}

/// One body or category.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// "1", or shared "3–5"; empty without an order.
    pub rank: String,
    /// The name.
    pub name: String,
    /// Where it stands on the axis.
    pub value: f64,
    /// The value as the reader sees it: "rund 175".
    pub text: String,
    /// Hollow dots and arrows come from this.
    pub exactness: Exactness,
    /// Whether it stands out from all others. Nothing is grey where no row stands out.
    pub highlighted: bool,
}

/// The most rows.
const MOST: usize = 400;

impl Figure for Ranking {
    fn check(&self) -> Result<(), ChartError> {
        at_most(self.rows.len(), MOST)?;
        self.scale.check()?;
        self.rows.iter().try_for_each(|row| number(row.value, &row.name))
    }

    fn tidy(&mut self) {
        tidy(&mut self.unit);
        self.missing.iter_mut().for_each(tidy);
        self.missing = self.missing.take().filter(|missing| !missing.is_empty());
        for row in &mut self.rows {
            [&mut row.rank, &mut row.name, &mut row.text].into_iter().for_each(tidy);
        }
    }

    fn layout(&self, size: Size, language: Language) -> Scene {
        let mut scene = Scene { width: size.width(), ..Scene::default() };
        let top = unit(&mut scene, &self.unit, size.width());
        let laid = Laid::new(self, size, language);
        let mut bottom = if self.rows.is_empty() {
            nothing(&mut scene, top, language)
        } else {
            laid.draw(&mut scene, top)
        };
        if let Some(missing) = &self.missing {
            bottom = laid.missing(&mut scene, missing, bottom, language);
        }
        scene.height = bottom.ceil();
        scene
    }
}

/// How far words stand from the line at zero, which on the phone is the left side of the picture.
const INSET: f64 = 6.0;

/// A row with its words measured.
struct Measured<'a> {
    row: &'a Row,
    name: Lined,
    value: Lined,
}

/// A ranking whose columns have found their widths.
struct Laid<'a> {
    across: Across,
    rows: Vec<Measured<'a>>,
    form: Form,
    size: Size,
    /// How wide the column of ranks is.
    ranks: f64,
    /// The right side of the column of names.
    names: f64,
    /// Whether one row stands out, so that all others are grey.
    contrasts: bool,
}

impl<'a> Laid<'a> {
    fn new(ranking: &'a Ranking, size: Size, language: Language) -> Self {
        let rank = |row: &Row| width(&row.rank, SMALL, Weight::Regular);
        let mut ranks = ranking.rows.iter().map(rank).fold(0.0, f64::max).min(90.0);
        if ranks > 0.0 {
            ranks += 12.0;
        }
        let (name_most, value_most) = match size {
            Size::Wide => (210.0, 170.0),
            Size::Phone => (size.width() - ranks - INSET, 120.0),
        };
        let rows: Vec<Measured> = ranking
            .rows
            .iter()
            .map(|row| {
                let run = Run { weight: weight(row), ..Run::bold("") };
                let name = Lined::new(&row.name, SIZE, &run, name_most, 2);
                let value = Lined::new(&row.text, SIZE, &Run::bold(""), value_most, 4);
                Measured { row, name, value }
            })
            .collect();
        let values: Vec<f64> = ranking.rows.iter().map(|row| row.value).collect();
        let mut across = Across::new(&ranking.scale, &values, size, language);
        let mut names = 0.0;
        if size == Size::Wide {
            names = ranks + rows.iter().map(|row| row.name.width()).fold(60.0, f64::max);
            across.left = names + 14.0;
        } else {
            across.left = 1.0;
        }
        let contrasts = ranking.rows.iter().any(|row| row.highlighted);
        let mut laid = Self { across, rows, form: ranking.form, size, ranks, names, contrasts };
        laid.keep_room();
        laid
    }

    /// Leaves room for the values beyond the ends of the axis.
    fn keep_room(&mut self) {
        let base = self.across.axis.base;
        let back = |row: &Row| row.value < base && !self.across.axis.inverted;
        let room = |wanted: bool| {
            let rows = self.rows.iter().filter(|row| back(row.row) == wanted);
            rows.map(|row| away(row.row) + row.value.width()).fold(0.0, f64::max)
        };
        let (right, left) = (room(false), room(true));
        self.across.right -= right.max(8.0);
        self.across.left += left;
    }

    fn draw(&self, scene: &mut Scene, top: f64) -> f64 {
        let edge = self.size.width();
        let mut body = Scene::default();
        let stems = self.form == Form::Stems;
        let first = if stems { top + 24.0 } else { top + 4.0 };
        let mut y = first;
        for row in &self.rows {
            y = self.row(&mut body, row, y);
        }
        if stems {
            self.across.labels(scene, top + 11.0, edge);
            self.across.grid(scene, first, y);
        } else {
            let x = self.across.base().floor() + 0.5;
            scene.line(Pen::Axis, 1.0, Spot::new(x, first), Spot::new(x, y));
        }
        scene.items.append(&mut body.items);
        y
    }

    /// One row; gives the height below it.
    fn row(&self, scene: &mut Scene, measured: &Measured, top: f64) -> f64 {
        let row = measured.row;
        let rank = Run::regular(Pen::Muted, shorten(&row.rank, SMALL, Weight::Regular, self.ranks));
        let (name, value) = (&measured.name, &measured.value);
        let (middle, bottom) = match self.size {
            Size::Wide => {
                let height = (name.height() + 5.0).max(value.height() + 5.0).max(25.0);
                let middle = top + height / 2.0;
                scene.text(centred(Spot::new(0.0, middle), SMALL, Anchor::Start, rank));
                name.draw(scene, Spot::new(self.names, middle), Anchor::End, None);
                (middle, top + height)
            }
            Size::Phone => {
                let under = top + 4.0 + name.height();
                let line = top + 4.0 + (name.height() / 2.0).min(9.5);
                scene.text(centred(Spot::new(INSET, line), SMALL, Anchor::Start, rank));
                let spot = Spot::new(INSET + self.ranks, top + 4.0 + name.height() / 2.0);
                name.draw(scene, spot, Anchor::Start, Some(Pen::Paper));
                let height = value.height().max(18.0);
                (under + height / 2.0, under + height + 6.0)
            }
        };
        let to = self.across.at(row.value);
        match self.form {
            Form::Stems => self.stem(scene, row, Spot::new(to, middle)),
            Form::Bars => self.bar(scene, row, Spot::new(to, middle)),
        }
        let back = to < self.across.base();
        let (x, anchor) = if back { (to - away(row), Anchor::End) } else { (to + away(row), Anchor::Start) };
        value.draw(scene, Spot::new(x, middle), anchor, Some(Pen::Paper));
        bottom
    }

    fn pen(&self, row: &Row) -> Pen {
        if row.highlighted || !self.contrasts { Pen::ACCENT } else { Pen::Axis }
    }

    fn stem(&self, scene: &mut Scene, row: &Row, spot: Spot) {
        let (pen, base) = (self.pen(row), self.across.base());
        let bound = row.exactness == Exactness::AtMost && spot.x > base;
        let end = if bound { spot.x - ARROW - 2.0 } else { spot.x };
        if (end > base) == (spot.x > base) {
            scene.line(
                pen,
                if row.highlighted { 3.0 } else { 2.0 },
                Spot::new(base, spot.y),
                Spot::new(end, spot.y),
            );
        }
        dot(scene, pen, spot, if row.highlighted { 7.0 } else { 5.5 }, row.exactness);
    }

    fn bar(&self, scene: &mut Scene, row: &Row, spot: Spot) {
        let (pen, base) = (self.pen(row), self.across.base());
        let half = if self.size == Size::Wide { 8.0 } else { 7.0 };
        let (x0, x1) = (base.min(spot.x), base.max(spot.x));
        if row.exactness == Exactness::Exact {
            scene.items.push(Item::Area { pen, frame: Frame::new(x0, spot.y - half, x1, spot.y + half) });
            return;
        }
        let (top, bottom) = (spot.y - half + 1.0, spot.y + half - 1.0);
        let corners = [(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)];
        let spots = corners.map(|(x, y)| Spot::new(x, y)).to_vec();
        scene.items.push(Item::Stroke { pen, width: 2.0, dash: Dash::Solid, spots });
        if row.exactness == Exactness::AtLeast || x1 - x0 > ARROW + 4.0 {
            arrow(scene, pen, spot, 4.0, row.exactness);
        }
    }

    /// The row about those without a value; gives the height below it.
    fn missing(&self, scene: &mut Scene, missing: &str, top: f64, language: Language) -> f64 {
        let base = if self.size == Size::Wide { self.across.base() } else { 7.0 };
        let x = base + 14.0;
        let lined = Lined::new(missing, SIZE, &Run::regular(Pen::Open, ""), self.size.width() - x, 4);
        let height = lined.height() + 8.0;
        let middle = top + 4.0 + height / 2.0;
        scene.items.push(Item::Ring { pen: Pen::Open, spot: Spot::new(base, middle), radius: 5.0 });
        lined.draw(scene, Spot::new(x, middle), Anchor::Start, None);
        if self.size == Size::Wide && self.ranks > 0.0 {
            let run = Run::regular(Pen::Muted, words::no_rank(language));
            scene.text(centred(Spot::new(self.names, middle), SMALL, Anchor::End, run));
        }
        top + 4.0 + height
    }
}

fn weight(row: &Row) -> Weight {
    if row.highlighted { Weight::Bold } else { Weight::Regular }
}

/// How far a value stands from its dot or the end of its bar.
fn away(row: &Row) -> f64 {
    if row.exactness == Exactness::AtLeast { ARROW + 7.0 } else { 12.0 }
}
