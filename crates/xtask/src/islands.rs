//! Makes the browser's module: compiles the application for WebAssembly and writes its JavaScript side.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::command::run;
use crate::stamp::{Stamp, hash, write_if_changed};
use crate::workspace::Workspace;

/// What `cargo` is asked for; `xtask test` lints with the same selection, so that both share their artefacts.
pub(crate) const SELECTION: [&str; 10] = [
    "--package",
    "app",
    "--lib",
    "--no-default-features",
    "--features",
    "hydrate",
    "--target",
    "wasm32-unknown-unknown",
    "--profile",
    "wasm-release",
];

/// Hexadecimal digits of the hash in a file name: 40 bits, enough to tell a few hundred releases apart.
const DIGITS: usize = 10;

/// Writes `islands-<hash>.js`, `islands-<hash>_bg.wasm` and `islands.json`, which names them.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    run(&mut workspace.cargo(&[&["rustc", "--quiet"], &SELECTION[..], &["--crate-type", "cdylib"]].concat()))?;
    let module = workspace.target.join("wasm32-unknown-unknown/wasm-release/app.wasm");
    let bytes = fs::read(&module).with_context(|| format!("could not read {}", module.display()))?;
    let stamp = Stamp::new(workspace.site().join("islands.stamp"), [bytes.as_slice()]);
    if stamp.is_current() && is_complete(&workspace.pkg()) {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    bind(&module, folder.path())?;
    publish(folder.path(), &workspace.pkg())?;
    stamp.keep()
}

/// Writes `islands.js` and `islands_bg.wasm` into an empty folder.
fn bind(module: &Path, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(module)
        .out_name("islands")
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // The script is told where the module is; without a name in it, both can be named by their content.
        .omit_default_module_path(true)
        .generate(folder)
        .context("wasm-bindgen could not process the module of the browser")?;
    let count = fs::read_dir(folder)?.count();
    ensure!(
        count == 2,
        "the module of the browser brings {} files of its own, which nobody serves",
        count - 2
    );
    Ok(())
}

/// Copies both files under names that change with their content, and removes those of earlier builds.
fn publish(from: &Path, to: &Path) -> Result<()> {
    let script = fs::read(from.join("islands.js"))?;
    let module = fs::read(from.join("islands_bg.wasm"))?;
    let hash = hash([script.as_slice(), module.as_slice()]);
    let name = format!("islands-{}", &hash[..DIGITS]);
    write_if_changed(&to.join(format!("{name}.js")), &script)?;
    write_if_changed(&to.join(format!("{name}_bg.wasm")), &module)?;
    let manifest = serde_json::json!({ "output_name": name });
    write_if_changed(&to.join("islands.json"), manifest.to_string().as_bytes())?;
    for entry in fs::read_dir(to)? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if file.starts_with("islands-") && !file.starts_with(&name) {
            fs::remove_file(path)?;
        }
    }
    println!("{name}: module {} bytes, script {} bytes", module.len(), script.len());
    Ok(())
}

/// Whether the files that the manifest names are there.
fn is_complete(pkg: &Path) -> bool {
    output_name(pkg).is_ok_and(|name| {
        [".js", "_bg.wasm"].iter().all(|ending| pkg.join(format!("{name}{ending}")).is_file())
    })
}

/// Returns the name that both files share.
pub(crate) fn output_name(pkg: &Path) -> Result<String> {
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(pkg.join("islands.json"))?)?;
    let name = manifest["output_name"].as_str().context("islands.json names no files")?;
    Ok(name.to_owned())
}
