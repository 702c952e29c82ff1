//! A finished file, served by nginx: the limit for a page.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use tempfile::TempDir;

use crate::command::find_program;
use crate::guardian::wait;
use crate::postgres::free_port;

/// An nginx that serves one file at `/page`, and its compressed form to those who take it.
pub(super) struct Nginx {
    child: Child,
    place: String,
    _folder: TempDir,
}

/// Serves a compressed page; nothing where nginx is not installed.
pub(super) fn serve(gzip: &[u8]) -> Result<Option<Nginx>> {
    let Some(program) = find_program(&["nginx"]).or_else(|| {
        let debian = std::path::PathBuf::from("/usr/sbin/nginx");
        debian.is_file().then_some(debian)
    }) else {
        return Ok(None);
    };
    let folder = tempfile::Builder::new().prefix("digitalstand-nginx-").tempdir()?;
    let place = format!("127.0.0.1:{}", free_port()?);
    let user = if crate::setup::is_root() { "user root;" } else { "" };
    let root = folder.path().display();
    fs::write(folder.path().join("page.gz"), gzip)?;
    fs::write(folder.path().join("page"), "")?;
    let settings = format!(
        "{user} daemon off; pid {root}/pid; error_log {root}/log; worker_processes 2;\n\
         events {{ worker_connections 4096; }}\n\
         http {{ access_log off; sendfile on; open_file_cache max=10; keepalive_requests 1000000;\n\
         default_type text/html; client_body_temp_path {root}/b; proxy_temp_path {root}/p;\n\
         fastcgi_temp_path {root}/f; uwsgi_temp_path {root}/u; scgi_temp_path {root}/s;\n\
         server {{ listen {place}; root {root}; gzip_static on; }} }}\n"
    );
    let file = folder.path().join("nginx.conf");
    fs::write(&file, settings)?;
    let child = Command::new(program)
        .args(["-p", &root.to_string(), "-c"])
        .arg(&file)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("could not start nginx")?;
    let nginx = Nginx { child, place, _folder: folder };
    for _ in 0..100 {
        if std::net::TcpStream::connect(&nginx.place).is_ok() {
            return Ok(Some(nginx));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    bail!("nginx did not start")
}

impl Nginx {
    /// Where it listens.
    pub(super) fn place(&self) -> &str {
        &self.place
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Asked by name, it ends its workers too.
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        if !wait(&mut self.child, Duration::from_secs(5)) && self.child.kill().is_ok() {
            let _ = self.child.wait();
        }
    }
}
