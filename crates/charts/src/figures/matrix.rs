//! Bodies against topics or indicators: one mark or level for each pair, heads slanted or numbered.

use domain::Language;

use super::rows::{Lined, centred, key, nothing};
use super::{Figure, Known, at_most, tidy};
use crate::geometry::{Frame, Spot, count};
use crate::labels::SIZE;
use crate::plot::SMALL;
use crate::scene::{Anchor, Item, Run, Scene, Text};
use crate::text::{Weight, shorten, width};
use crate::theme::Pen;
use crate::{ChartError, Size};

/// Bodies against topics or indicators.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// At most 24 heads of columns.
    pub columns: Vec<String>,
    /// At most 400 rows.
    pub rows: Vec<MatrixRow>,
    /// What the levels mean, level 0 first; printed as a key where levels occur.
    pub levels: Vec<String>,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixRow {
    /// The name.
    pub name: String,
    /// Printed bold.
    pub highlighted: bool,
    /// One cell for each column; what is missing at the end counts as nothing known.
    pub cells: Vec<Cell>,
}

/// What is known about a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// A mark for how much is known.
    State(Known),
    /// A level from 0 to 4, its number in the cell.
    Level(u8),
}

const MOST_COLUMNS: usize = 24;
const MOST_ROWS: usize = 400;

impl Figure for Matrix {
    fn check(&self) -> Result<(), ChartError> {
        at_most(self.columns.len(), MOST_COLUMNS)?;
        at_most(self.rows.len(), MOST_ROWS)?;
        for row in &self.rows {
            at_most(row.cells.len(), self.columns.len())?;
            if row.cells.iter().any(|cell| matches!(cell, Cell::Level(5..))) {
                return Err(ChartError::Number(row.name.clone()));
            }
        }
        Ok(())
    }

    fn tidy(&mut self) {
        self.columns.iter_mut().chain(&mut self.levels).for_each(tidy);
        self.rows.iter_mut().for_each(|row| tidy(&mut row.name));
    }

    fn layout(&self, size: Size, language: Language) -> Scene {
        let mut scene = Scene { width: size.width(), ..Scene::default() };
        if self.rows.is_empty() || self.columns.is_empty() {
            scene.height = nothing(&mut scene, 0.0, language);
            return scene;
        }
        let top = self.key(&mut scene, language);
        let laid = match size {
            Size::Wide => Laid::slanted(self).unwrap_or_else(|| Laid::numbered(self, size.width())),
            Size::Phone => Laid::numbered(self, size.width()),
        };
        let mut y = laid.heads(&mut scene, top + 6.0);
        let mut cells = Vec::new();
        for row in &self.rows {
            y = laid.row(&mut scene, row, y, &mut cells);
        }
        draw_cells(&mut scene, cells);
        scene.height = y.ceil();
        scene
    }
}

impl Matrix {
    fn cells(&self) -> impl Iterator<Item = Cell> {
        self.rows.iter().flat_map(|row| row.cells.iter().copied())
    }

    /// What the marks and levels that occur mean; gives the height below.
    fn key(&self, scene: &mut Scene, language: Language) -> f64 {
        let mut entries: Vec<(Cell, String)> = Vec::new();
        for (level, words) in (0_u8..5).zip(&self.levels) {
            if self.cells().any(|cell| matches!(cell, Cell::Level(_))) && !words.is_empty() {
                entries.push((Cell::Level(level), words.clone()));
            }
        }
        for known in Known::ALL {
            let gaps =
                known == Known::Nothing && self.rows.iter().any(|row| row.cells.len() < self.columns.len());
            if gaps || self.cells().any(|cell| cell == Cell::State(known)) {
                entries.push((Cell::State(known), known.word(language).to_owned()));
            }
        }
        let measured: Vec<(f64, String)> = entries.iter().map(|(_, words)| (22.0, words.clone())).collect();
        key(scene, &measured, 0.0, |scene, number, spot| {
            if let Some((cell, _)) = entries.get(number) {
                draw_cells(scene, vec![(*cell, Frame::round(spot, 10.0, 9.0))]);
            }
        })
    }
}

/// A matrix whose columns have found their places.
struct Laid<'a> {
    matrix: &'a Matrix,
    /// The left side of the first column.
    left: f64,
    /// From one column to the next.
    step: f64,
    height: f64,
    /// Whether names stand above their cells.
    above: bool,
    /// Whether heads are numbers with a key.
    numbered: bool,
    edge: f64,
}

/// From one cell to the next.
const SEAM: f64 = 2.0;

/// The cosine of the angle by which slanted heads rise.
const SLOPE: f64 = std::f64::consts::FRAC_1_SQRT_2;

/// How wide slanted heads may be.
const HEAD_MOST: f64 = 175.0;

impl<'a> Laid<'a> {
    fn new(matrix: &'a Matrix, edge: f64, numbered: bool) -> Self {
        Self { matrix, left: 0.0, step: 0.0, height: 26.0, above: false, numbered, edge }
    }

    /// `None` where the columns would stand so close that slanted heads touch.
    fn slanted(matrix: &'a Matrix) -> Option<Self> {
        let edge = Size::Wide.width();
        let left = names(matrix).min(200.0) + 14.0;
        let columns = count(matrix.columns.len());
        let fits = |step: f64| {
            let ends = (0..).zip(&matrix.columns).map(|(number, head)| {
                left + (count(number) + 0.5) * step + (head_width(head) + SMALL) * SLOPE
            });
            ends.fold(left + columns * step, f64::max) <= edge
        };
        let step = (21..=56).rev().map(f64::from).find(|&step| fits(step))?;
        Some(Self { left, step, ..Self::new(matrix, edge, false) })
    }

    fn numbered(matrix: &'a Matrix, edge: f64) -> Self {
        let columns = count(matrix.columns.len());
        let left = names(matrix).min(130.0) + 10.0;
        let step = ((edge - left) / columns).min(34.0);
        if step >= 22.0 {
            return Self { left, step, ..Self::new(matrix, edge, true) };
        }
        let step = (edge / columns).min(34.0);
        Self { step, above: true, height: 24.0, ..Self::new(matrix, edge, true) }
    }

    fn middle(&self, column: usize) -> f64 {
        self.left + (count(column) + 0.5) * self.step
    }

    /// The heads of the columns; gives the height below them.
    fn heads(&self, scene: &mut Scene, top: f64) -> f64 {
        if self.numbered {
            return self.numbers(scene, top);
        }
        let rise = self.matrix.columns.iter().map(|head| head_width(head)).fold(0.0, f64::max) * SLOPE;
        let bottom = (top + rise + SMALL).ceil();
        for (number, head) in self.matrix.columns.iter().enumerate() {
            let words = shorten(head, SMALL, Weight::Regular, HEAD_MOST);
            let spot = Spot::new(self.middle(number) + 3.0, bottom - 5.0);
            scene
                .text(Text { slanted: true, ..Text::new(spot, SMALL, vec![Run::regular(Pen::Text, words)]) });
        }
        bottom
    }

    fn numbers(&self, scene: &mut Scene, top: f64) -> f64 {
        let entries: Vec<(f64, String)> = (1..)
            .zip(&self.matrix.columns)
            .map(|(number, head): (usize, &String)| {
                (width(&number.to_string(), SMALL, Weight::Bold), head.clone())
            })
            .collect();
        let below = key(scene, &entries, top, |scene, number, spot| {
            scene.text(centred(spot, SMALL, Anchor::Middle, Run::bold((number + 1).to_string())));
        });
        for number in 0..self.matrix.columns.len() {
            let run = Run { pen: Pen::Muted, ..Run::bold((number + 1).to_string()) };
            let size = if self.step < 18.0 { 11.0 } else { SMALL };
            scene.text(centred(Spot::new(self.middle(number), below + 14.0), size, Anchor::Middle, run));
        }
        below + 26.0
    }

    /// The name of a row and where its cells lie; gives the height below it.
    fn row(&self, scene: &mut Scene, row: &MatrixRow, top: f64, cells: &mut Vec<(Cell, Frame)>) -> f64 {
        let run = if row.highlighted { Run::bold("") } else { Run::regular(Pen::Text, "") };
        let most = if self.above { self.edge } else { self.left - 10.0 };
        let name = Lined::new(&row.name, SIZE, &run, most, 2);
        let (name_top, height, cells_top) = if self.above {
            (top + 4.0, name.height(), top + 6.0 + name.height())
        } else {
            let height = self.height.max(name.height() + 2.0);
            (top, height, top)
        };
        name.draw(scene, Spot::new(0.0, name_top + height / 2.0), Anchor::Start, None);
        let bottom = cells_top + if self.above { self.height } else { height };
        for number in 0..self.matrix.columns.len() {
            let cell = row.cells.get(number).copied().unwrap_or(Cell::State(Known::Nothing));
            let x = self.left + count(number) * self.step;
            cells.push((cell, Frame::new(x, cells_top, x + self.step - SEAM, bottom - SEAM)));
        }
        bottom
    }
}

fn names(matrix: &Matrix) -> f64 {
    let weight = |row: &MatrixRow| if row.highlighted { Weight::Bold } else { Weight::Regular };
    matrix.rows.iter().map(|row| width(&row.name, SIZE, weight(row))).fold(0.0, f64::max)
}

fn head_width(head: &str) -> f64 {
    width(head, SMALL, Weight::Regular).min(HEAD_MOST)
}

/// Draws cells: what is drawn alike follows each other, because the writer joins it.
fn draw_cells(scene: &mut Scene, mut cells: Vec<(Cell, Frame)>) {
    cells.sort_by_key(|(cell, _)| cell.order());
    for (cell, frame) in &cells {
        let corners =
            [(frame.x0, frame.y0), (frame.x1, frame.y0), (frame.x1, frame.y1), (frame.x0, frame.y1)];
        let spots = corners.map(|(x, y)| Spot::new(x, y)).to_vec();
        scene.items.push(Item::Shape { pen: cell.ground(), spots });
    }
    let mut marks = Scene::default();
    for (cell, frame) in &cells {
        let middle = Spot::new(f64::midpoint(frame.x0, frame.x1), f64::midpoint(frame.y0, frame.y1));
        match cell {
            Cell::State(known) => known.draw(&mut marks, middle),
            Cell::Level(level) => {
                let run = Run { pen: Pen::on_level(*level), ..Run::bold(level.to_string()) };
                scene.text(centred(middle, SMALL, Anchor::Middle, run));
            }
        }
    }
    marks.items.sort_by_key(|item| matches!(item, Item::Shape { .. }));
    scene.items.append(&mut marks.items);
}

impl Cell {
    fn ground(self) -> Pen {
        match self {
            Self::Level(level) => Pen::Level(level),
            Self::State(_) => Pen::Lane,
        }
    }

    /// Levels first, then states from known to unknown.
    fn order(self) -> usize {
        match self {
            Self::Level(level) => usize::from(level),
            Self::State(known) => {
                5 + Known::ALL.iter().position(|&other| other == known).unwrap_or(Known::ALL.len())
            }
        }
    }
}
