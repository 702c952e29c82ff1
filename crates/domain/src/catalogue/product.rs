//! The software products that lists of choices name, and the indicators that say who uses them.

use std::collections::BTreeMap;

use super::{Catalogue, Choice, ChoiceList};
use crate::{Indicator, Slug};

/// A software product. Its slug is that of the choice; one that stands in several lists is one product.
#[derive(Debug, Clone, PartialEq)]
pub struct Product {
    /// Its entry.
    pub choice: Choice,
    /// The indicators that can name it, in the order of the catalogue: one for each kind of software.
    pub indicators: Vec<Indicator>,
}

impl Catalogue {
    /// The indicators whose values name products, with their lists, in the order of the catalogue.
    pub fn of_products(&self) -> impl Iterator<Item = (&Indicator, &ChoiceList)> {
        let naming = self.indicators.iter().filter(|indicator| indicator.names_products);
        naming.filter_map(|indicator| Some((indicator, self.lists.get(indicator.list.as_ref()?)?)))
    }

    /// All products, by slug.
    pub fn products(&self) -> BTreeMap<Slug, Product> {
        let mut products: BTreeMap<Slug, Product> = BTreeMap::new();
        for (indicator, list) in self.of_products() {
            for choice in list.items.iter().filter(|choice| !choice.rest) {
                let new = || Product { choice: choice.clone(), indicators: Vec::new() };
                products.entry(choice.slug.clone()).or_insert_with(new).indicators.push(indicator.clone());
            }
        }
        products
    }
}

#[cfg(test)]
mod tests {
    use super::super::Files;
    use super::*;

    const SECOND: &str = r#"
[[list]]
slug = "zweite-produkte"
version = 1
products = true
items = [{ slug = "allris", label = { de = "ALLRIS", en = "ALLRIS" } }]
"#;

    #[test]
    fn what_names_no_product_has_no_page() {
        let products = Catalogue::bundled().unwrap().products();
        assert!(products.len() > 15);
        for name in ["anderes", "keines", "pilot", "beschlossen"] {
            assert_eq!(products.get(&Slug::parse(name).unwrap()), None, "{name}");
        }
    }

    #[test]
    fn a_product_in_two_lists_is_one_and_has_one_name() {
        let read = |lists: &str| {
            let start = Files::BUNDLED.indicators.find("list = \"dms-produkte\"").unwrap();
            let (before, after) = Files::BUNDLED.indicators.split_at(start);
            let indicators = format!("{before}{}", after.replacen("dms", "zweite", 1));
            let lists = format!("{}{lists}", Files::BUNDLED.lists);
            Catalogue::read(&Files { lists: &lists, indicators: &indicators, ..Files::BUNDLED })
        };
        let allris = &read(SECOND).unwrap().products()[&Slug::parse("allris").unwrap()];
        let kinds: Vec<&str> = allris.indicators.iter().map(|indicator| indicator.slug.as_str()).collect();
        assert_eq!(kinds, ["e-akte-produkt", "ratsinformation-produkt"]);
        let other = read(&SECOND.replace("\"ALLRIS\"", "\"Allris\"")).unwrap_err();
        assert!(other.to_string().contains("one name"), "{other}");
    }
}
