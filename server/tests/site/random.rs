//! Any address that the grammar of our queries can make is answered: by a page, another address, or a refusal that says
//! what is wrong.

use crate::helpers::TestApp;

/// Addresses that are tried.
const TRIES: usize = 2_000;

/// A sequence that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        // The constants of Knuth's MMIX; the upper half is the better one.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

const PATHS: &[&str] = &[
    "/",
    "/kommunen",
    "/kommunen",
    "/kommunen.csv",
    "/kommunen/vorschlaege.json",
    "/kommunen/12054000",
    "/kommunen/frankfurt",
    "/kennzahlen",
    "/kennzahlen/maengelmeldungen-online",
    "/kennzahlen/onlinedienste-anzahl",
    "/kennzahlen/smart-city-index-rang",
    "/kennzahlen/ratsinformation-produkt",
    "/vergleich",
    "/vergleich",
    "/vergleich",
    "/diagramme/vergleich.svg",
    "/diagramme/vergleich.csv",
    "/diagramme/vergleich.json",
    "/leistungen",
    "/leistungen/wohngeld",
    "/leistungen.csv",
    "/leistungen/wohngeld/kommunen.csv",
    "/daten/leistungen.csv",
    "/produkte.xlsx",
    "/anfragen.json",
    "/kommunen/05314000/leistungen",
    "/kommunen/05314000/aemter",
    "/zusagen",
    "/zusagen.csv",
    "/kommunen/09162000/zusagen",
    "/produkte",
    "/produkte/allris",
    "/produkte/allris/kommunen.json",
    "/anfragen",
    "/anfragen/entwurf",
    "/diagramme/rangliste.svg",
    "/diagramme/verteilung.json",
    "/diagramme/punktkarte.csv",
    "/diagramme/zusagen.svg",
    "/diagramme/umsetzung.json",
    "/diagramme/medienbrueche.csv",
    "/diagramme/themen.svg",
    "/einbetten/rangliste",
];
const KEYS: &[&str] = &[
    "12054000",
    "05158026",
    "05911000",
    "04012000",
    "03359",
    "12",
    "09162000",
    "99999999",
    "",
    "~",
    "abc",
    "120540000",
];
const INDICATORS: &[&str] = &[
    "maengelmeldungen-online",
    "onlinedienste-anzahl",
    "onlinedienste-anteil",
    "smart-city-index-rang",
    "ratsinformation-produkt",
    "gibt-es-nicht",
    "Gross",
];
/// Every parameter with values that are right, wrong, and at the edge.
const PARAMETERS: &[(&str, &[&str])] = &[
    ("von", &["2010", "2018", "2030", "1989", "x", ""]),
    ("bis", &["2010", "2018", "2030", "99999", ""]),
    ("ansicht", &["linie", "tabelle", "matrix", "torte"]),
    ("stand", &["2020-12-31", "2025-02-30", "1800-01-01", "9999-12-31"]),
    ("bekannt", &["r1", "r2", "r99", "r0", "2026-11-21", "2026-11-22"]),
    ("dazu", &["Frankfurt", "Hamburg", "Atlantis", "%", "%00", "12054000"]),
    ("name", &["burg", "Muenchen", "Potsdm", "14467", "%25_", "%F0%9F%92%A9", "a"]),
    ("land", &["01", "05", "16", "17", "5"]),
    ("art", &["kreisfrei", "stadt", "gemeinde", "verband", "kreis", "dorf"]),
    ("groesse", &["ab-500000", "unter-5000", "ab-1", "1", "2", "3"]),
    ("thema", &["hell", "dunkel", "e-akte", "x"]),
    ("kommune", &["12054000", "05314000", "99999999", "abc", ""]),
    ("leistung", &["wohngeld", "gibt-es-nicht", "Gross"]),
    ("auswahl", &["belegt", "alle"]),
    ("feld", &["Bauen+%26+Wohnen", "x"]),
    ("zustand", &["offen", "gehalten", "x"]),
    ("angaben", &["mit", "ohne"]),
    ("sortierung", &["einwohner", "auskunft", "stand", "name", "wert", "x"]),
    ("seite", &["1", "2", "9999", "10001", "-1"]),
    ("q", &["akte", "", "+", "%C3%A4"]),
    ("gruppe", &["alle", "kreisfrei-ab-100000", "kreis", "x"]),
    ("hervorheben", &["12054000", "Potsdam", "Frankfurt", "99999999", "%00"]),
];

fn address(dice: &mut Dice) -> String {
    let mut pairs: Vec<String> = Vec::new();
    if dice.below(2) == 0 {
        let keys: Vec<&str> = (0..dice.below(11)).map(|_| dice.of(KEYS)).collect();
        pairs.push(format!("kommunen={}", keys.join(dice.of(&["~", ",", "%7E"]))));
    }
    if dice.below(2) == 0 {
        let slugs: Vec<&str> = (0..=dice.below(4)).map(|_| dice.of(INDICATORS)).collect();
        pairs.push(format!("kennzahl={}", slugs.join("~")));
    }
    for _ in 0..dice.below(4) {
        let (name, values) = PARAMETERS[dice.below(PARAMETERS.len())];
        pairs.push(format!("{name}={}", dice.of(values)));
    }
    let language = dice.of(&["", "/en"]);
    let path = dice.of(PATHS);
    let path = if path == "/" && language == "/en" { "" } else { path };
    let query = pairs.join("&");
    format!("{language}{path}{}{query}", if query.is_empty() { "" } else { "?" })
}

#[tokio::test]
async fn no_address_of_our_grammar_breaks_the_site() {
    let app = TestApp::one().await;
    let mut dice = Dice(2_026);
    let mut answered = std::collections::BTreeMap::new();
    for _ in 0..TRIES {
        let address = address(&mut dice);
        let reply = app.follow(&address).await;
        assert!([200, 400, 403, 404].contains(&reply.status), "{address} answers {}", reply.status);
        *answered.entry(reply.status).or_insert(0) += 1;
    }
    // A generator that only made nonsense would prove nothing.
    assert!(answered[&200] > TRIES / 4 && answered[&400] > TRIES / 10, "{answered:?}");
}
