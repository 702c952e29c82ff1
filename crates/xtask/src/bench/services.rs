//! What a whole country says about its services: made, imported, and asked for.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Result;
use domain::Catalogue;

use super::Options;
use super::data::{World, mix};
use super::load::Load;
use super::product::{self, Imported, Product};
use super::table::Table;

/// Services that are asked about everywhere.
const SERVICES: usize = 60;
/// Of a hundred bodies and services, so many have nothing on record.
const GAPS: u64 = 20;
/// One in so many has an earlier record too, from when it was only planned.
const MOVED: u64 = 3;
const HEADING: &str = "kommune,leistung,stand,stimme,zustand,umsetzung,skala,skala_version,stufe,hindernis,online_seit,\
     zugesagt_fuer,weg,zustaendig,adresse,e_payment,zahlungsarten,produkt,anmeldung,landesportal,bundesportal,antrag,\
     eingang,fachverfahren,eakte,bescheid,zahlung,zeitraum_von,antraege,antraege_online,genauigkeit,begruendung,\
     quelle_titel,quelle_adresse,quelle_stand,quelle_erfasst,quelle_art,quelle_nutzung,fundstelle,anmerkung";
/// Columns between stage and source, of which nothing is said.
const EMPTY: &str = ",,,,,,,,,,,,,,,,,,,,,,,,,,";
const STAGES: [&str; 4] = ["online", "online", "in-arbeit", "nicht-angeboten"];

/// The file of a run, and the services in it.
pub(super) struct Services {
    /// The records.
    pub(super) file: PathBuf,
    slugs: Vec<String>,
}

impl Services {
    /// Writes the file, unless it is there from an earlier run.
    pub(super) fn make(world: &World) -> Result<Self> {
        let catalogue = Catalogue::bundled().map_err(|error| anyhow::anyhow!("{error}"))?;
        let entries = catalogue.services().entries.iter().take(SERVICES);
        let slugs: Vec<String> = entries.map(|entry| entry.service.slug.to_string()).collect();
        let services = Self { file: world.folder.join("services.csv"), slugs };
        if !services.file.is_file() {
            println!("writing {}", services.file.display());
            let part = services.file.with_extension("part");
            services.write(world, BufWriter::new(File::create(&part)?))?;
            // Only a whole file has its name.
            fs::rename(part, &services.file)?;
        }
        Ok(services)
    }

    fn write(&self, world: &World, mut output: BufWriter<File>) -> Result<()> {
        writeln!(output, "{HEADING}")?;
        for (body, key) in world.names().0.iter().enumerate() {
            for (place, slug) in self.slugs.iter().enumerate() {
                let dice = mix((body as u64) << 16 | place as u64);
                if dice % 100 < GAPS {
                    continue;
                }
                let month = (dice >> 8) % 12 + 1;
                let mut line = |year: u64, stage: &str| {
                    writeln!(
                        output,
                        "{key},{slug},{year}-{month:02},verwaltung,belegt,{stage}{EMPTY},Bericht der Verwaltung,\
                         https://example.org/{key},,2026-11-22,webseite,offen,,"
                    )
                };
                if (dice >> 16).is_multiple_of(MOVED) {
                    line(2021 + (dice >> 24) % 2, "geplant")?;
                }
                let stage = usize::try_from((dice >> 32) % 4).unwrap_or(0);
                line(2023 + (dice >> 24) % 3, STAGES[stage])?;
            }
        }
        Ok(output.flush()?)
    }

    /// Slugs of the services.
    pub(super) fn slugs(&self) -> &[String] {
        &self.slugs
    }

    /// Asks for the pages and files of services.
    ///
    /// Titles carry the number of the job whose goal they share.
    pub(super) fn jobs(&self, world: &World) -> [(&'static str, &'static str, Vec<String>); 6] {
        let slugs = |form: &dyn Fn(&String) -> String| self.slugs.iter().map(form).collect();
        let towns = |form: &dyn Fn(&String) -> String| {
            let keys = world.names().0;
            (0..500).map(|number| form(&keys[number * 37 % keys.len()])).collect()
        };
        [
            ("P2", LIST, slugs(&|slug| format!("/leistungen/{slug}"))),
            ("P2", SEARCH, LETTERS.chars().map(|letter| format!("/leistungen?name={letter}")).collect()),
            ("P3", ALL, slugs(&|slug| format!("/leistungen/{slug}/kommunen.json"))),
            ("P3", GROWTH, slugs(&|slug| format!("/diagramme/umsetzung.json?leistung={slug}"))),
            ("P4", STAGES_OF_TOWN, towns(&|key| format!("/diagramme/umsetzung.json?kommune={key}"))),
            ("P5", TOWN, towns(&|key| format!("/kommunen/{key}/leistungen"))),
        ]
    }
}

/// Titles that a peer has too.
pub(super) const LIST: &str = "P2 one service in all towns, page";
/// The services with a letter in their name, which are most of them.
const SEARCH: &str = "P2 services by name, page";
const LETTERS: &str = "abcdefghiklmnoprstuwz";
/// One service over time, counted over all towns.
const GROWTH: &str = "P3 one service over time, JSON";
/// How far every town is with a service.
pub(super) const ALL: &str = "P3 one service in all towns, JSON";
/// The services of a town over time.
pub(super) const STAGES_OF_TOWN: &str = "P4 services of a town over time, JSON";
/// The services of a town.
pub(super) const TOWN: &str = "P5 services of a town, page";

/// Imports the records and asks for what is made of them, with the cache off.
pub(super) fn measure(
    binary: &Path,
    database: &str,
    world: &World,
    options: &Options,
    load: Load,
    table: &mut Table,
) -> Result<()> {
    let services = Services::make(world)?;
    let Imported { seconds, peak_mib, said } =
        product::import(binary, database, "services-status", &services.file)?;
    println!("{said}");
    table.plain("import of services, SQLite", &format!("{seconds:.1} s, peak {peak_mib} MiB"), "", None);
    let product = Product::start(binary, database, 0)?;
    for (number, title, paths) in services.jobs(world) {
        if options.wants(number) {
            table.job(title, "product, cache off", &load.run(product.place(), &paths)?);
        }
    }
    product.stop()
}
