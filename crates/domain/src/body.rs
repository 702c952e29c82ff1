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
    /// Latitude and longitude in degrees (WGS 84).
    pub place: Option<(f64, f64)>,
    /// Key of the district it belongs to.
    pub kreis: Option<BodyKey>,
    /// Key of the association it belongs to.
    pub verband: Option<BodyKey>,
}
