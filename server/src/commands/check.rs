//! `digitalstand check`.

use storage::overview;

use crate::assets;
use crate::config::Common;

/// Says what is there; fails where something is not as it should be.
#[expect(clippy::print_stdout, reason = "a person at the command line reads this")]
pub(super) async fn run(common: &Common) -> anyhow::Result<()> {
    let assets = assets::names()?;
    println!("assets      {}, {}, {} fonts", assets.style, assets.islands, assets.fonts.len());
    let (db, catalogue) = super::prepared(common).await?;
    println!("catalogue   {} topics, {} indicators", catalogue.topics().len(), catalogue.indicators().len());
    let (counts, edition) = (overview::counts(&db).await?, overview::edition(&db).await?);
    println!(
        "database    {} bodies, {} with values, {} facts from {} sources",
        counts.bodies, counts.with_values, counts.observations, counts.sources
    );
    let day = edition.released_on.map(|day| day.to_string()).unwrap_or_default();
    println!("edition     revision {} of {day}", edition.revision.0);
    Ok(())
}
