//! One strip for each series: its name and latest value above, all strips on the same scale.

use super::{View, WIDTH};
use crate::geometry::{Frame, Spot};
use crate::labels::{Block, muted, paragraph};
use crate::marks::{self, Placed};
use crate::place::{Wish, column};
use crate::plane::Plane;
use crate::plot::{self, Ready, SMALL};
use crate::scene::Scene;
use crate::text::{Weight, width, wrap};
use crate::theme::Pen;
use crate::wide::last;
use crate::{Series, words};

/// The strips of a panel.
pub(super) struct Strips<'r, 'a> {
    view: &'r View,
    ready: &'r Ready<'a>,
    /// Where the lane of values without a date begins.
    lane: f64,
}

/// How high the plot of a strip is.
const HEIGHT: f64 = 56.0;

/// How wide the values in the lane may be.
const LANE_MOST: f64 = 104.0;

impl<'r, 'a> Strips<'r, 'a> {
    pub(super) fn new(view: &'r View, ready: &'r Ready<'a>) -> Self {
        let blocks = ready.series.iter().flat_map(|series| lane_blocks(series));
        let widest = blocks.map(|block| block.width).fold(0.0, f64::max);
        let most_in_one =
            ready.series.iter().map(|series| lane_blocks(series).count()).max().unwrap_or_default();
        let aside = marks::LANE_STEP * crate::geometry::count(most_in_one.saturating_sub(1));
        let lane = if ready.has_undated() { WIDTH - (26.0 + aside + widest + 4.0).max(56.0) } else { WIDTH };
        Self { view, ready, lane }
    }

    pub(super) fn draw(&self, scene: &mut Scene, top: f64) {
        let mut y = self.head(scene, top);
        let mut below = y;
        let strips = self.ready.series.len();
        for (number, series) in self.ready.series.iter().enumerate() {
            let (plane, bottom) = self.strip(scene, series, y);
            scene.plot = Some(match scene.plot {
                Some(plot) => Frame { y1: plane.frame.y1, ..plot },
                None => plane.frame,
            });
            if number + 1 == strips {
                below = plot::time_axis(scene, &plane, self.view.span.as_ref(), WIDTH, self.view.language);
            }
            y = bottom + 22.0;
        }
        scene.height = below;
    }

    /// Unit and title of the lane.
    fn head(&self, scene: &mut Scene, top: f64) -> f64 {
        let unit = wrap(&self.ready.panel.axis.unit, SMALL, Weight::Regular, WIDTH);
        let mut under = paragraph(scene, &unit, Spot::new(0.0, top), SMALL, muted);
        if self.ready.has_undated() {
            let title = words::undated_short(self.view.language);
            let wide = width(title, SMALL, Weight::Regular);
            let taken = plot::widest(&unit);
            let y = if taken + wide + 12.0 > WIDTH || unit.len() > 1 { under } else { top };
            let x = (self.lane + 6.0).min(WIDTH - wide).max(0.0);
            let x = if x < taken + 12.0 { WIDTH - wide } else { x };
            under = paragraph(scene, &[title.to_owned()], Spot::new(x, y), SMALL, muted);
        }
        if unit.is_empty() && !self.ready.has_undated() { under } else { under + 8.0 }
    }

    /// One series; gives its plane and the height below it.
    fn strip(&self, scene: &mut Scene, series: &'a Series, top: f64) -> (Plane, f64) {
        let value = match last(series) {
            Some(point) if point.date.is_empty() => point.text.clone(),
            Some(point) => format!("{}, {}", point.text, point.date),
            None => words::no_date(self.view.language).to_owned(),
        };
        let title = if self.ready.is_named_above(series) {
            Block::value(&value, WIDTH)
        } else {
            Block::named(&series.name, &value, WIDTH)
        };
        let own = Ready {
            series: vec![series],
            silent: Vec::new(),
            panel: self.ready.panel,
            axis: self.ready.axis.clone(),
        };
        let y = (top + title.height + own.headroom()).round();
        let lane: f64 = lane_blocks(series).map(|block| block.height).sum();
        let height = HEIGHT.max(lane).ceil();
        let plane = self.plane(y, height);
        let placed = marks::place(&own.series, own.panel.kind, &plane, self.lane);
        self.ground(scene, &own, &plane);
        for placed in &placed {
            placed.draw(scene, 4.0);
            self.lane_values(scene, placed, &plane);
            title.draw(scene, title.beside(0.0, top + title.height / 2.0), placed, Pen::Paper);
        }
        (plane, y + height)
    }

    fn plane(&self, top: f64, height: f64) -> Plane {
        let right = if self.lane < WIDTH { self.lane - 6.0 } else { WIDTH };
        let time = self.view.span.as_ref().map_or((0, 1), crate::time::Span::ends);
        Plane::new(Frame::new(self.view.left, top, right, top + height), time, &self.ready.axis)
    }

    fn ground(&self, scene: &mut Scene, own: &Ready, plane: &Plane) {
        let mut stretches = vec![(plane.frame.x0, plane.frame.x1)];
        if self.lane < WIDTH {
            let lane = Frame::new(self.lane, plane.frame.y0 - own.headroom() + 2.0, WIDTH, plane.frame.y1);
            plot::lane(scene, lane);
            stretches.push((self.lane, WIDTH));
        }
        plot::grid(scene, plane, &own.axis, &stretches);
        let mut ends = own.axis.clone();
        if ends.ticks.len() > 2 {
            ends.ticks.drain(1..ends.ticks.len() - 1);
        }
        let lines: Vec<Vec<String>> = ends.ticks.iter().map(|tick| vec![tick.label.clone()]).collect();
        plot::tick_labels(scene, plane, &ends, &lines);
    }

    fn lane_values(&self, scene: &mut Scene, placed: &Placed, plane: &Plane) {
        let blocks: Vec<Block> = lane_blocks(placed.series).collect();
        let wishes: Vec<Wish> = placed
            .undated
            .iter()
            .zip(&blocks)
            .map(|(mark, block)| Wish { centre: mark.spot.y, height: block.height })
            .collect();
        let x = placed.undated.iter().map(|mark| mark.spot.x).fold(self.lane, f64::max) + 12.0;
        let centres = column(&wishes, plane.frame.y0 - 8.0, plane.frame.y1);
        for (block, centre) in blocks.iter().zip(centres) {
            block.draw(scene, block.beside(x, centre), placed, Pen::Lane);
        }
    }
}

/// The values without a date, in their order.
fn lane_blocks(series: &Series) -> impl Iterator<Item = Block> {
    let undated = series.points.iter().filter(|point| point.on.is_none());
    undated.map(|point| Block::value(&point.text, LANE_MOST))
}
