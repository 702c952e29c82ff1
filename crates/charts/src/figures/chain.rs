//! The way of an application through an administration: where it stays digital and where it is typed or printed.

use domain::Language;

use super::rows::{Lined, centred, nothing};
use super::{Figure, Known, at_most, tidy};
use crate::geometry::{Spot, count};
use crate::labels::SIZE;
use crate::plot::SMALL;
use crate::scene::{Anchor, Dash, Item, Run, Scene};
use crate::theme::Pen;
use crate::{ChartError, Size};

/// Services against the stations of their way.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    /// At most eight stations in their order: "Antrag", "Eingang", "Fachverfahren".
    pub stations: Vec<String>,
    /// At most 60 services.
    pub rows: Vec<ChainRow>,
}

/// One service.
#[derive(Debug, Clone, PartialEq)]
pub struct ChainRow {
    /// The name.
    pub name: String,
    /// One for each station; what is missing at the end counts as unknown.
    pub links: Vec<Link>,
}

/// How an application arrives at a station.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// As data.
    Digital,
    /// Typed in again by hand.
    Retyped,
    /// On paper.
    Printed,
    /// It is on record that nobody knows, or nothing is on record.
    Unknown,
}

impl Link {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Digital, Self::Retyped, Self::Printed, Self::Unknown];

    /// In words.
    pub const fn word(self, language: Language) -> &'static str {
        match self {
            Self::Digital => language.pick("digital", "digital"),
            Self::Retyped => language.pick("übertragen", "re-typed"),
            Self::Printed => language.pick("gedruckt", "printed"),
            Self::Unknown => language.pick("unbekannt", "unknown"),
        }
    }

    const fn pen(self) -> Pen {
        match self {
            Self::Digital => Pen::Text,
            Self::Retyped | Self::Printed | Self::Unknown => Pen::Open,
        }
    }

    /// The mark round a spot, on a ground that hides what passes behind.
    fn draw(self, scene: &mut Scene, spot: Spot) {
        scene.items.push(Item::Dot { pen: Pen::Paper, spot, radius: 9.0 });
        let corners =
            |points: &[(f64, f64)]| points.iter().map(|(x, y)| spot.moved(*x, *y)).collect::<Vec<_>>();
        match self {
            Self::Digital => scene.items.push(Item::Dot { pen: Pen::ACCENT, spot, radius: 6.5 }),
            Self::Retyped => {
                let spots = corners(&[(0.0, -7.0), (7.0, 0.0), (0.0, 7.0), (-7.0, 0.0)]);
                scene.items.push(Item::Shape { pen: Pen::Open, spots });
            }
            Self::Printed => {
                let sheet = [(-5.0, -6.5), (5.0, -6.5), (5.0, 6.5), (-5.0, 6.5), (-5.0, -6.5)];
                for points in [&sheet[..], &[(-2.0, -2.0), (2.0, -2.0)], &[(-2.0, 2.0), (2.0, 2.0)]] {
                    let spots = corners(points);
                    scene.items.push(Item::Stroke { pen: Pen::Open, width: 1.5, dash: Dash::Solid, spots });
                }
            }
            Self::Unknown => Known::Reason(domain::NoValue::Unknown).draw(scene, spot),
        }
    }
}

impl Figure for Chain {
    fn check(&self) -> Result<(), ChartError> {
        at_most(self.stations.len(), 8)?;
        at_most(self.rows.len(), 60)?;
        self.rows.iter().try_for_each(|row| at_most(row.links.len(), self.stations.len()))
    }

    fn tidy(&mut self) {
        self.stations.iter_mut().for_each(tidy);
        self.rows.iter_mut().for_each(|row| tidy(&mut row.name));
    }

    fn layout(&self, size: Size, language: Language) -> Scene {
        let mut scene = Scene { width: size.width(), ..Scene::default() };
        scene.height = if self.rows.is_empty() || self.stations.is_empty() {
            nothing(&mut scene, 0.0, language)
        } else if size == Size::Wide {
            self.wide(&mut scene, language)
        } else {
            self.phone(&mut scene, language)
        };
        scene.height = scene.height.ceil();
        scene
    }
}

impl Chain {
    /// One row for each service; gives the height below.
    fn wide(&self, scene: &mut Scene, language: Language) -> f64 {
        let muted = Run::regular(Pen::Muted, "");
        // Names leave each station as much room as the longest word below a mark needs.
        let word = |link: Link| Lined::new(link.word(language), SMALL, &muted, 200.0, 1).width() + 6.0;
        let stations = Link::ALL.into_iter().map(word).fold(0.0, f64::max) * count(self.stations.len());
        let most = (scene.width - stations - 12.0).clamp(60.0, 190.0);
        let names = |row: &ChainRow| Lined::new(&row.name, SIZE, &Run::bold(""), most, 3);
        let left = self.rows.iter().map(|row| names(row).width()).fold(60.0, f64::max) + 12.0;
        let step = (scene.width - left) / count(self.stations.len());
        let middle = |number: usize| left + (count(number) + 0.5) * step;
        let heads: Vec<Lined> =
            self.stations.iter().map(|head| Lined::new(head, SMALL, &muted, step - 8.0, 3)).collect();
        let top = heads.iter().map(Lined::height).fold(0.0, f64::max);
        for (number, head) in heads.iter().enumerate() {
            head.draw(scene, Spot::new(middle(number), top / 2.0), Anchor::Middle, None);
        }
        let mut y = top + 6.0;
        for row in &self.rows {
            let name = names(row);
            let height = name.height().max(40.0) + 14.0;
            scene.line(
                Pen::Grid,
                1.0,
                Spot::new(0.0, y.floor() + 0.5),
                Spot::new(scene.width, y.floor() + 0.5),
            );
            name.draw(scene, Spot::new(0.0, y + height / 2.0), Anchor::Start, None);
            let spots: Vec<Spot> = (0..self.stations.len())
                .map(|number| Spot::new(middle(number), y + height / 2.0 - 9.0))
                .collect();
            row.chain(scene, &spots);
            for (number, spot) in spots.iter().enumerate() {
                let link = row.link(number);
                let word = Run::regular(link.pen(), link.word(language));
                scene.text(centred(spot.moved(0.0, 20.0), SMALL, Anchor::Middle, word));
            }
            y += height;
        }
        y
    }

    /// Each service as a chain from top to bottom; gives the height below.
    fn phone(&self, scene: &mut Scene, language: Language) -> f64 {
        let edge = scene.width;
        let mut y = 0.0;
        for (place, row) in self.rows.iter().enumerate() {
            if place > 0 {
                y += 18.0;
            }
            let name = Lined::new(&row.name, SIZE, &Run::bold(""), edge, 3);
            name.draw(scene, Spot::new(0.0, y + name.height() / 2.0), Anchor::Start, None);
            y += name.height() + 4.0;
            let mut spots = Vec::new();
            for (number, station) in self.stations.iter().enumerate() {
                let link = row.link(number);
                let station = Lined::new(station, SMALL, &Run::regular(Pen::Text, ""), edge - 120.0, 2);
                let height = station.height().max(17.0) + 10.0;
                let spot = Spot::new(12.0, y + height / 2.0);
                station.draw(scene, spot.moved(18.0, 0.0), Anchor::Start, None);
                let word = Run::regular(link.pen(), link.word(language));
                scene.text(centred(Spot::new(edge, spot.y), SMALL, Anchor::End, word));
                spots.push(spot);
                y += height;
            }
            row.chain(scene, &spots);
        }
        y
    }
}

impl ChainRow {
    /// The marks of a service and the lines between them: dotted where the next station gets no data.
    fn chain(&self, scene: &mut Scene, spots: &[Spot]) {
        for (number, pair) in spots.windows(2).enumerate() {
            let next = self.link(number + 1);
            let dash = if next == Link::Digital { Dash::Solid } else { Dash::Dotted };
            let pen = if next == Link::Digital { Pen::ACCENT } else { Pen::Axis };
            scene.items.push(Item::Stroke { pen, width: 2.0, dash, spots: pair.to_vec() });
        }
        for (number, spot) in spots.iter().enumerate() {
            self.link(number).draw(scene, *spot);
        }
    }

    fn link(&self, number: usize) -> Link {
        self.links.get(number).copied().unwrap_or(Link::Unknown)
    }
}
