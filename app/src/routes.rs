//! Every page of the site: one line each. Menu, canonical addresses, language switch and tests walk this table.

use domain::Language;

use crate::address::{Address, language_of};
use crate::error::AppError;
use crate::page::Page;
use crate::pages;
use crate::query::Query;

/// Reads the state of a page from the segments of the path that the pattern leaves open, and the query.
pub type Parse = fn(&[&str], &Query) -> Result<Box<dyn Page>, AppError>;

/// A page that can be asked for.
pub struct Route {
    /// Path without language; `{}` stands for one segment.
    pub pattern: &'static str,
    /// Reads the state of the page from the segments and the query.
    pub parse: Parse,
    /// Names of the parameters it knows. All others are foreign and ignored.
    pub known: &'static [&'static str],
    /// Title in the menu, German and English, when it stands there.
    pub menu: Option<(&'static str, &'static str)>,
}

/// The table.
pub static ROUTES: &[Route] = &[
    Route { pattern: "/", parse: pages::start::parse, known: &[], menu: None },
    Route {
        pattern: "/kommunen",
        parse: pages::municipalities::parse,
        known: pages::municipalities::KNOWN,
        menu: Some(("Kommunen", "Municipalities")),
    },
    Route {
        pattern: "/kommunen/{}",
        parse: pages::municipality::parse,
        known: pages::municipality::KNOWN,
        menu: None,
    },
    Route { pattern: "/kommunen/{}/verlauf", parse: pages::history::parse, known: &[], menu: None },
    Route {
        pattern: "/kennzahlen",
        parse: pages::indicators::parse,
        known: pages::indicators::KNOWN,
        menu: Some(("Kennzahlen", "Indicators")),
    },
    Route {
        pattern: "/kennzahlen/{}",
        parse: pages::indicator::parse,
        known: pages::indicator::KNOWN,
        menu: None,
    },
    Route {
        pattern: "/vergleich",
        parse: pages::compare::parse,
        known: pages::compare::KNOWN,
        menu: Some(("Vergleich", "Compare")),
    },
    Route {
        pattern: "/anfragen",
        parse: pages::inquiries::parse,
        known: pages::inquiries::KNOWN,
        menu: Some(("Anfragen", "Inquiries")),
    },
    Route {
        pattern: "/anfragen/entwurf",
        parse: pages::draft::parse,
        known: pages::draft::KNOWN,
        menu: None,
    },
    Route { pattern: "/anfragen/{}", parse: pages::inquiry::parse, known: pages::inquiry::KNOWN, menu: None },
    Route {
        pattern: "/leistungen",
        parse: pages::services::parse,
        known: pages::services::KNOWN,
        menu: Some(("Leistungen", "Services")),
    },
    Route {
        pattern: "/leistungen/{}",
        parse: pages::service::parse,
        known: pages::service::KNOWN,
        menu: None,
    },
    Route {
        pattern: "/kommunen/{}/leistungen",
        parse: pages::town_services::parse,
        known: pages::town_services::KNOWN,
        menu: None,
    },
    Route {
        pattern: "/kommunen/{}/aemter",
        parse: pages::departments::parse,
        known: pages::departments::KNOWN,
        menu: None,
    },
    Route {
        pattern: "/methodik",
        parse: pages::method::parse,
        known: &[],
        menu: Some(("Methodik", "Method")),
    },
    Route { pattern: "/daten", parse: pages::data::parse, known: &[], menu: Some(("Daten", "Data")) },
    Route { pattern: "/glossar", parse: pages::glossary::parse, known: &[], menu: None },
    Route { pattern: "/impressum", parse: pages::legal::imprint, known: &[], menu: None },
    Route { pattern: "/datenschutz", parse: pages::legal::privacy, known: &[], menu: None },
    Route { pattern: "/barrierefreiheit", parse: pages::legal::accessibility, known: &[], menu: None },
    Route { pattern: "/zusagen", parse: pages::promises::parse, known: pages::promises::KNOWN, menu: None },
    Route {
        pattern: "/kommunen/{}/zusagen",
        parse: pages::town_promises::parse,
        known: pages::town_promises::KNOWN,
        menu: None,
    },
    Route { pattern: "/quellen/{}", parse: pages::source::parse, known: &[], menu: None },
    Route { pattern: "/produkte", parse: pages::products::parse, known: pages::products::KNOWN, menu: None },
    Route { pattern: "/produkte/{}", parse: pages::product::parse, known: pages::product::KNOWN, menu: None },
];

/// A request, understood.
pub struct Parsed {
    /// Language of the reader.
    pub language: Language,
    /// The page.
    pub page: Box<dyn Page>,
    /// Where the reader should be instead, when the address is not canonical.
    pub redirect: Option<String>,
}

/// Finds the page for a path and a raw query.
///
/// # Errors
/// [`AppError::NotFound`] when no route matches, [`AppError::BadParameter`] when a known parameter has a bad value.
pub fn parse(path: &str, raw_query: &str) -> Result<Parsed, AppError> {
    let (language, inner) = language_of(path);
    let trimmed = if inner == "/" { inner } else { inner.trim_end_matches('/') };
    let query = Query::parse(raw_query);
    let (route, segments) = ROUTES
        .iter()
        .find_map(|route| Some((route, matching(route.pattern, trimmed)?)))
        .ok_or(AppError::NotFound)?;
    let page = (route.parse)(&segments, &query)?;
    let canonical = page.address();
    let here = crate::address::path_in(inner, language) == path && inner == canonical.path();
    let redirect =
        (!here || query.sent(route.known) != canonical.query()).then(|| canonical.in_language(language));
    Ok(Parsed { language, page, redirect })
}

/// The entries of the menu: titles and addresses.
pub fn menu(language: Language) -> impl Iterator<Item = (&'static str, Address)> {
    ROUTES.iter().filter_map(move |route| {
        route.menu.map(|(german, english)| (language.pick(german, english), Address::new(route.pattern)))
    })
}

/// Whether there is a page at exactly this path.
pub fn has(path: &str) -> bool {
    ROUTES.iter().any(|route| route.pattern == path)
}

fn matching<'a>(pattern: &str, path: &'a str) -> Option<Vec<&'a str>> {
    let mut segments = Vec::new();
    let mut parts = path.split('/');
    for wanted in pattern.split('/') {
        let part = parts.next()?;
        if wanted == "{}" && !part.is_empty() {
            segments.push(part);
        } else if wanted != part {
            return None;
        }
    }
    parts.next().is_none().then_some(segments)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redirect(path: &str, query: &str) -> Option<String> {
        parse(path, query).ok().and_then(|parsed| parsed.redirect)
    }

    #[test]
    fn a_canonical_address_stays() {
        for path in ["/", "/en", "/kommunen", "/en/kommunen/12054000", "/vergleich"] {
            assert_eq!(redirect(path, ""), None, "{path}");
        }
        assert_eq!(redirect("/vergleich", "kommunen=05158026~12054000&kennzahl=x-y&utm_source=mail"), None);
    }

    #[test]
    fn other_forms_lead_to_the_canonical_one() {
        assert_eq!(redirect("/kommunen/", "").as_deref(), Some("/kommunen"));
        assert_eq!(redirect("/en/", "").as_deref(), Some("/en"));
        let canonical = Some("/vergleich?kommunen=05158026~12054000&kennzahl=x-y");
        for query in [
            "kommunen=05158026&kommunen=12054000&kennzahl=x-y",
            "kommunen=05158026%7E12054000&kennzahl=x-y&von=&bis=",
            "kommunen=05158026,12054000&kennzahl=x-y",
            "kennzahl=x-y&kommunen=05158026~12054000",
            "kommunen=05158026~12054000~05158026&kennzahl=x-y",
        ] {
            assert_eq!(redirect("/vergleich", query).as_deref(), canonical, "{query}");
        }
    }

    #[test]
    fn bad_values_are_named_and_unknown_paths_not_found() {
        assert!(matches!(
            parse("/vergleich", "von=abc"),
            Err(AppError::BadParameter { parameter: "von", .. })
        ));
        assert!(matches!(parse("/gibtesnicht", ""), Err(AppError::NotFound)));
        assert!(matches!(parse("/kommunen//", "").map(drop), Ok(()) | Err(AppError::NotFound)));
    }
}
