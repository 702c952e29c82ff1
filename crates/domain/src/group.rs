//! Which municipalities are alike enough to be ranked together: same type, same class of size.

use crate::{Body, Language, Level, words};

words! {
    /// The type of a body, coarser than the titles that towns carry.
    pub enum BodyType {
        /// A town that is a district of its own.
        Independent = "kreisfrei",
        /// A town that belongs to a district.
        Town = "stadt",
        /// A municipality without the title of a town.
        Municipality = "gemeinde",
        /// An association of municipalities.
        Association = "verband",
        /// A district.
        District = "kreis",
    }
}

impl BodyType {
    /// The type of a body; `None` for a Land.
    pub fn of(body: &Body) -> Option<Self> {
        Some(match body.key.level() {
            Level::Land => return None,
            Level::Kreis => Self::District,
            Level::Verband => Self::Association,
            // Official keys number the municipalities of a district; a town of its own has no number there.
            Level::Gemeinde if body.key.as_str().ends_with("000") => Self::Independent,
            Level::Gemeinde if body.kind.contains("tadt") => Self::Town,
            Level::Gemeinde => Self::Municipality,
        })
    }

    /// Its name in the plural, as a filter shows it.
    pub const fn title(self, language: Language) -> &'static str {
        match self {
            Self::Independent => language.pick("kreisfreie Städte", "independent towns"),
            Self::Town => language.pick("kreisangehörige Städte", "towns in a district"),
            Self::Municipality => language.pick("Gemeinden", "municipalities"),
            Self::Association => language.pick("Gemeindeverbände", "associations"),
            Self::District => language.pick("Kreise", "districts"),
        }
    }
}

words! {
    /// A class of size by inhabitants.
    pub enum SizeClass {
        /// 500,000 and more.
        Metropolis = "ab-500000",
        /// 100,000 to 499,999.
        City = "ab-100000",
        /// 50,000 to 99,999.
        LargeTown = "ab-50000",
        /// 20,000 to 49,999.
        Town = "ab-20000",
        /// 5,000 to 19,999.
        SmallTown = "ab-5000",
        /// Fewer than 5,000.
        Village = "unter-5000",
    }
}

impl SizeClass {
    /// The least number of inhabitants, and the first that is too great.
    pub const fn bounds(self) -> (i64, i64) {
        match self {
            Self::Metropolis => (500_000, i64::MAX),
            Self::City => (100_000, 500_000),
            Self::LargeTown => (50_000, 100_000),
            Self::Town => (20_000, 50_000),
            Self::SmallTown => (5_000, 20_000),
            Self::Village => (0, 5_000),
        }
    }

    /// In words.
    pub const fn title(self, language: Language) -> &'static str {
        match self {
            Self::Metropolis => language.pick("ab 500.000", "500,000 and more"),
            Self::City => language.pick("100.000 bis 499.999", "100,000 to 499,999"),
            Self::LargeTown => language.pick("50.000 bis 99.999", "50,000 to 99,999"),
            Self::Town => language.pick("20.000 bis 49.999", "20,000 to 49,999"),
            Self::SmallTown => language.pick("5.000 bis 19.999", "5,000 to 19,999"),
            Self::Village => language.pick("unter 5.000", "fewer than 5,000"),
        }
    }
}

words! {
    /// A group of comparable bodies: only within one does a rank mean anything.
    pub enum Group {
        /// Independent towns with 100,000 inhabitants and more.
        IndependentLarge = "kreisfrei-ab-100000",
        /// Independent towns with fewer.
        IndependentSmall = "kreisfrei-unter-100000",
        /// Towns in a district with 50,000 inhabitants and more.
        TownLarge = "stadt-ab-50000",
        /// Towns in a district with 20,000 to 49,999.
        TownMedium = "stadt-ab-20000",
        /// Towns in a district with fewer.
        TownSmall = "stadt-unter-20000",
        /// Municipalities with 10,000 inhabitants and more.
        MunicipalityLarge = "gemeinde-ab-10000",
        /// Municipalities with fewer.
        MunicipalitySmall = "gemeinde-unter-10000",
        /// Associations of municipalities.
        Association = "verband",
        /// Districts.
        District = "kreis",
    }
}

impl Group {
    /// The group of a body. Municipalities without a number of inhabitants belong to none.
    pub fn of(body: &Body) -> Option<Self> {
        let people = body.population.map(|(count, _)| count);
        Some(match (BodyType::of(body)?, people) {
            (BodyType::District, _) => Self::District,
            (BodyType::Association, _) => Self::Association,
            (_, None) => return None,
            (BodyType::Independent, Some(100_000..)) => Self::IndependentLarge,
            (BodyType::Independent, _) => Self::IndependentSmall,
            (BodyType::Town, Some(50_000..)) => Self::TownLarge,
            (BodyType::Town, Some(20_000..)) => Self::TownMedium,
            (BodyType::Town, _) => Self::TownSmall,
            (BodyType::Municipality, Some(10_000..)) => Self::MunicipalityLarge,
            (BodyType::Municipality, _) => Self::MunicipalitySmall,
        })
    }

    /// In words, in the plural.
    pub const fn title(self, language: Language) -> &'static str {
        match self {
            Self::IndependentLarge => language.pick(
                "Kreisfreie Städte ab 100.000 Einwohnern",
                "Independent towns from 100,000 inhabitants",
            ),
            Self::IndependentSmall => language.pick(
                "Kreisfreie Städte unter 100.000 Einwohnern",
                "Independent towns below 100,000 inhabitants",
            ),
            Self::TownLarge => language.pick(
                "Kreisangehörige Städte ab 50.000 Einwohnern",
                "Towns in a district from 50,000 inhabitants",
            ),
            Self::TownMedium => language.pick(
                "Kreisangehörige Städte, 20.000 bis 49.999 Einwohner",
                "Towns in a district, 20,000 to 49,999 inhabitants",
            ),
            Self::TownSmall => language.pick(
                "Kreisangehörige Städte unter 20.000 Einwohnern",
                "Towns in a district below 20,000 inhabitants",
            ),
            Self::MunicipalityLarge => {
                language.pick("Gemeinden ab 10.000 Einwohnern", "Municipalities from 10,000 inhabitants")
            }
            Self::MunicipalitySmall => {
                language.pick("Gemeinden unter 10.000 Einwohnern", "Municipalities below 10,000 inhabitants")
            }
            Self::Association => language.pick("Gemeindeverbände", "Associations of municipalities"),
            Self::District => language.pick("Kreise", "Districts"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BodyKey, Day};

    fn group(key: &str, kind: &str, people: Option<i64>) -> Option<Group> {
        let population = people.map(|count| (count, Day::from_number(20_000)));
        Group::of(&Body { population, ..Body::new(BodyKey::parse(key).unwrap(), "x", kind) })
    }

    #[test]
    fn type_and_size_make_the_group() {
        assert_eq!(group("12054000", "Kreisfreie Stadt", Some(184_754)), Some(Group::IndependentLarge));
        assert_eq!(group("12053000", "Kreisfreie Stadt", Some(58_000)), Some(Group::IndependentSmall));
        assert_eq!(group("03241001", "Stadt", Some(522_131)), Some(Group::TownLarge));
        assert_eq!(group("03359010", "Große Kreisstadt", Some(40_886)), Some(Group::TownMedium));
        assert_eq!(group("09162001", "Markt", Some(12_000)), Some(Group::MunicipalityLarge));
        assert_eq!(group("03359", "Landkreis", None), Some(Group::District));
    }

    #[test]
    fn without_inhabitants_there_is_no_group() {
        assert_eq!(group("12054000", "Kreisfreie Stadt", None), None);
        assert_eq!(group("12", "Land", Some(2_500_000)), None);
    }
}
