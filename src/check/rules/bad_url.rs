//! LB0807: does every url lead somewhere?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// The `url` of a source is no address of a page: it does not begin with `https://` or `http://`, has a space in it,
    /// or has no host. The report site links to it, and the link is dead.
    ///
    /// ```yaml
    /// sources:
    ///   gazette: {title: Rajin - Khasan line reopened, url: www.railwaygazette.com/rajin}
    /// ```
    ///
    /// Write the whole address, with its scheme.
    "LB0807", Warning, "url that is no address"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for source in network.sources.values() {
        let Some(url) = source.url.as_ref().filter(|url| !is_address(url)) else { continue };
        out.push(
            RULE.found(format!("`{url}` is no address of a page, in source `{}`", source.id))
                .at(Node::entry(source.file, "sources", &source.id).key("url").value())
                .help("write the whole address, beginning with `https://`"),
        );
    }
}

fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    let has_host = host.is_some_and(|host| host.contains('.') && !host.starts_with('.') && !host.ends_with('.'));
    has_host && !url.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c))
}
