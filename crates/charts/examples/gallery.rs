//! Writes sample charts in every size and mode to a folder: `cargo run -p charts --example gallery -- FOLDER`.

use std::{error::Error, fs, path::PathBuf};

use charts::{Mode, Size, render};

#[path = "../tests/samples/mod.rs"]
mod samples;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("charts.css"), charts::css())?;
    for (name, spec) in samples::all() {
        for size in Size::ALL {
            for mode in Mode::ALL {
                let drawing = render(&spec, size, mode)?;
                fs::write(folder.join(format!("{name}-{size:?}-{mode:?}.svg").to_lowercase()), drawing.svg)?;
            }
        }
    }
    Ok(())
}
