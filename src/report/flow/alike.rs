//! Losses that change the same, as parts of one chain do, told as one: for terminal and site alike.

use super::critical::{LossRecord, LostRecord};
use super::links::ElementRecord;

/// Losses next to each other in the ranking that change the same; never empty.
#[derive(Debug, Clone)]
pub struct AlikeLosses<'r>(Vec<&'r LossRecord>);

/// Losses in their order, those that change the same together.
pub fn alike(losses: &[LossRecord]) -> Vec<AlikeLosses<'_>> {
    let mut groups: Vec<AlikeLosses<'_>> = Vec::new();
    for loss in losses {
        match groups.last_mut() {
            Some(group) if changes_the_same(group.first(), loss) => group.0.push(loss),
            _ => groups.push(AlikeLosses(vec![loss])),
        }
    }
    groups
}

/// Amounts are rounded for output, so costs that differ in the last digit are the same.
fn changes_the_same(one: &LossRecord, other: &LossRecord) -> bool {
    one.less == other.less
        && one.disconnected == other.disconnected
        && (one.cost_more - other.cost_more).abs() <= 1e-5 * one.cost_more.abs()
}

impl<'r> AlikeLosses<'r> {
    /// The first of them.
    pub fn first(&self) -> &'r LossRecord {
        self.0[0]
    }

    /// How many they are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Their positions in the ranking: `4`, `5-9`.
    pub fn ranks(&self) -> String {
        let first = self.first().rank;
        if self.count() == 1 { first.to_string() } else { format!("{first}-{}", first + self.count() - 1) }
    }

    /// What each of them loses, sections of one line as one, with how many they are.
    pub fn lost(&self) -> Vec<Lost<'r>> {
        let mut all: Vec<Lost<'r>> = Vec::new();
        for loss in &self.0 {
            let lost = Lost::of(&loss.lost);
            match all.iter_mut().find(|known| known.is_same_but_for_sections(&lost)) {
                Some(known) => known.count += 1,
                None => all.push(lost),
            }
        }
        all
    }
}

/// What is lost together, and in how many losses.
#[derive(Debug, Clone)]
pub struct Lost<'r> {
    /// The things, sections of one line once, each with how many sections of it are lost together.
    pub things: Vec<(&'r ElementRecord, usize)>,
    /// How many losses are of these things, each of other sections of them.
    pub count: usize,
}

impl<'r> Lost<'r> {
    /// What one loss loses.
    pub fn of(lost: &'r [LostRecord]) -> Self {
        let mut things: Vec<(&ElementRecord, usize)> = Vec::new();
        for one in lost.iter().map(|lost| &lost.at) {
            match things.iter_mut().find(|(known, _)| (known.kind, &known.id) == (one.kind, &one.id)) {
                Some((_, sections)) => *sections += 1,
                None => things.push((one, 1)),
            }
        }
        Self { things, count: 1 }
    }

    fn is_same_but_for_sections(&self, other: &Self) -> bool {
        let same = |((one, _), (other, _)): (&(&ElementRecord, usize), &(&ElementRecord, usize))| {
            (one.kind, &one.id) == (other.kind, &other.id)
        };
        self.things.len() == other.things.len() && self.things.iter().zip(&other.things).all(same)
    }

    /// How many sections a thing stands for: those lost together, or one of so many.
    pub fn sections(&self, sections: usize) -> Option<String> {
        match (self.count, sections) {
            (1, 1) => None,
            (1, sections) => Some(format!("{sections} sections")),
            (count, _) => Some(format!("any of {count} sections")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capacity::Element;
    use crate::model::{Key as _, Link, SectionId};
    use crate::report::flow::Part;

    fn section(id: &str, at: usize) -> LostRecord {
        let part = Part::Element(Element::Link(Link::Section(SectionId::from_index(at))));
        let text = |text: &str| text.to_string();
        let (name, mode) = (text(id), Some("rail"));
        let at = ElementRecord { kind: "section", id: text(id), name, mode, from: text("a"), to: text("b") };
        LostRecord { at, part }
    }

    fn loss(rank: usize, cost_more: f64, lost: Vec<LostRecord>) -> LossRecord {
        LossRecord {
            rank,
            lost,
            ways_cost_more: cost_more,
            cost_more,
            off_by: 0.0,
            less: Vec::new(),
            demands: Vec::new(),
            disconnected: Vec::new(),
            then_binds: Vec::new(),
        }
    }

    #[test]
    fn sections_of_one_chain_are_told_once_and_others_are_not_joined() {
        let losses = [
            loss(1, 5.0, vec![section("bam", 0)]),
            loss(2, 5.0, vec![section("bam", 1)]),
            loss(3, 5.0, vec![section("spur", 2)]),
            loss(4, 4.0, vec![section("bam", 3)]),
        ];
        let groups = alike(&losses);
        assert_eq!(groups.iter().map(AlikeLosses::ranks).collect::<Vec<_>>(), ["1-3", "4"]);
        let told: Vec<(&str, Option<String>)> =
            groups[0].lost().iter().map(|lost| (lost.things[0].0.id.as_str(), lost.sections(1))).collect();
        assert_eq!(told, [("bam", Some("any of 2 sections".into())), ("spur", None)]);
    }

    #[test]
    fn a_line_that_is_lost_as_a_whole_is_named_once() {
        let lost = [section("bam", 0), section("bam", 1), section("spur", 2)];
        let lost = Lost::of(&lost);
        let told: Vec<_> =
            lost.things.iter().map(|(one, sections)| (one.id.as_str(), lost.sections(*sections))).collect();
        assert_eq!(told, [("bam", Some("2 sections".into())), ("spur", None)]);
    }
}
