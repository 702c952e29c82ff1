//! The operator's texts of the legal pages, read once at start.

use std::path::Path;

use anyhow::Context;
use app::legal::{Legal, LegalPage};
use domain::Language;

/// A longer text is a mistake.
const LONGEST: u64 = 100_000;

/// Reads a folder of texts.
///
/// # Errors
/// When the folder or a text cannot be read, when a text is no UTF-8 or too long, or when a `.txt` file has a name that
/// nothing reads.
pub fn read(folder: &Path) -> anyhow::Result<Legal> {
    let mut legal = Legal::default();
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("the folder of legal texts {} cannot be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let (page, language) = of(name).with_context(|| {
            format!("{} is no legal text; expected impressum.de.txt or the like", path.display())
        })?;
        let length = std::fs::metadata(&path)?.len();
        anyhow::ensure!(length <= LONGEST, "{} is longer than {LONGEST} bytes", path.display());
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("{} cannot be read as UTF-8", path.display()))?;
        legal = legal.with(page, language, &text);
    }
    Ok(legal)
}

/// The page and language of a file name.
fn of(name: &str) -> Option<(LegalPage, Language)> {
    let mut all = LegalPage::ALL.into_iter().flat_map(|page| Language::ALL.map(|language| (page, language)));
    all.find(|(page, language)| format!("{}.{}.txt", page.word(), language.tag()) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_texts_is_read_and_its_mistakes_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &[u8]| std::fs::write(folder.path().join(name), text).unwrap();
        write("impressum.de.txt", "Stadt Beispiel\nRathausplatz 1".as_bytes());
        write("LIESMICH.md", b"ignored");
        let legal = read(folder.path()).unwrap();
        assert_eq!(
            legal.text(LegalPage::Imprint, Language::English),
            Some(("Stadt Beispiel\nRathausplatz 1", Language::German))
        );
        assert_eq!(legal.text(LegalPage::Privacy, Language::German), None);
        write("datenschutz.de.txt", b"\xff\xfe");
        assert!(read(folder.path()).unwrap_err().to_string().contains("datenschutz.de.txt"));
        write("datenschutz.de.txt", &vec![b'x'; 100_001]);
        assert!(read(folder.path()).unwrap_err().to_string().contains("100000"));
        std::fs::remove_file(folder.path().join("datenschutz.de.txt")).unwrap();
        write("imprint.txt", b"x");
        assert!(read(folder.path()).unwrap_err().to_string().contains("imprint.txt"));
        assert!(read(&folder.path().join("missing")).is_err());
    }
}
