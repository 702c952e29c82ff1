//! The layout for a wide column: labels in a column at the end of the lines, values without a date in a lane.

mod arrange;

use domain::Language;

use crate::geometry::{Frame, Spot, count};
use crate::labels::{Block, LINE, muted, paragraph};
use crate::marks;
use crate::panel::series;
use crate::plane::Plane;
use crate::plot::{self, Ready, SMALL};
use crate::scene::{Anchor, Run, Scene, Text};
use crate::text::{Weight, wrap};
use crate::theme::Pen;
use crate::ticks::Lines;
use crate::time::Span;
use crate::{Panel, words};
use arrange::Arranged;
pub(crate) use arrange::{first_values, last, obstacles};

/// The width of the drawing.
pub(crate) const WIDTH: f64 = 720.0;

/// Lays out every panel, one below the other.
pub(crate) fn layout(panels: &[Panel], language: Language) -> Scene {
    let view = View::new(panels, language);
    let mut scene = Scene { width: WIDTH, ..Scene::default() };
    for (number, arranged) in view.arranged().iter().enumerate() {
        let top = if number == 0 { 0.0 } else { scene.height + 30.0 };
        let mut panel = view.draw(arranged);
        panel.shift(0.0, top);
        scene.items.append(&mut panel.items);
        scene.plot = scene.plot.or(panel.plot);
        scene.height = top + panel.height;
    }
    scene.height = scene.height.ceil();
    scene
}

/// What the panels of a chart share.
struct View<'a> {
    language: Language,
    span: Option<Span>,
    panels: Vec<Ready<'a>>,
    /// How wide the labels of the value axes are.
    left: f64,
    lane_width: f64,
}

/// Where the parts of a plot begin and end in the width.
#[derive(Debug, Clone, Copy)]
struct Sides {
    left: f64,
    right: f64,
    column: f64,
    lane: f64,
}

impl<'a> View<'a> {
    fn new(panels: &'a [Panel], language: Language) -> Self {
        let days = series(panels).flat_map(|series| &series.points).filter_map(|point| point.on);
        let panels: Vec<Ready> =
            panels.iter().map(|panel| Ready::new(panel, Lines::Five, language)).collect();
        let labels = panels.iter().flat_map(|ready| ready.tick_lines(TICKS_MOST)).collect::<Vec<_>>();
        let left = plot::widest(labels.iter().flatten()).max(14.0) + 10.0;
        let span = Span::of(days);
        let mut view = Self { language, span, panels, left, lane_width: 0.0 };
        view.lane_width = view.panels.iter().map(|ready| view.lane_needed(ready)).fold(0.0, f64::max);
        view
    }

    /// The panels with their labels in place. Where not all stand at the end of their lines, a first attempt
    /// leaves room for every label at the side, a second one only for those that need it.
    fn arranged(&self) -> Vec<Arranged<'_, 'a>> {
        let attempt = |column: f64| -> Vec<Arranged<'_, 'a>> {
            self.panels.iter().map(|ready| Arranged::new(self, ready, self.sides(column))).collect()
        };
        let needed = |panels: &[Arranged]| panels.iter().map(Arranged::column_width).fold(0.0, f64::max);
        let widest = self.panels.iter().flat_map(|ready| self.end_blocks(ready)).map(|block| block.width);
        let without = attempt(0.0);
        if needed(&without) == 0.0 {
            return without;
        }
        let first = attempt(widest.fold(0.0, f64::max));
        let enough = needed(&first);
        let second = attempt(enough);
        if needed(&second) <= enough { second } else { first }
    }

    fn sides(&self, column: f64) -> Sides {
        let lane = WIDTH - self.lane_width;
        let end = if self.lane_width > 0.0 { lane - 14.0 } else { WIDTH };
        let start = end - column;
        let right = if column > 0.0 { start - 22.0 } else { end };
        Sides { left: self.left, right, column: start, lane }
    }

    fn end_most(&self) -> f64 {
        if self.lane_width > 0.0 { 176.0 } else { 210.0 }
    }

    /// The labels at the side for the series that have dated values; with the date where a series ends early.
    fn end_blocks(&self, ready: &Ready) -> Vec<Block> {
        let series = ready.series.iter().filter_map(|series| {
            let point = arrange::last(series)?;
            Some(self.end_block(ready, series, point))
        });
        series.collect()
    }

    /// The label for the side of the plot, with the date where the series ends early.
    fn end_block(&self, ready: &Ready, series: &crate::Series, point: &crate::Point) -> Block {
        let early = point.on.zip(self.span.as_ref()).is_some_and(|(day, span)| {
            span.last.number().saturating_sub(day.number()) > series.gap_days.max(0)
        });
        let value = if early && !point.date.is_empty() {
            format!("{} ({})", point.text, point.date)
        } else {
            point.text.clone()
        };
        if ready.is_named_above(series) {
            Block::value(&value, self.end_most())
        } else {
            Block::named(&series.name, &value, self.end_most())
        }
    }

    /// The labels that may stand within the plot at the end of a line, the best one first.
    fn near_blocks(&self, ready: &Ready, series: &crate::Series, point: &crate::Point) -> Vec<Block> {
        let most = self.end_most();
        if ready.is_named_above(series) {
            return vec![Block::value(&point.text, most)];
        }
        vec![Block::named(&series.name, &point.text, most), Block::stacked(&series.name, &point.text, most)]
    }

    /// Whether the lane leaves so little room that no label should stand beside the plot.
    fn is_tight(&self) -> bool {
        self.lane_width > 0.0
    }

    /// How wide the lane of values without a date must be.
    fn lane_needed(&self, ready: &Ready) -> f64 {
        if !ready.has_undated() {
            return 0.0;
        }
        let plane = Plane::new(Frame::new(0.0, 0.0, 100.0, self.height(ready)), (0, 1), &ready.axis);
        let placed = marks::place(&ready.series, ready.panel.kind, &plane, 0.0);
        let marks = placed.iter().flat_map(|placed| &placed.undated);
        let aside = marks.map(|mark| mark.spot.x).fold(0.0, f64::max);
        let labels = arrange::lane_blocks(ready).into_iter().map(|block| block.width).fold(0.0, f64::max);
        (aside + 12.0 + labels + 10.0).max(100.0)
    }

    /// How high the plot of a panel is: at least so high that its labels fit.
    fn height(&self, ready: &Ready) -> f64 {
        let usual = if self.panels.len() > 1 { 190.0 } else { 300.0 };
        let sum = |blocks: Vec<Block>| blocks.iter().map(|block| block.height).sum::<f64>();
        let lines = ready.tick_lines(TICKS_MOST);
        let ticks = lines.iter().map(Vec::len).max().unwrap_or_default() * lines.len();
        [usual, sum(self.end_blocks(ready)), sum(arrange::lane_blocks(ready)), count(ticks) * LINE]
            .into_iter()
            .fold(0.0, f64::max)
            .ceil()
    }

    /// One panel, beginning at the top of the picture.
    fn draw(&self, arranged: &Arranged<'_, 'a>) -> Scene {
        let (ready, sides) = (arranged.ready, arranged.sides);
        let mut scene = Scene { width: WIDTH, ..Scene::default() };
        let top = plot::heading(&mut scene, ready.panel, 0.0, WIDTH);
        if ready.series.is_empty() {
            scene.height = plot::empty(&mut scene, ready, top, WIDTH, self.language);
            return scene;
        }
        let mut head = Scene::default();
        let under = self.head(&mut head, ready, sides, top);
        let plot_top = (under + ready.headroom()).round();
        if self.lane_width > 0.0 && ready.has_undated() {
            plot::lane(&mut scene, Frame::new(sides.lane, top, WIDTH, plot_top + arranged.plane.frame.y1));
        }
        scene.items.append(&mut head.items);
        let mut body = Scene::default();
        let below = self.body(&mut body, arranged);
        body.shift(0.0, plot_top);
        scene.items.append(&mut body.items);
        scene.plot = Some(arranged.plane.frame.moved(0.0, plot_top));
        scene.height = ready.draw_silent(&mut scene, plot_top + below, WIDTH, self.language);
        scene
    }

    /// Unit and title of the lane; gives the height below them.
    fn head(&self, scene: &mut Scene, ready: &Ready, sides: Sides, top: f64) -> f64 {
        let undated = ready.has_undated();
        let most = if undated { sides.lane - 16.0 } else { WIDTH };
        let unit = wrap(&ready.panel.axis.unit, SMALL, Weight::Regular, most);
        let under = paragraph(scene, &unit, Spot::new(0.0, top), SMALL, muted);
        if !undated {
            return under;
        }
        let title = wrap(words::undated(self.language), SMALL, Weight::Regular, self.lane_width - 16.0);
        under.max(paragraph(scene, &title, Spot::new(sides.lane + 8.0, top + 4.0), SMALL, muted))
    }

    /// The plot itself, its top at zero; gives the height below its axis.
    fn body(&self, scene: &mut Scene, arranged: &Arranged) -> f64 {
        let (ready, sides, plane) = (arranged.ready, arranged.sides, &arranged.plane);
        let mut stretches = vec![(sides.left, sides.right)];
        if ready.has_undated() {
            stretches.push((sides.lane, WIDTH));
        }
        plot::grid(scene, plane, &ready.axis, &stretches);
        plot::tick_labels(scene, plane, &ready.axis, &ready.tick_lines(TICKS_MOST));
        let below = plot::time_axis(scene, plane, self.span.as_ref(), WIDTH, self.language);
        if !ready.has_dated() {
            let middle = Spot::new(f64::midpoint(sides.left, sides.right), plane.frame.y1 / 2.0 - 12.0);
            let run = Run::regular(Pen::Open, words::no_date(self.language));
            scene.text(Text::new(middle, 16.0, vec![run]).anchored(Anchor::Middle).with_halo(Pen::Paper));
        }
        arranged.draw(scene);
        below
    }
}

/// How wide the labels of named levels may be.
const TICKS_MOST: f64 = 120.0;

impl Ready<'_> {
    /// Whether the panel is about one series only and its heading says which.
    pub(crate) fn is_named_above(&self, series: &crate::Series) -> bool {
        let heading = self.panel.heading.as_deref().unwrap_or_default();
        self.panel.series.len() == 1 && !series.name.is_empty() && heading.contains(&series.name)
    }
}
