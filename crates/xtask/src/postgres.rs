//! A PostgreSQL cluster of our own for the time of a test run.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use tempfile::TempDir;

use crate::command::run_quietly;
use crate::guardian::Guardian;
use crate::setup::is_root;

/// Stops the cluster and removes its folder; without waiting for anything, since nobody needs the data.
const CLEAN_UP: &str =
    r#"folder=$1; shift; cd /; "$@" -D "$folder/data" -m immediate stop; rm -rf "$folder""#;

/// A running cluster; it is gone when this is dropped, and also when this process is killed.
pub(crate) struct Cluster {
    // Dropped first: the server stops before its folder goes.
    _guardian: Guardian,
    folder: TempDir,
    address: String,
}

impl Cluster {
    /// Starts a cluster with the programs of a folder; anyone on this machine may connect to it.
    pub(crate) fn start(programs: &Path) -> Result<Self> {
        let account = Account::find();
        let folder = tempfile::Builder::new().prefix("digitalstand-postgres-").tempdir()?;
        account.own(folder.path())?;
        let data = folder.path().join("data");
        let mut initdb = account.command(&programs.join("initdb"), folder.path());
        // The order of the C locale is the same on every machine, and is what SQLite does.
        initdb.args([
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "--pgdata",
        ]);
        run_quietly(initdb.arg(&data))?;
        let port = free_port()?;
        configure(&data, folder.path(), port)?;
        let pg_ctl = programs.join("pg_ctl");
        let guardian = guard(&account, folder.path(), &pg_ctl)?;
        let mut start = account.command(&pg_ctl, folder.path());
        start.args(["-w", "-t", "60", "-l"]).arg(folder.path().join("log")).arg("-D").arg(&data).arg("start");
        // Not through pipes: the server would keep them open for as long as it runs.
        let (quiet, loud) = (std::process::Stdio::null(), std::process::Stdio::inherit());
        crate::command::run(start.stdout(quiet).stderr(loud)).with_context(|| log(folder.path()))?;
        let address = format!("postgres://postgres@127.0.0.1:{port}/postgres");
        Ok(Self { _guardian: guardian, folder, address })
    }

    /// Where everything of the cluster is, its log too.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where tests connect.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

/// Asks for no durability at all, and for a socket and a port that nobody else uses.
fn configure(data: &Path, sockets: &Path, port: u16) -> Result<()> {
    let mut file = OpenOptions::new().append(true).open(data.join("postgresql.conf"))?;
    let settings = [
        "fsync = off".to_owned(),
        "synchronous_commit = off".to_owned(),
        "full_page_writes = off".to_owned(),
        // Every test has a database and a pool of its own, and tests run side by side.
        "max_connections = 200".to_owned(),
        format!("port = {port}"),
        "listen_addresses = '127.0.0.1'".to_owned(),
        format!("unix_socket_directories = '{}'", sockets.display()),
    ];
    writeln!(file, "{}", settings.join("\n")).context("could not write postgresql.conf")
}

fn guard(account: &Account, folder: &Path, pg_ctl: &Path) -> Result<Guardian> {
    let folder = folder.to_str().context("the folder for temporary files has no readable name")?;
    let pg_ctl = pg_ctl.to_str().context("the folder of PostgreSQL has no readable name")?;
    let mut words = vec![folder];
    words.extend(account.prefix());
    words.push(pg_ctl);
    Guardian::start(CLEAN_UP, &words)
}

/// What the server wrote before it failed.
fn log(folder: &Path) -> String {
    fs::read_to_string(folder.join("log")).unwrap_or_else(|_| "PostgreSQL wrote no log".to_owned())
}

/// Who runs the server: it refuses to be root.
enum Account {
    Ourselves,
    Other(&'static str),
}

impl Account {
    fn find() -> Self {
        let exists = |name: &str| run_quietly(Command::new("id").args(["-u", name])).is_ok();
        match (is_root(), exists("postgres")) {
            (false, _) => Self::Ourselves,
            (true, true) => Self::Other("postgres"),
            (true, false) => Self::Other("nobody"),
        }
    }

    /// Gives a folder to the account.
    fn own(&self, folder: &Path) -> Result<()> {
        match self {
            Self::Ourselves => Ok(()),
            Self::Other(name) => run_quietly(Command::new("chown").arg(name).arg(folder)),
        }
    }

    /// What comes before a program so that the account runs it.
    fn prefix(&self) -> Vec<&'static str> {
        match self {
            Self::Ourselves => vec![],
            Self::Other(name) => vec!["runuser", "-u", name, "--"],
        }
    }

    fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = match self.prefix().split_first() {
            None => Command::new(program),
            Some((first, rest)) => {
                let mut command = Command::new(first);
                command.args(rest).arg(program);
                command
            }
        };
        // The account may not enter the folder that we are in.
        command.current_dir(folder);
        command
    }
}

/// Returns a port that was free a moment ago.
pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpStream;

    #[test]
    fn a_cluster_answers_while_it_is_held_and_is_gone_afterwards() {
        let Some(programs) = crate::setup::find_postgres() else { return };
        let cluster = Cluster::start(&programs).unwrap();
        let place = cluster.address().split(['@', '/']).nth(3).unwrap().to_owned();
        let folder = cluster.folder().to_path_buf();
        TcpStream::connect(&place).unwrap();
        assert!(folder.join("data/postmaster.pid").is_file());
        drop(cluster);
        assert!(TcpStream::connect(&place).is_err());
        assert!(!folder.exists());
    }
}
