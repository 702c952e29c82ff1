//! Marks for how much is known. Shape says it; colour and words only repeat it.

use domain::{Language, NoValue};

use crate::geometry::Spot;
use crate::scene::{Dash, Item, Scene};
use crate::theme::Pen;

/// How much is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// There is a value.
    Value,
    /// Something is on record, but not what matters most.
    Part,
    /// It is on record why there is no value.
    Reason(NoValue),
    /// Nothing is on record.
    Nothing,
}

impl Known {
    /// Every state, from known to unknown.
    pub const ALL: [Self; 8] = [
        Self::Value,
        Self::Part,
        Self::Reason(NoValue::Unknown),
        Self::Reason(NoValue::Unanswered),
        Self::Reason(NoValue::NotApplicable),
        Self::Reason(NoValue::Refused),
        Self::Reason(NoValue::Withdrawn),
        Self::Nothing,
    ];

    /// In words.
    pub const fn word(self, language: Language) -> &'static str {
        match self {
            Self::Value => language.pick("belegt", "on record"),
            Self::Part => language.pick("teilweise belegt", "partly on record"),
            Self::Reason(NoValue::Unknown) => language.pick("unbekannt", "unknown"),
            Self::Reason(NoValue::Unanswered) => {
                language.pick("gefragt, Antwort fehlt hier", "asked, no answer on record here")
            }
            Self::Reason(NoValue::NotApplicable) => language.pick("trifft nicht zu", "not applicable"),
            Self::Reason(NoValue::Refused) => language.pick("Auskunft verweigert", "refused"),
            Self::Reason(NoValue::Withdrawn) => language.pick("Angabe zurückgezogen", "withdrawn"),
            Self::Nothing => language.pick("keine Angabe", "nothing on record"),
        }
    }

    /// Draws the mark round a spot.
    pub(super) fn draw(self, scene: &mut Scene, spot: Spot) {
        match self {
            Self::Value => scene.items.push(Item::Dot { pen: Pen::ACCENT, spot, radius: RADIUS + 0.5 }),
            Self::Part => {
                outline(scene, Pen::ACCENT, spot);
                scene.items.push(Item::Shape { pen: Pen::ACCENT, spots: half(spot) });
            }
            Self::Reason(reason) => draw_reason(reason, scene, spot),
            Self::Nothing => {}
        }
    }
}

/// How large the marks are.
const RADIUS: f64 = 5.0;

/// Twelve corners round a circle of radius one and the first again, clockwise from the right.
const CIRCLE: [(f64, f64); 13] = [
    (1.0, 0.0),
    (0.866, 0.5),
    (0.5, 0.866),
    (0.0, 1.0),
    (-0.5, 0.866),
    (-0.866, 0.5),
    (-1.0, 0.0),
    (-0.866, -0.5),
    (-0.5, -0.866),
    (0.0, -1.0),
    (0.5, -0.866),
    (0.866, -0.5),
    (1.0, 0.0),
];

fn draw_reason(reason: NoValue, scene: &mut Scene, spot: Spot) {
    let pen = Pen::Open;
    let mut stroke = |from: (f64, f64), to: (f64, f64)| {
        let spots = vec![spot.moved(from.0, from.1), spot.moved(to.0, to.1)];
        scene.items.push(Item::Stroke { pen, width: 1.5, dash: Dash::Solid, spots });
    };
    match reason {
        NoValue::Unknown => {
            for pair in CIRCLE.chunks_exact(2) {
                if let [from, to] = *pair {
                    stroke((from.0 * RADIUS, from.1 * RADIUS), (to.0 * RADIUS, to.1 * RADIUS));
                }
            }
        }
        NoValue::Unanswered => {
            stroke((-2.5, 0.0), (2.5, 0.0));
            outline(scene, pen, spot);
        }
        NoValue::NotApplicable => stroke((-5.0, 0.0), (5.0, 0.0)),
        NoValue::Refused => {
            stroke((-2.5, -2.5), (2.5, 2.5));
            stroke((-2.5, 2.5), (2.5, -2.5));
            let corners = [(-5.0, -5.0), (5.0, -5.0), (5.0, 5.0), (-5.0, 5.0), (-5.0, -5.0)];
            let spots = corners.map(|(x, y)| spot.moved(x, y)).to_vec();
            scene.items.push(Item::Stroke { pen, width: 1.5, dash: Dash::Solid, spots });
        }
        NoValue::Withdrawn => {
            stroke((-3.5, 3.5), (3.5, -3.5));
            outline(scene, pen, spot);
        }
    }
}

/// A circle with nothing inside, as a polygon, so that equal ones share a path.
fn outline(scene: &mut Scene, pen: Pen, spot: Spot) {
    let spots = CIRCLE.map(|(x, y)| spot.moved(x * RADIUS, y * RADIUS)).to_vec();
    scene.items.push(Item::Stroke { pen, width: 1.5, dash: Dash::Solid, spots });
}

/// The lower half of a disc.
fn half(spot: Spot) -> Vec<Spot> {
    CIRCLE.iter().take(7).map(|(x, y)| spot.moved(x * RADIUS, y * RADIUS)).collect()
}
