//! Settings, read once from flags and environment. There is no secret among them but the database's address.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The state of digitalisation in German municipalities, as a website.
#[derive(Debug, Parser)]
#[command(name = "digitalstand", version, arg_required_else_help = true)]
pub struct Arguments {
    #[command(flatten)]
    /// Settings of every command.
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Settings of every command.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Where the data are kept: `sqlite:PATH` or `postgres://USER@HOST/NAME`. The folder of a SQLite file is made when
    /// it is missing.
    #[arg(
        long,
        env = "DATABASE_URL",
        global = true,
        hide_env_values = true,
        default_value = "sqlite:data/digitalstand.sqlite"
    )]
    pub database_url: String,
    /// Form of the log on standard error.
    #[arg(long, env = "DIGITALSTAND_LOG_FORMAT", global = true, value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
    /// What is logged: a level, or levels by module, such as `info,sqlx=warn`.
    #[arg(long, env = "DIGITALSTAND_LOG", global = true, default_value = "info,sqlx=warn")]
    pub log: String,
}

/// Form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Runs the website. An empty database is set up and filled with the bundled facts first.
    Serve(Serve),
    /// Brings the database up to date and loads the bundled catalogue and facts.
    Migrate,
    /// Brings data in: all of a file, or nothing of it.
    Import {
        /// What the file holds.
        #[command(subcommand)]
        what: Import,
    },
    /// Writes data to standard output.
    Export {
        /// What to write.
        #[command(subcommand)]
        what: Export,
    },
    /// Checks settings, database, catalogue and assets, and says what is there.
    Check,
}

/// What can be imported.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Facts in the long format (see `export facts`).
    Facts(Table),
    /// What is on record about services (see `export services-status`).
    ServicesStatus(Table),
    /// What is read as a whole.
    #[command(flatten)]
    Small(SmallImport),
}

/// A CSV file, and why it comes in.
#[derive(Debug, Args)]
pub struct Table {
    /// The CSV file.
    pub file: PathBuf,
    /// Why, for the history.
    #[arg(long, default_value = "import")]
    pub reason: String,
}

/// What can be imported and is small enough to be read as a whole.
#[derive(Debug, Subcommand)]
pub enum SmallImport {
    /// Bodies: municipalities, districts, Länder.
    Bodies(Table),
    /// What is on record about departments (see `export departments`).
    Departments(Table),
    /// What was said about promises (see `export promises`).
    Promises(Table),
    /// The official register of municipalities (Destatis, GV100AD, fixed width). Bodies that a newer edition lacks
    /// are closed and reported.
    Register(Register),
    /// A national catalogue of services: a CSV file with the columns `leika_key`, `name`, `leika_typ`, `ozg_id`,
    /// `ozg_name`, `themenfeld` and `lebenslage`.
    Services {
        /// The CSV file.
        file: PathBuf,
        /// Name and edition of the catalogue.
        #[arg(long, default_value = "OZG")]
        edition: String,
    },
    /// Who took over dissolved bodies: a CSV file with the columns `schluessel` and `nachfolger`.
    Successors {
        /// The CSV file.
        file: PathBuf,
    },
}

/// An edition of the official register.
#[derive(Debug, Args)]
pub struct Register {
    /// The text file of the edition.
    pub file: PathBuf,
    /// The day on which inhabitants were counted, such as 2024-12-31. Default: the last day of the year before the
    /// edition.
    #[arg(long, value_parser = day)]
    pub population_on: Option<domain::Day>,
    /// Where bodies lie, which the register does not say: a CSV file with the columns `schluessel`, `lat` and `lon`.
    #[arg(long)]
    pub places: Option<PathBuf>,
    /// Close bodies even when more than one in twenty is missing, as in an incomplete file.
    #[arg(long)]
    pub close_many: bool,
}

/// What can be exported.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum Export {
    /// All facts that hold now, in the long format that `import facts` reads.
    Facts,
    /// What is on record about services now, as `import services-status` reads it.
    ServicesStatus,
    /// What is on record about departments now, as `import departments` reads it.
    Departments,
    /// What was said about promises, as `import promises` reads it.
    Promises,
}

/// Settings of the website.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// Address and port to listen on.
    #[arg(long, env = "DIGITALSTAND_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// Public address of the website, as it stands in citations and links, without a slash at the end.
    /// Default: http and the listening address.
    #[arg(long, env = "DIGITALSTAND_BASE_URL", value_parser = base_address)]
    pub base_url: Option<String>,
    /// Name of the operator, shown at the foot of every page.
    #[arg(long, env = "DIGITALSTAND_OPERATOR", default_value = "")]
    pub operator: String,
    /// Mail address of the operator, shown beside the name.
    #[arg(long, env = "DIGITALSTAND_CONTACT", default_value = "", value_parser = mail_address)]
    pub contact: String,
    /// Folder with the texts of the legal pages: `impressum.de.txt`, `datenschutz.de.txt`,
    /// `barrierefreiheit.de.txt`, and the same with `.en.txt`. Pages without a file say what the program itself knows.
    #[arg(long, env = "DIGITALSTAND_LEGAL_DIR")]
    pub legal_dir: Option<PathBuf>,
    /// Mebibytes of rendered pages and charts to keep in memory; 0 renders every answer anew.
    #[arg(long, env = "DIGITALSTAND_CACHE_MB", default_value_t = 32)]
    pub cache_mb: u64,
}

fn day(text: &str) -> Result<domain::Day, String> {
    domain::Day::parse(text).ok_or_else(|| "expected a day such as 2024-12-31".to_owned())
}

fn base_address(text: &str) -> Result<String, String> {
    let trimmed = text.trim_end_matches('/');
    let path = trimmed.split_once("://").map(|(_, rest)| rest.contains('/'));
    if domain::source::is_address(trimmed) && path == Some(false) {
        Ok(trimmed.to_owned())
    } else {
        Err("expected an address such as https://digitalstand.example, without a path".to_owned())
    }
}

fn mail_address(text: &str) -> Result<String, String> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "@.-_+".contains(letter);
    if text.is_empty() || (text.chars().all(plain) && text.matches('@').count() == 1) {
        Ok(text.to_owned())
    } else {
        Err("expected a mail address".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_base_address_has_a_scheme_and_no_path() {
        assert_eq!(base_address("https://x.example/").as_deref(), Ok("https://x.example"));
        assert!(base_address("x.example").is_err() && base_address("https://x.example/a").is_err());
        assert!(mail_address("a@b.de").is_ok() && mail_address("a@b.de?x").is_err());
    }
}
