//! JSON: the extract as it is.

use super::Extract;

pub(super) fn write(extract: &Extract) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(extract).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
