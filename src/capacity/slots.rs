//! What has a capacity, and which steps take it.

use std::collections::HashMap;

use super::limit::Limited;
use super::rates::Rates;
use crate::graph::{End, State, StepId, Structure};
use crate::model::{Link, Mode, Transfer, TransferKind};
use crate::restrictions::Step;

/// Position of something that has a capacity.
pub(super) type SlotId = u32;

/// What a step takes.
#[derive(Debug, Clone, Copy)]
enum Taken {
    /// Always this.
    Always(SlotId),
    /// One of a transfer's two directions: forward, backward.
    Either([SlotId; 2]),
}

/// Everything that has, or could have, a capacity.
#[derive(Debug)]
pub(super) struct Slots<'n> {
    pub rates: Rates<'n>,
    pub all: Vec<Limited>,
    ids: HashMap<Limited, SlotId>,
    /// Which of them each step takes; groups and quotas are not among them, as these are entered.
    of_step: Vec<Vec<Taken>>,
}

impl<'n> Slots<'n> {
    pub fn new(structure: &Structure, rates: Rates<'n>) -> Self {
        let network = rates.network;
        let mut slots = Self { rates, all: Vec::new(), ids: HashMap::new(), of_step: Vec::new() };
        for step in structure.steps() {
            let mut taken = Vec::new();
            match *step {
                Step::Undergo { transfer, .. } => {
                    let of = |forward| Limited::Transfer { transfer, forward };
                    taken.push(if network.transfers[transfer].shares_directions() {
                        Taken::Always(slots.id(of(None)))
                    } else {
                        Taken::Either([slots.id(of(Some(true))), slots.id(of(Some(false)))])
                    });
                }
                Step::Pass { link, forward } => {
                    if let Link::Section(section) = link {
                        let forward = (!slots.rates.section_is_shared(section)).then_some(forward);
                        taken.push(Taken::Always(slots.id(Limited::Section { section, forward })));
                    }
                    if step.service(network).is_some_and(|service| service.slots.is_some()) {
                        taken.push(Taken::Always(slots.id(Limited::Service { link, forward })));
                    }
                }
            }
            slots.of_step.push(taken);
        }
        slots
    }

    /// The position of something, new if need be.
    pub fn id(&mut self, of: Limited) -> SlotId {
        let all = &mut self.all;
        *self.ids.entry(of).or_insert_with(|| {
            all.push(of);
            u32::try_from(all.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// The position of something, if it has one.
    pub fn find(&self, of: Limited) -> Option<SlotId> {
        self.ids.get(&of).copied()
    }

    /// What a step takes that begins in a state.
    pub fn taken(&self, structure: &Structure, step: StepId, from: State) -> impl Iterator<Item = SlotId> + '_ {
        let network = self.rates.network;
        let is_forward = match structure.steps()[step as usize] {
            Step::Undergo { transfer, .. } => {
                is_forward(&network.transfers[transfer], structure.steps()[step as usize], from)
            }
            Step::Pass { forward, .. } => forward,
        };
        self.of_step[step as usize].iter().map(move |taken| match taken {
            Taken::Always(slot) => *slot,
            Taken::Either([forward, backward]) => {
                if is_forward {
                    *forward
                } else {
                    *backward
                }
            }
        })
    }
}

/// Whether a transfer is undergone in its first direction: from the first country, gauge or mode to the second; from land
/// to sea.
fn is_forward(transfer: &Transfer, step: Step, from: State) -> bool {
    match (&transfer.kind, step) {
        (
            TransferKind::Border { countries: [first, _], .. } | TransferKind::Converter { countries: [first, _] },
            Step::Undergo { crossing: Some(crossing), .. },
        ) => crossing.from == *first,
        (TransferKind::GaugeChange { gauges: [first, _], .. }, _) => from.gauge == Some(*first),
        (TransferKind::ModeChange { modes: [first, _] }, _) => from.mode == *first,
        _ => from.mode != Mode::Sea || from.end == Some(End::Origin),
    }
}
