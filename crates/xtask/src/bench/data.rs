//! A country of data, the same on every run: gaps, dates known to the day, month, quarter or year, and corrections.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use domain::catalogue::Measure;
use domain::{Catalogue, Reuse, ValueKind};

use super::Size;
use crate::workspace::Workspace;

const MUNICIPALITIES: usize = 10_751;
const INDICATORS: usize = 30;
/// From 2020 to 2025.
const QUARTERS: u64 = 24;
/// Of a hundred cells, so many are empty.
const GAPS: u64 = 20;
/// One of so many cells is corrected later.
const CORRECTED: u64 = 100;
/// Where the official register lies when it lies beside this repository.
const REGISTER: &str = "../shared/data/GV100AD_31082025.txt";
const HEADING: &str = "kommune,kennzahl,stand,stimme,zustand,wert,genauigkeit,zaehler,nenner,zeitraum_von,\
     quelle_titel,quelle_adresse,quelle_stand,quelle_erfasst,quelle_art,quelle_nutzung,fundstelle,anmerkung";

/// The files of a run, and what is in them.
pub(super) struct World {
    /// Where the files are.
    pub(super) folder: PathBuf,
    /// What is imported first: the kind of import, and its file.
    pub(super) bodies: Vec<(&'static str, PathBuf)>,
    /// The facts.
    pub(super) facts: PathBuf,
    /// One in a hundred of them with another value.
    pub(super) corrections: PathBuf,
    keys: Vec<String>,
    indicators: Vec<String>,
}

/// A cell as it must read after both imports.
pub(super) struct Cell {
    /// Key of the municipality.
    pub(super) body: String,
    /// Slug of the indicator.
    pub(super) indicator: String,
    /// The date as the file has it.
    pub(super) date: String,
    /// The number.
    pub(super) value: u32,
}

impl World {
    /// Writes the files, unless they are there from an earlier run.
    pub(super) fn make(workspace: &Workspace, size: Size) -> Result<Self> {
        let folder = workspace.target.join(format!("bench/{size:?}"));
        fs::create_dir_all(&folder)?;
        let register = workspace.root.join(REGISTER);
        let (bodies, all) = if register.is_file() {
            (("register", register.clone()), keys_of(&register)?)
        } else {
            println!("the official register is not beside this repository: its keys are made up");
            let file = folder.join("bodies.csv");
            let keys: Vec<String> = (0..MUNICIPALITIES).map(invented).collect();
            write_bodies(&file, &keys)?;
            (("bodies", file), keys)
        };
        let keys: Vec<String> = match size {
            Size::M => all,
            Size::S => all.iter().step_by(all.len().div_ceil(100)).cloned().collect(),
        };
        let world = Self {
            facts: folder.join("facts.csv"),
            corrections: folder.join("corrections.csv"),
            folder,
            bodies: vec![bodies],
            keys,
            indicators: indicators()?,
        };
        world.write()?;
        Ok(world)
    }

    fn write(&self) -> Result<()> {
        if self.corrections.is_file() && self.facts.is_file() {
            return Ok(());
        }
        println!("writing {}", self.facts.display());
        let mut facts = begin(&self.facts)?;
        let corrections = self.corrections.with_extension("part");
        let mut corrected = begin(&corrections)?;
        for (body, key) in self.keys.iter().enumerate() {
            for (indicator, slug) in self.indicators.iter().enumerate() {
                for quarter in 0..QUARTERS {
                    let dice = dice(body, indicator, quarter);
                    if dice.is_gap() {
                        continue;
                    }
                    line(&mut facts, key, slug, &dice.date(quarter), dice.value())?;
                    if dice.is_corrected() {
                        line(&mut corrected, key, slug, &dice.date(quarter), dice.value() + 1)?;
                    }
                }
            }
        }
        facts.flush()?;
        corrected.flush()?;
        // Only a whole file has its name.
        Ok(fs::rename(corrections, &self.corrections)?)
    }

    /// Cells all over the data.
    pub(super) fn some_cells(&self, count: u64) -> Vec<Cell> {
        let cell = |number: u64| {
            let place =
                |salt: u64, of: usize| usize::try_from(mix(number * 3 + salt) % of as u64).unwrap_or(0);
            let (body, indicator) = (place(0, self.keys.len()), place(1, self.indicators.len()));
            let quarter = mix(number * 3 + 2) % QUARTERS;
            let dice = dice(body, indicator, quarter);
            (!dice.is_gap()).then(|| Cell {
                body: self.keys[body].clone(),
                indicator: self.indicators[indicator].clone(),
                date: dice.date(quarter),
                value: dice.value() + u32::from(dice.is_corrected()),
            })
        };
        (0..).filter_map(cell).take(usize::try_from(count).unwrap_or(0)).collect()
    }

    /// The page of an indicator.
    pub(super) fn ranking(&self, number: usize) -> String {
        format!("/kennzahlen/{}", self.indicators[number % self.indicators.len()])
    }

    /// The pages of all indicators, in both languages.
    pub(super) fn rankings(&self) -> Vec<String> {
        let german = (0..self.indicators.len()).map(|number| self.ranking(number));
        german.clone().chain(german.map(|path| format!("/en{path}"))).collect()
    }

    /// The ranking of every indicator among towns of a district below 20,000 inhabitants, as a file of this kind.
    pub(super) fn ranking_files(&self, extension: &str) -> Vec<String> {
        let path =
            |slug| format!("/diagramme/rangliste.{extension}?kennzahl={slug}&gruppe=stadt-unter-20000");
        self.indicators.iter().map(path).collect()
    }

    /// Comparisons of eight towns each, as a file of this kind.
    pub(super) fn series(&self, extension: &str) -> Vec<String> {
        let towns = |set: usize| {
            let keys = (0..8).map(|town| self.keys[(set * 131 + town * 977) % self.keys.len()].as_str());
            keys.collect::<Vec<_>>().join("~")
        };
        let path = |set: usize| {
            let indicator = &self.indicators[set % self.indicators.len()];
            format!("/diagramme/vergleich.{extension}?kommunen={}&kennzahl={indicator}", towns(set))
        };
        (0..500).map(path).collect()
    }

    /// The pages of some towns.
    pub(super) fn towns(&self) -> Vec<String> {
        let towns = (0..500).map(|number| &self.keys[number * 37 % self.keys.len()]);
        towns.map(|key| format!("/kommunen/{key}")).collect()
    }

    /// Keys of municipalities and slugs of indicators.
    pub(super) fn names(&self) -> (&[String], &[String]) {
        (&self.keys, &self.indicators)
    }
}

/// The first indicators that count things at a moment.
fn indicators() -> Result<Vec<String>> {
    let catalogue = Catalogue::bundled().map_err(|error| anyhow::anyhow!("{error}"))?;
    let counts = catalogue.indicators().iter().filter(|indicator| {
        indicator.kind == ValueKind::Count
            && indicator.measure == Measure::Stock
            && indicator.reuse == Reuse::Open
    });
    let slugs: Vec<String> = counts.take(INDICATORS).map(|indicator| indicator.slug.to_string()).collect();
    ensure!(slugs.len() == INDICATORS, "the catalogue has only {} indicators that count", slugs.len());
    Ok(slugs)
}

/// The keys of the municipalities of a register.
fn keys_of(register: &Path) -> Result<Vec<String>> {
    let text = fs::read(register).with_context(|| format!("{} cannot be read", register.display()))?;
    let text = String::from_utf8_lossy(&text).into_owned();
    let cut =
        |line: &str, from: usize, to: usize| line.chars().skip(from).take(to - from).collect::<String>();
    let towns = text.lines().filter(|line| line.starts_with("60"));
    let towns = towns.filter(|line| !matches!(cut(line, 122, 124).as_str(), "65" | "66"));
    Ok(towns.map(|line| cut(line, 10, 18)).collect())
}

/// A key that looks like one of a municipality.
fn invented(number: usize) -> String {
    format!("{:02}{:06}", number % 16 + 1, 1_000 + number / 16)
}

fn write_bodies(file: &Path, keys: &[String]) -> Result<()> {
    let mut output = BufWriter::new(File::create(file)?);
    writeln!(output, "schluessel,ebene,ars,name,art,einwohner,einwohner_stand,lat,lon,kreis,verband")?;
    for (number, key) in keys.iter().enumerate() {
        writeln!(
            output,
            "{key},gemeinde,,Ort {number},Gemeinde,{},2024-12-31,,,,",
            500 + number * 17 % 90_000
        )?;
    }
    Ok(output.flush()?)
}

fn begin(file: &Path) -> Result<BufWriter<File>> {
    let mut output = BufWriter::with_capacity(1 << 20, File::create(file)?);
    writeln!(output, "{HEADING}")?;
    Ok(output)
}

fn line(output: &mut impl std::io::Write, key: &str, slug: &str, date: &str, value: u32) -> Result<()> {
    Ok(writeln!(
        output,
        "{key},{slug},{date},verwaltung,belegt,{value},genau,,,,Bericht der Verwaltung,https://example.org/{key},,\
         2026-11-22,webseite,offen,,"
    )?)
}

/// What chance decides about a cell, always in the same way.
struct Dice(u64);

fn dice(body: usize, indicator: usize, quarter: u64) -> Dice {
    Dice(mix((body as u64) << 32 | (indicator as u64) << 16 | quarter))
}

/// Numbers that look random (`SplitMix64`).
pub(super) fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

impl Dice {
    fn is_gap(&self) -> bool {
        self.0 % 100 < GAPS
    }

    fn is_corrected(&self) -> bool {
        (self.0 >> 8).is_multiple_of(CORRECTED)
    }

    fn value(&self) -> u32 {
        u32::try_from((self.0 >> 16) % 500).unwrap_or(0)
    }

    /// A date in a quarter; no other quarter has the same.
    fn date(&self, quarter: u64) -> String {
        let (year, of_year) = (2020 + quarter / 4, quarter % 4);
        let month = of_year * 3 + 1 + (self.0 >> 32) % 3;
        match (self.0 >> 40) % 10 {
            0..=2 => format!("{year}-{month:02}-{:02}", (self.0 >> 48) % 28 + 1),
            3..=5 => format!("{year}-{month:02}"),
            6 if of_year == 3 => format!("{year}"),
            _ => format!("{year}-Q{}", of_year + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invented_keys_are_different_and_fit_a_municipality() {
        let keys: std::collections::BTreeSet<String> = (0..MUNICIPALITIES).map(invented).collect();
        assert_eq!(keys.len(), MUNICIPALITIES);
        assert!(keys.iter().all(|key| domain::BodyKey::parse(key).is_some()));
    }

    #[test]
    fn about_one_cell_in_five_is_a_gap_and_every_date_can_be_read() {
        let all: Vec<(Dice, u64)> = (0..50)
            .flat_map(|body| (0..QUARTERS).map(move |quarter| (dice(body, 1, quarter), quarter)))
            .collect();
        let gaps = all.iter().filter(|(dice, _)| dice.is_gap()).count();
        assert!((all.len() / 6..all.len() / 4).contains(&gaps), "{gaps} of {}", all.len());
        assert!(all.iter().all(|(dice, quarter)| domain::PartialDate::parse(&dice.date(*quarter)).is_some()));
    }
}
