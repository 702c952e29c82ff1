//! Bodies: municipalities, associations, districts and Länder.

use crate::{BodyKey, Day};

/// A territorial body.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Official key.
    pub key: BodyKey,
    /// Amtlicher Regionalschlüssel, twelve digits for a municipality; empty when not known.
    pub ars: String,
    /// Name as in the official list, without additions.
    pub name: String,
    /// Type in German, such as "Kreisfreie Stadt".
    pub kind: String,
    /// Inhabitants and the day they were counted.
    pub population: Option<(i64, Day)>,
    /// Area in square kilometres.
    pub area: Option<f64>,
    /// Postcode of the seat of the administration; empty when not known.
    pub postcode: String,
    /// Latitude and longitude in degrees (WGS 84).
    pub place: Option<(f64, f64)>,
    /// Key of the district it belongs to.
    pub kreis: Option<BodyKey>,
    /// Key of the association it belongs to.
    pub verband: Option<BodyKey>,
    /// The first territorial edition in which it is missing; its facts stay with it.
    pub closed_on: Option<Day>,
    /// Key of the body that took it over.
    pub successor: Option<BodyKey>,
}

impl Body {
    /// A body of which nothing is known but key, name and type.
    pub fn new(key: BodyKey, name: impl Into<String>, kind: impl Into<String>) -> Self {
        Self {
            key,
            ars: String::new(),
            name: name.into(),
            kind: kind.into(),
            population: None,
            area: None,
            postcode: String::new(),
            place: None,
            kreis: None,
            verband: None,
            closed_on: None,
            successor: None,
        }
    }

    /// This description, with what it lacks taken from an earlier one.
    #[must_use]
    pub fn completed_by(self, earlier: &Self) -> Self {
        let text = |new: String, old: &str| if new.is_empty() { old.to_owned() } else { new };
        Self {
            ars: text(self.ars, &earlier.ars),
            postcode: text(self.postcode, &earlier.postcode),
            population: self.population.or(earlier.population),
            area: self.area.or(earlier.area),
            place: self.place.or(earlier.place),
            kreis: self.kreis.or_else(|| earlier.kreis.clone()),
            verband: self.verband.or_else(|| earlier.verband.clone()),
            successor: self.successor.or_else(|| earlier.successor.clone()),
            ..self
        }
    }
}
