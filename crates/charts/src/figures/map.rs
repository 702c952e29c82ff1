//! Points on a map of Germany. The ground is a raster of dots where municipalities lie; there is no border to draw.

use domain::Language;

use super::raster::{COLUMNS, NORTH, ROWS, STEP, STRETCH, WEST};
use super::rows::{centred, key};
use super::{Figure, at_most, tidy};
use crate::geometry::{Frame, Spot, count};
use crate::labels::LINE;
use crate::place::Obstacles;
use crate::plot::SMALL;
use crate::scene::{Anchor, Dash, Item, Run, Scene, Text};
use crate::text::{ASCENT, Weight, width};
use crate::theme::{LEVEL_COLOURS, Pen};
use crate::{ChartError, Size};

/// Points on a map of Germany.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// At most 2,000 places. Where labels compete for room, the earlier one gets it; highlighted places come first.
    pub places: Vec<Place>,
    /// What each class of size means, the smallest first: "1 bis 2 Themen". Printed below; may be empty.
    pub classes: Vec<String>,
    /// What a small ring means: "ohne Angabe". Printed below where such places occur; may be empty.
    pub missing: String,
}

/// One place.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The name, printed where the place is labelled.
    pub name: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// How large and how dark the point is, from 0 to 4; `None` is a small ring: no value.
    pub class: Option<u8>,
    /// A value of at most three characters to print in the point, which makes all points equally large.
    pub text: Option<String>,
    /// Whether the name is printed, if there is room.
    pub labelled: bool,
    /// Larger, with a ring around it, and labelled before all others.
    pub highlighted: bool,
}

impl Figure for Map {
    fn check(&self) -> Result<(), ChartError> {
        at_most(self.places.len(), 2_000)?;
        let ground = ground(1.0).grown(1.0);
        let lost = self.places.iter().find(|place| !ground.holds(Frame::round(place.spot(1.0), 0.0, 0.0)));
        lost.map_or(Ok(()), |place| Err(ChartError::Place(place.name.clone())))
    }

    fn tidy(&mut self) {
        self.classes.iter_mut().chain([&mut self.missing]).for_each(tidy);
        for place in &mut self.places {
            tidy(&mut place.name);
            place.text.iter_mut().for_each(tidy);
            place.text = place.text.take().filter(|text| !text.is_empty() && text.chars().count() <= 3);
        }
    }

    fn layout(&self, size: Size, _: Language) -> Scene {
        let step = if size == Size::Wide { 12_u8 } else { 8 };
        let raster_frame = ground(f64::from(step));
        let left = ((size.width() - raster_frame.x1) / 2.0).round();
        let mut scene = Scene { width: size.width(), ..Scene::default() };
        raster(&mut scene, step);
        let points = self.points(f64::from(step));
        draw_points(&mut scene, &points);
        let bounds = Frame::new(-left, -MARGIN, size.width() - left, raster_frame.y1 + MARGIN);
        labels(&mut scene, &points, bounds);
        scene.shift(left, MARGIN);
        scene.height = self.key(&mut scene, raster_frame.y1 + 2.0 * MARGIN).ceil();
        scene
    }
}

/// The room above and below the ground for points near its edge.
const MARGIN: f64 = 14.0;

impl Place {
    /// Where it stands in a raster of this step.
    fn spot(&self, step: f64) -> Spot {
        let (x, y) = ((self.longitude - WEST) * STRETCH / STEP, (NORTH - self.latitude) / STEP);
        Spot::new(x * step, y * step)
    }

    fn level(&self) -> Option<u8> {
        self.class.map(|class| class.min(4))
    }
}

/// A place in the picture.
struct Point<'a> {
    place: &'a Place,
    /// Where it lies.
    true_spot: Spot,
    /// Where it is drawn: points with a value make room for each other.
    spot: Spot,
    radius: f64,
}

impl Map {
    /// Every place, those without a value first, so that they lie below.
    fn points(&self, step: f64) -> Vec<Point<'_>> {
        let mut points: Vec<Point> = self
            .places
            .iter()
            .map(|place| {
                let spot = place.spot(step);
                Point { place, true_spot: spot, spot, radius: radius(place, step) }
            })
            .collect();
        for point in &mut points {
            point.true_spot = ground(step).clamped(point.true_spot);
            point.spot = point.true_spot;
        }
        points.sort_by_key(|point| (point.place.highlighted, point.place.class));
        make_room(&mut points, ground(step));
        points
    }

    /// What sizes and rings mean; gives the height below.
    fn key(&self, scene: &mut Scene, top: f64) -> f64 {
        let mut entries: Vec<(Option<u8>, String)> = Vec::new();
        let occurs = |class: Option<u8>| self.places.iter().any(|place| place.level() == class);
        for (class, words) in (0_u8..).take(LEVEL_COLOURS).zip(&self.classes) {
            if occurs(Some(class)) && !words.is_empty() {
                entries.push((Some(class), words.clone()));
            }
        }
        if occurs(None) && !self.missing.is_empty() {
            entries.push((None, self.missing.clone()));
        }
        let measured: Vec<(f64, String)> = entries.iter().map(|(_, words)| (14.0, words.clone())).collect();
        key(scene, &measured, top, |scene, number, spot| match entries.get(number) {
            Some((Some(class), _)) => {
                scene.items.push(Item::Dot { pen: Pen::ACCENT, spot, radius: size(*class) });
            }
            _ => scene.items.push(Item::Ring { pen: Pen::Axis, spot, radius: 2.5 }),
        })
    }
}

/// What the raster fills.
fn ground(step: f64) -> Frame {
    Frame::new(0.0, 0.0, count(COLUMNS) * step, count(ROWS.len()) * step)
}

/// How large a point of a class is: the smallest is larger than a dot of the ground.
fn size(class: u8) -> f64 {
    2.9 + f64::from(class.min(4)) * 1.1
}

fn radius(place: &Place, step: f64) -> f64 {
    let small = if step < 10.0 { 0.85 } else { 1.0 };
    match (place.level(), &place.text) {
        (None, _) => 2.5,
        (Some(_), Some(text)) => (width(text, DIGITS, Weight::Bold) / 2.0 + 3.0).max(DIGITS * 0.7),
        (Some(class), None) => size(class) * small,
    }
}

/// The size of values in points.
const DIGITS: f64 = 13.0;

/// The ground: each row of neighbouring dots is one dotted stroke.
fn raster(scene: &mut Scene, step: u8) {
    let size = f64::from(step);
    for (row, bits) in ROWS.iter().enumerate() {
        let y = (count(row) + 0.5) * size;
        let is_set = |column: usize| column < COLUMNS && bits >> column & 1 == 1;
        let mut column = 0;
        while column < COLUMNS {
            let length = (column..COLUMNS).take_while(|&next| is_set(next)).count();
            if length > 0 {
                let x = (count(column) + 0.5) * size;
                let end = x + count(length - 1) * size + 0.2;
                scene.items.push(Item::Stroke {
                    pen: Pen::Grid,
                    width: (size * 0.46).round(),
                    dash: Dash::Beads(step),
                    spots: vec![Spot::new(x, y), Spot::new(end, y)],
                });
            }
            column += length + 1;
        }
    }
}

/// Pushes points with a value apart, a little at a time and always in the same order; none leaves the ground.
fn make_room(points: &mut [Point], ground: Frame) {
    let valued: Vec<usize> =
        (0..points.len()).filter(|&number| points[number].place.text.is_some()).collect();
    for _ in 0..60 {
        let mut moved = false;
        for (place, &a) in valued.iter().enumerate() {
            for &b in valued.iter().skip(place + 1) {
                let wanted = points[a].radius + points[b].radius + 1.0;
                let (dx, dy) = (points[b].spot.x - points[a].spot.x, points[b].spot.y - points[a].spot.y);
                let away = (dx * dx + dy * dy).sqrt();
                if away < wanted {
                    let by = (wanted - away) / 2.0 + 0.05;
                    let (x, y) = if away > 0.01 { (dx / away * by, dy / away * by) } else { (by, by / 3.0) };
                    points[a].spot = ground.clamped(points[a].spot.moved(-x, -y));
                    points[b].spot = ground.clamped(points[b].spot.moved(x, y));
                    moved = true;
                }
            }
        }
        if !moved {
            return;
        }
    }
}

fn draw_points(scene: &mut Scene, points: &[Point]) {
    let mut taken: Vec<Frame> = Vec::new();
    for Point { place, true_spot, spot, radius } in points {
        let Some(level) = place.level() else {
            let pen = if place.highlighted { Pen::Open } else { Pen::Axis };
            scene.items.push(Item::Ring {
                pen,
                spot: *spot,
                radius: if place.highlighted { 4.5 } else { *radius },
            });
            continue;
        };
        if (spot.x - true_spot.x).abs() + (spot.y - true_spot.y).abs() > 3.0 {
            scene.line(Pen::Axis, 1.0, *true_spot, *spot);
        }
        if place.highlighted {
            scene.items.push(Item::Dot { pen: Pen::Text, spot: *spot, radius: radius + 3.0 });
            scene.items.push(Item::Dot { pen: Pen::Paper, spot: *spot, radius: radius + 1.5 });
        }
        let Some(text) = &place.text else {
            scene.items.push(Item::Dot { pen: Pen::ACCENT, spot: *spot, radius: *radius });
            continue;
        };
        scene.items.push(Item::Dot { pen: Pen::Level(level), spot: *spot, radius: *radius });
        let run = Run { pen: Pen::on_level(level), ..Run::bold(text.clone()) };
        let words = centred(*spot, DIGITS, Anchor::Middle, run);
        if taken.iter().all(|other| !other.overlaps(words.frame())) {
            taken.push(words.frame());
            scene.text(words);
        }
    }
}

/// Names beside their points, each in the first of eight places that is free.
fn labels(scene: &mut Scene, points: &[Point], bounds: Frame) {
    let mut obstacles = Obstacles::default();
    for point in points {
        obstacles.add_box(Frame::round(point.spot, point.radius, point.radius));
    }
    for text in scene.boxes() {
        obstacles.add_box(Frame::new(text.x, text.y, text.x + text.width, text.y + text.height));
    }
    let wanted = |highlighted| points.iter().filter(move |point| point.place.highlighted == highlighted);
    let mut named: Vec<&Point> = wanted(true).collect();
    let mut others: Vec<&Point> = wanted(false).filter(|point| point.place.labelled).collect();
    others.sort_by_key(|point| std::cmp::Reverse(point.place.class));
    named.append(&mut others);
    for point in named {
        let run = match (point.place.highlighted, point.place.class) {
            (true, None) => Run { pen: Pen::Open, ..Run::bold(point.place.name.clone()) },
            (true, Some(_)) => Run::bold(point.place.name.clone()),
            (false, _) => Run::regular(Pen::Text, point.place.name.clone()),
        };
        let size = Spot::new(width(&run.text, SMALL, run.weight), LINE - 3.0);
        let free =
            around(point, size).into_iter().find(|&frame| bounds.holds(frame) && obstacles.leave_free(frame));
        let Some(frame) = free else { continue };
        obstacles.add_box(frame);
        let baseline = Spot::new(frame.x0, f64::midpoint(frame.y0, frame.y1) - SMALL * 0.51 + SMALL * ASCENT);
        scene.text(Text::new(baseline, SMALL, vec![run]).with_halo(Pen::Paper));
    }
}

/// The eight places of a name round its point: right, left, above, below, then the corners.
fn around(point: &Point, size: Spot) -> Vec<Frame> {
    let away = point.radius + if point.place.highlighted { 6.0 } else { 4.0 };
    let (right, left) = (point.spot.x + away, point.spot.x - away - size.x);
    let (above, below) = (point.spot.y - away - size.y + 2.0, point.spot.y + away - 2.0);
    let (across, middle) = (point.spot.x - size.x / 2.0, point.spot.y - size.y / 2.0);
    let near = |x: f64| if x > point.spot.x { x - 3.0 } else { x + 3.0 };
    let corners = [
        (right, middle),
        (left, middle),
        (across, above),
        (across, below),
        (near(right), above),
        (near(right), below),
        (near(left), above),
        (near(left), below),
    ];
    corners.map(|(x, y)| Frame::new(x, y, x + size.x, y + size.y)).to_vec()
}
