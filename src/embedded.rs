//! What the binary carries: the flagship network, the templates, the site's assets.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The text of an embedded asset.
///
/// # Panics
/// If there is no such file or it is not UTF-8: both are known when the crate is built, and tested.
pub fn asset(name: &str) -> &'static str {
    let (_, bytes) = ASSETS.iter().find(|(path, _)| *path == name).expect("an embedded asset");
    std::str::from_utf8(bytes).expect("embedded assets are UTF-8")
}
