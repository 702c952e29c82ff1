//! Random histories: what a release does to all its records at once is what it would do to one after the other.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Cell, NoValue, PartialDate, Voice};

use super::*;
use crate::observations::{self, Order};
use crate::testing::{databases, number, town};
use crate::{AsOf, Db, overview};

const TOWNS: [&str; 3] = ["12054000", "03241001", "05111000"];
const INDICATORS: [&str; 2] = ["onlinedienste-anzahl", "e-akte-nutzende"];
const DATES: [&str; 5] = ["", "2024", "2024-12", "2024-12-31", "2025-Q1"];

/// Numbers that look random and are the same on every run (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    fn observation(&mut self) -> Observation {
        let (town, indicator, date) = (self.below(3), self.below(2), self.below(5));
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let value = self.below(3) as f64;
        let mut drawn = number(TOWNS[town], INDICATORS[indicator], DATES[date], value);
        if self.below(5) == 0 {
            drawn.cell = Cell::Missing(NoValue::ALL[self.below(NoValue::ALL.len())]);
        }
        drawn.voice = [Voice::Administration, Voice::Press][self.below(2)];
        drawn.note = ["", "nur das Portal"][self.below(2)].to_owned();
        drawn.source.title = ["Bericht", "Haushalt"][self.below(2)].to_owned();
        drawn.source.retrieved_on = Day::from_number(20_779 + i32::try_from(self.below(2)).unwrap());
        drawn.source.published = PartialDate::parse(["", "2026"][self.below(2)]);
        drawn
    }

    /// Up to 30 records, each cell once.
    fn observations(&mut self) -> Vec<Observation> {
        let mut seen = BTreeSet::new();
        let drawn: Vec<_> = (0..self.below(30)).map(|_| self.observation()).collect();
        drawn.into_iter().filter(|record| seen.insert(cell(record))).collect()
    }
}

type Key = (String, String, String, Day, &'static str);

fn cell(record: &Observation) -> Key {
    let date = record.valid_on.map_or_else(String::new, |date| date.to_string());
    let on = record.valid_on.map_or(record.source.retrieved_on, PartialDate::last_day);
    (record.body.to_string(), record.indicator.to_string(), date, on, record.voice.word())
}

/// What the rules say, record by record.
#[derive(Default)]
struct Model {
    /// Every record with the actor, since when and until when it held.
    history: Vec<(Observation, &'static str, i64, i64)>,
    revision: i64,
}

impl Model {
    fn release(&mut self, actor: &'static str, records: &[Observation]) -> Outcome {
        let (mut outcome, next) = (Outcome::default(), self.revision + 1);
        for record in records {
            let held = self.history.iter_mut().find(|row| row.3 == i64::MAX && cell(&row.0) == cell(record));
            match held {
                Some(held) if held.0 == *record => outcome.unchanged += 1,
                Some(held) if actor == "product" && held.1 != actor => outcome.unchanged += 1,
                held => {
                    if let Some(held) = held {
                        held.3 = next;
                        outcome.corrected += 1;
                    } else {
                        outcome.added += 1;
                    }
                    self.history.push((record.clone(), actor, next, i64::MAX));
                    outcome.revision = Some(Revision(next));
                }
            }
        }
        self.revision = outcome.revision.map_or(self.revision, |revision| revision.0);
        outcome
    }

    fn known(&self, revision: i64) -> BTreeMap<Key, Observation> {
        let rows = self.history.iter().filter(|row| row.2 <= revision && row.3 > revision);
        rows.map(|row| (cell(&row.0), row.0.clone())).collect()
    }

    fn headlines(&self, indicator: &str) -> BTreeMap<String, Observation> {
        let mut known: Vec<_> = self.known(self.revision).into_values().collect();
        // The order of precision codes is that of the words: day, month, quarter, year.
        let precision = |record: &Observation| record.valid_on.map(|date| "dmqy".find(date.precision()));
        known.sort_by_key(|record| {
            (record.cell.value().is_none(), record.headline_order(), precision(record))
        });
        let mut headlines = BTreeMap::new();
        for record in known.into_iter().filter(|record| record.indicator.as_str() == indicator) {
            headlines.entry(record.body.to_string()).or_insert(record);
        }
        headlines.retain(|_, record| record.cell.value().is_some());
        headlines
    }
}

async fn stored(db: &Db, catalogue: &Catalogue, known: Option<i64>) -> BTreeMap<Key, Observation> {
    let mut found = BTreeMap::new();
    for key in TOWNS {
        let as_of = AsOf { known: known.map(Revision), valid: None };
        let records = observations::of_body(db, catalogue, &town(key, "").key, as_of).await.unwrap();
        found.extend(records.into_iter().map(|record| (cell(&record), record)));
    }
    found
}

async fn check(db: &Db, catalogue: &Catalogue, model: &Model) {
    assert_eq!(stored(db, catalogue, None).await, model.known(model.revision));
    for name in INDICATORS {
        let indicator = catalogue.indicators().iter().find(|known| known.slug.as_str() == name).unwrap();
        let rows = observations::headlines(db, indicator, None, Order::Name, 10).await.unwrap();
        let found: BTreeMap<_, _> =
            rows.into_iter().map(|row| (row.body.key.to_string(), row.observation)).collect();
        assert_eq!(found, model.headlines(name));
        let counts = overview::indicators(db).await.unwrap();
        let count = counts.iter().find(|count| count.indicator == indicator.slug);
        assert_eq!(usize::try_from(count.map_or(0, |count| count.bodies)).unwrap(), found.len());
        let newest = found.values().filter_map(|record| record.valid_on.map(PartialDate::last_day)).max();
        assert_eq!(count.and_then(|count| count.newest), newest);
        for (body, points, _) in observations::longest(db, indicator, 10).await.unwrap() {
            let dated = model.known(model.revision).into_values().filter(|record| {
                (record.body == body && record.indicator.as_str() == name)
                    && record.cell.value().is_some()
                    && record.valid_on.is_some()
            });
            assert_eq!(usize::try_from(points).unwrap(), dated.count());
        }
    }
    let counts = overview::counts(db).await.unwrap();
    assert_eq!(usize::try_from(counts.observations).unwrap(), model.known(model.revision).len());
}

async fn release(db: &Db, actor: &Actor, staged: Option<&Catalogue>, records: &[Observation]) -> Outcome {
    let on = Day::from_number(20_800);
    let Some(catalogue) = staged else {
        let mut tx = db.begin().await.unwrap();
        let outcome = facts(&mut tx, actor, on, "test", records).await.unwrap();
        tx.commit().await.unwrap();
        return outcome;
    };
    let mut import = Import::<Observation>::begin(db).await.unwrap();
    for (line, record) in (2..).zip(records) {
        import.add(line, record).await.unwrap();
    }
    assert_eq!(import.end().await.unwrap(), []);
    import.release(actor, on, "test", catalogue.services()).await.unwrap()
}

async fn with_towns(db: &Db) -> Catalogue {
    let catalogue_data = Catalogue::bundled().unwrap();
    super::tests::add_towns(db, &TOWNS.map(|key| town(key, key))).await;
    let mut tx = db.begin().await.unwrap();
    catalogue(&mut tx, &Actor::command_line(), &catalogue_data).await.unwrap();
    tx.commit().await.unwrap();
    catalogue_data
}

#[tokio::test]
async fn releasing_many_at_once_is_releasing_one_after_the_other() {
    for seed in 0..6 {
        for db in databases().await {
            let catalogue = with_towns(&db).await;
            let (mut dice, mut model) = (Dice(seed), Model::default());
            let mut editions = BTreeMap::new();
            for _ in 0..8 {
                let records = dice.observations();
                let by_product = dice.below(3) == 0;
                let (actor, word) = if by_product {
                    (Actor::bundled(), "product")
                } else {
                    (Actor::command_line(), "people")
                };
                let outcome =
                    release(&db, &actor, (dice.below(2) == 0).then_some(&catalogue), &records).await;
                assert_eq!(outcome, model.release(word, &records), "seed {seed}");
                check(&db, &catalogue, &model).await;
                editions.insert(model.revision, model.known(model.revision));
            }
            for (revision, known) in editions {
                assert_eq!(stored(&db, &catalogue, Some(revision)).await, known, "seed {seed}");
            }
        }
    }
}

#[tokio::test]
async fn an_import_that_is_not_released_leaves_nothing_and_locks_nobody() {
    for db in databases().await {
        let catalogue = with_towns(&db).await;
        let mut import = Import::<Observation>::begin(&db).await.unwrap();
        let records = Dice(7).observations();
        for (line, record) in (2..).zip(&records) {
            import.add(line, record).await.unwrap();
        }
        let other = [number(TOWNS[0], INDICATORS[0], "2019", 1.0)];
        assert_eq!(release(&db, &Actor::command_line(), None, &other).await.added, 1);
        drop(import);
        assert_eq!(stored(&db, &catalogue, None).await.len(), 1);
        let mut import = Import::<Observation>::begin(&db).await.unwrap();
        import.add(2, &records[0]).await.unwrap();
        import.end().await.unwrap();
        // What others release meanwhile stands before it in the history.
        let other = [number(TOWNS[0], INDICATORS[0], "2020", 1.0)];
        release(&db, &Actor::command_line(), None, &other).await;
        let outcome = import
            .release(&Actor::command_line(), Day::from_number(1), "test", catalogue.services())
            .await
            .unwrap();
        assert_eq!((outcome.revision, outcome.added), (Some(Revision(3)), 1));
        assert_eq!(stored(&db, &catalogue, None).await.len(), 3);
    }
}

#[tokio::test]
async fn a_cell_that_stands_twice_is_found_by_its_line() {
    for db in databases().await {
        with_towns(&db).await;
        let mut import = Import::<Observation>::begin(&db).await.unwrap();
        let record = |date: &str, value| number(TOWNS[0], INDICATORS[0], date, value);
        let records = [record("2024", 1.0), record("", 1.0), record("2024-12", 1.0), record("2024", 2.0)];
        for (line, record) in (2..).zip(&records) {
            import.add(line, record).await.unwrap();
        }
        let twice = Repeated { line: 5, valid_on: PartialDate::parse("2024") };
        assert_eq!(import.end().await.unwrap(), [twice]);
        let mut tx = db.begin().await.unwrap();
        let refused = facts(&mut tx, &Actor::command_line(), Day::from_number(1), "test", &records).await;
        assert!(matches!(refused, Err(StorageError::Twice(_))));
    }
}
