//! LB1206: do the periods of a figure have one order of magnitude?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, FigureEntry, Node};
use crate::model::Network;

rule! {
    /// One period of a dated figure is more than a hundred times larger or smaller than the period before it, in the same
    /// unit. Usually a decimal point or a thousand slipped in one of them.
    ///
    /// ```yaml
    /// capacity:
    ///   - {from: 2020, until: 2022, typ: 144 Mt/yr}
    ///   - {from: 2022, typ: 158000 Mt/yr}                 # 158
    /// ```
    ///
    /// Correct whichever is wrong; where the figure really grew like that, say so in a period between them.
    "LB1206", Warning, "dated figure that jumps", Entries
}

const JUMP: f64 = 100.0;

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    for entry in entries {
        for figure in &entry.figures {
            let Some([before, after]) = first_jump(figure) else { continue };
            let message =
                format!("{} of {} `{}` goes from {} to {}", figure.key, entry.kind(), entry.id, before.1, after.1);
            out.push(
                RULE.found(message)
                    .at(after.0.key("typ").value())
                    .also(before.0.key("typ").value(), "the period before")
                    .help("check both numbers, their decimal points and their units"),
            );
        }
    }
}

/// Where the first two periods of very different size stand, with their sizes for people.
fn first_jump<'e>(figure: &'e FigureEntry<'_>) -> Option<[(&'e Node, String); 2]> {
    figure.periods.windows(2).find_map(|pair| {
        let (before, after) = (pair[0].figure?, pair[1].figure?);
        let ([_, first, _], [_, second, _]) = (before.numbers(), after.numbers());
        let jumps =
            before.unit() == after.unit() && first.min(second) > 0.0 && first.max(second) > JUMP * first.min(second);
        let told = |of: &dyn crate::inventory::AnyFigure| of.told()[1].clone();
        jumps.then(|| [(&pair[0].node, told(before)), (&pair[1].node, told(after))])
    })
}
