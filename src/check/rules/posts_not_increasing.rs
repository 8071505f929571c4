//! LB0303: does every post lie beyond the one before it?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// A post is not beyond the one before it. The length of a section is the difference of its posts, so it would be
    /// zero or negative.
    ///
    /// ```yaml
    /// posts:
    ///   - baranovsky: 0 km
    ///   - khasan: 238 km
    ///   - ryazanovka: 147 km     # before khasan, not after it
    /// ```
    ///
    /// List places in the order in which a train passes them. Where the published chainage runs the other way, turn
    /// the list round and subtract each post from the last.
    "LB0303", Error, "posts that do not increase"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for line in network.lines.values() {
        for (index, pair) in line.posts.windows(2).enumerate() {
            let [(before, start), (place, end)] = pair else { continue };
            if start < end {
                continue;
            }
            let (before, place) = (&network.places[*before].id, &network.places[*place].id);
            out.push(
                RULE.found(format!("{place} at {end} is not beyond {before} at {start}"))
                    .at(Node::post(network, line, index + 1).value())
                    .also(Node::post(network, line, index).value(), "the post before")
                    .help("list places in the order of their posts"),
            );
        }
    }
}
