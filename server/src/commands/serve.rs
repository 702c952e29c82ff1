//! `digitalstand serve`.

use anyhow::Context;
use app::page::Site;
use tokio::net::TcpListener;

use crate::clock::Clock;
use crate::config::{Common, Serve};
use crate::state::{AppState, Parts};
use crate::{assets, legal, listen, router};

pub(super) async fn run(common: &Common, settings: Serve) -> anyhow::Result<()> {
    if settings.listen.ip().is_unspecified() && settings.base_url.is_none() {
        anyhow::bail!("set DIGITALSTAND_BASE_URL: {} is no address that a reader could use", settings.listen);
    }
    let assets = assets::names()?;
    let (db, catalogue) = super::prepared(common).await?;
    let listener = TcpListener::bind(settings.listen)
        .await
        .with_context(|| format!("cannot listen on {}; is it in use?", settings.listen))?;
    let address = format!("http://{}", listener.local_addr()?);
    let legal = settings.legal_dir.as_deref().map(legal::read).transpose()?.unwrap_or_default();
    let site = Site {
        base: settings.base_url.unwrap_or_else(|| address.clone()),
        operator: settings.operator,
        contact: settings.contact,
        legal,
    };
    let parts = Parts {
        db: db.clone(),
        catalogue,
        site,
        assets,
        clock: Clock::System,
        cache_bytes: settings.cache_mb << 20,
    };
    let state = AppState::new(parts).await?;
    let looking = tokio::spawn(state.clone().keep_looking());
    tracing::info!(%address, "ready");
    #[expect(clippy::print_stdout, reason = "a person at the command line, or a script, waits for this")]
    {
        println!("Digitalstand is running at {address}");
    }
    let served = listen::serve(listener, router(state), listen::signal()).await;
    looking.abort();
    db.close().await;
    tracing::info!("stopped");
    served
}
