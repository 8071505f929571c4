//! Addresses of pages and files, relative to the page that links: they work from `file://` and below any path.

/// Makes addresses for one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Links {
    up: &'static str,
}

impl Links {
    /// For a page whose path has `depth` folders.
    pub fn at_depth(depth: usize) -> Self {
        Self { up: ["", "../", "../../", "../../../"][depth.min(3)] }
    }

    /// For the page at this path.
    pub fn from_page(path: &str) -> Self {
        Self::at_depth(path.matches('/').count())
    }

    /// A file of the site, by its path from the site's root.
    pub fn file(self, path: &str) -> String {
        format!("{}{path}", self.up)
    }

    /// A page of which there is one: `lines`, `sources`, ...
    pub fn register(self, name: &str) -> String {
        format!("{}{name}/index.html", self.up)
    }

    /// An entry with an anchor on a page of which there is one.
    pub fn entry(self, name: &str, anchor: &str) -> String {
        format!("{}{name}/index.html#{anchor}", self.up)
    }

    /// The first page.
    pub fn overview(self) -> String {
        self.file("index.html")
    }

    /// A page of its own for one thing: `route`, `place`, `line`, `restriction`, `source`.
    pub fn page(self, kind: &str, id: &str) -> String {
        format!("{}{kind}/{id}/index.html", self.up)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_climb_to_the_root() {
        let deep = Links::from_page("route/busan-duisburg/index.html");
        assert_eq!(deep.page("place", "busan"), "../../place/busan/index.html");
        assert_eq!(Links::from_page("index.html").register("lines"), "lines/index.html");
        assert_eq!(Links::from_page("lines/index.html").entry("lanes", "suez"), "../lanes/index.html#suez");
    }
}
