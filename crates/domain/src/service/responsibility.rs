//! Who is responsible: rules by Land and by the place of a body among the levels of administration.

use crate::{Body, BodyKey, Level, words};

words! {
    /// A level of administration that can be responsible for a service.
    pub enum Tier {
        /// The municipality, or the association that acts for it.
        Gemeinde = "gemeinde",
        /// The association of municipalities.
        Verband = "verband",
        /// The district, or the town that is one.
        Kreis = "kreis",
        /// The Land.
        Land = "land",
        /// The federation.
        Bund = "bund",
    }
}

words! {
    /// The place of a body among the levels of administration. What a law grants to towns above a size stays out: it
    /// differs from Land to Land and from task to task.
    pub enum Place {
        /// A town that is a district as well.
        Kreisfrei = "kreisfrei",
        /// A town within a district that has some or all rights of a district by a law of its own.
        Special = "sonderstatus",
        /// A town within a district that takes over some of its tasks.
        LargeTown = "grosse-kreisstadt",
        /// A municipality within a district.
        Kreisangehoerig = "kreisangehoerig",
        /// An association of municipalities.
        Verband = "verband",
        /// A district.
        Kreis = "kreis",
        /// A Land.
        Land = "land",
    }
}

/// Hannover, Göttingen, Aachen and Saarbrücken, and the "große selbständige Städte" of Niedersachsen: towns within a
/// district or region that have rights of a district.
const SPECIAL: [&str; 11] = [
    "03241001", "03159016", "05334002", "10041100", "03153017", "03252006", "03254021", "03351006",
    "03352011", "03355022", "03454032",
];
/// Berlin and Hamburg are municipality and Land in one.
const CITY_STATES: [&str; 2] = ["11000000", "02000000"];
/// Länder in which the administration of an association does the work of its members by law: Schleswig-Holstein,
/// Niedersachsen, Rheinland-Pfalz, Brandenburg, Mecklenburg-Vorpommern, Sachsen-Anhalt.
const ASSOCIATED: [&str; 6] = ["01", "03", "07", "12", "13", "15"];

impl Place {
    /// The place of a body.
    pub fn of(body: &Body) -> Self {
        match body.key.level() {
            Level::Land => Self::Land,
            Level::Kreis => Self::Kreis,
            Level::Verband => Self::Verband,
            Level::Gemeinde if SPECIAL.contains(&body.key.as_str()) => Self::Special,
            Level::Gemeinde if matches!(body.kind.as_str(), "Kreisfreie Stadt" | "Stadtkreis") => {
                Self::Kreisfrei
            }
            Level::Gemeinde if body.kind == "Große Kreisstadt" => Self::LargeTown,
            Level::Gemeinde => Self::Kreisangehoerig,
        }
    }
}

/// Who is responsible for a service where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The level that is responsible.
    pub tier: Tier,
    /// The Länder in which this holds, by number; all when empty.
    pub laender: Vec<String>,
    /// The places of bodies for which this holds; all but special ones when empty.
    pub places: Vec<Place>,
}

impl Rule {
    fn fits(&self, body: &Body, place: Place) -> bool {
        let land =
            self.laender.is_empty() || self.laender.iter().any(|land| body.key.as_str().starts_with(land));
        let here = if self.places.is_empty() {
            place != Place::Special || self.tier != Tier::Kreis
        } else {
            self.places.contains(&place)
        };
        land && here
    }
}

/// Whose a service is, seen from a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Responsibility {
    /// The body's own.
    Own,
    /// Another level's, and which body that is, where it is known.
    Other(Tier, Option<BodyKey>),
    /// No rule is sure.
    Unknown,
}

impl Responsibility {
    /// Whose a service with these rules is, seen from a body. `stated` is a level that a source names for this very
    /// body and service; it goes before every rule.
    pub fn of(body: &Body, rules: &[Rule], stated: Option<Tier>) -> Self {
        let place = Place::of(body);
        if let Some(tier) = stated {
            return Self::stated(body, place, tier);
        }
        match rules.iter().find(|rule| rule.fits(body, place)) {
            Some(rule) => Self::by_rule(body, place, rule.tier),
            None => Self::Unknown,
        }
    }

    /// A source names a level: of all levels up to the body's own, that is the body itself.
    fn stated(body: &Body, place: Place, tier: Tier) -> Self {
        let own = match place {
            Place::Kreisfrei | Place::Special => matches!(tier, Tier::Gemeinde | Tier::Kreis),
            Place::LargeTown | Place::Kreisangehoerig => tier == Tier::Gemeinde,
            Place::Verband => tier == Tier::Verband,
            Place::Kreis => tier == Tier::Kreis,
            Place::Land => tier == Tier::Land,
        };
        if own { Self::Own } else { Self::other(body, tier) }
    }

    fn by_rule(body: &Body, place: Place, tier: Tier) -> Self {
        let associated = ASSOCIATED.iter().any(|land| body.key.as_str().starts_with(land));
        let city_state = CITY_STATES.contains(&body.key.as_str());
        match (tier, place) {
            (Tier::Gemeinde, Place::Kreisfrei | Place::Special | Place::LargeTown)
            | (Tier::Kreis, Place::Kreisfrei | Place::Kreis)
            | (Tier::Land, Place::Land) => Self::Own,
            (Tier::Land, _) if city_state => Self::Own,
            (Tier::Gemeinde, Place::Kreisangehoerig) if body.verband.is_none() => Self::Own,
            (Tier::Gemeinde, Place::Kreisangehoerig) if associated => Self::other(body, Tier::Verband),
            (Tier::Gemeinde, Place::Verband) if associated => Self::Own,
            // Whether a municipality or its association does the work differs in the other Länder.
            (Tier::Gemeinde, Place::Kreisangehoerig | Place::Verband) | (Tier::Kreis, Place::Special) => {
                Self::Unknown
            }
            (tier, _) => Self::other(body, tier),
        }
    }

    fn other(body: &Body, tier: Tier) -> Self {
        let key = match tier {
            Tier::Verband => body.verband.clone(),
            Tier::Kreis => body.kreis.clone(),
            Tier::Land => Some(body.key.land()),
            Tier::Gemeinde | Tier::Bund => None,
        };
        Self::Other(tier, key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(key: &str, kind: &str, kreis: Option<&str>, verband: Option<&str>) -> Body {
        Body {
            kreis: kreis.and_then(BodyKey::parse),
            verband: verband.and_then(BodyKey::parse),
            ..Body::new(BodyKey::parse(key).unwrap(), "x", kind)
        }
    }

    fn rule(tier: Tier) -> Vec<Rule> {
        vec![Rule { tier, laender: Vec::new(), places: Vec::new() }]
    }

    #[test]
    fn the_district_registers_cars_for_its_towns() {
        let rules = rule(Tier::Kreis);
        let of = |body: &Body| Responsibility::of(body, &rules, None);
        let stade = BodyKey::parse("03359");
        let buxtehude = body("03359010", "Stadt", Some("03359"), None);
        assert_eq!(of(&buxtehude), Responsibility::Other(Tier::Kreis, stade));
        assert_eq!(of(&body("04012000", "Kreisfreie Stadt", None, None)), Responsibility::Own);
        assert_eq!(of(&body("03359", "Landkreis", None, None)), Responsibility::Own);
        let hannover = body("03241001", "Stadt", Some("03241"), None);
        assert_eq!(of(&hannover), Responsibility::Unknown, "towns with rights of their own are not guessed");
    }

    #[test]
    fn an_association_does_the_work_of_its_members_where_the_law_says_so() {
        let rules = rule(Tier::Gemeinde);
        let of = |body: &Body| Responsibility::of(body, &rules, None);
        let member = body("03359001", "Gemeinde", Some("03359"), Some("033595401"));
        assert_eq!(of(&member), Responsibility::Other(Tier::Verband, BodyKey::parse("033595401")));
        assert_eq!(of(&body("033595401", "Samtgemeinde", Some("03359"), None)), Responsibility::Own);
        assert_eq!(
            of(&body("09171001", "Gemeinde", Some("09171"), Some("091715101"))),
            Responsibility::Unknown
        );
        assert_eq!(of(&body("03359", "Landkreis", None, None)), Responsibility::Other(Tier::Gemeinde, None));
    }

    #[test]
    fn what_a_source_says_of_this_very_town_goes_before_the_rule() {
        let town = body("05334002", "Stadt", Some("05334"), None);
        let stated = |tier| Responsibility::of(&town, &rule(Tier::Kreis), Some(tier));
        assert_eq!(stated(Tier::Gemeinde), Responsibility::Own);
        assert_eq!(stated(Tier::Land), Responsibility::Other(Tier::Land, BodyKey::parse("05")));
    }

    #[test]
    fn a_rule_for_some_holds_for_no_other() {
        let rules =
            [Rule { tier: Tier::Gemeinde, laender: vec!["05".into()], places: vec![Place::Kreisfrei] }];
        let of = |key, kind| Responsibility::of(&body(key, kind, None, None), &rules, None);
        assert_eq!(of("05111000", "Kreisfreie Stadt"), Responsibility::Own);
        assert_eq!(of("05158026", "Stadt"), Responsibility::Unknown);
        assert_eq!(of("04012000", "Kreisfreie Stadt"), Responsibility::Unknown);
    }
}
