//! How does a way go on that leaves another at a node, takes none of some next nodes and never comes back to one passed?

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::cost::Cost;
use super::loopless::Known;
use super::metric::Metric;
use super::structure::Hierarchy;
use super::tree::Tree;

/// A way to leave and where.
#[derive(Debug, Clone, Default)]
pub(super) struct Problem {
    /// The known way that it leaves.
    pub way: usize,
    /// The place of the node where it leaves.
    pub at: usize,
    /// The next nodes that it does not take.
    pub banned: Vec<u32>,
    /// How often its solution was put off.
    pub tries: u32,
}

impl Problem {
    /// What a way may cost before the search is put off: more with every try.
    pub fn limit<W: Cost>(&self, bound: W, others: W) -> u64 {
        let (bound, others): (u64, u64) = (bound.into(), others.into());
        others.max(bound).saturating_add((bound >> 6).max(1) << self.tries.min(40))
    }
}

/// The solution of a problem.
#[derive(Debug, Clone)]
pub(super) struct Found<W> {
    /// What the whole way costs.
    pub cost: W,
    /// Its links from where it leaves the known way,
    pub links: Vec<u32>,
    /// and where it comes back to it.
    pub back: usize,
}

#[derive(Debug, Clone, Copy)]
struct Label<W> {
    cost: W,
    /// The search that set it.
    search: u32,
    link: u32,
}

/// Room for the searches.
#[derive(Debug, Clone)]
pub(super) struct Spurs<W> {
    /// What the rest costs from each node.
    rest: Tree<W>,
    labels: Vec<Label<W>>,
    search: u32,
    queue: BinaryHeap<Reverse<(W, u32)>>,
    /// The blocks that a loopless way can pass, as marks of the question that set them.
    blocks: Vec<u32>,
    question: u32,
    /// The place of each node on the way that is left, with the mark of its search.
    places: Vec<(u32, u32)>,
}

impl<W: Cost> Spurs<W> {
    pub fn new(hierarchy: &Hierarchy) -> Self {
        let nodes = hierarchy.nodes();
        let blocks = hierarchy.tables.block.iter().max().map_or(0, |most| *most as usize + 1);
        Self {
            rest: Tree::new(hierarchy),
            labels: vec![Label { cost: W::NEVER, search: 0, link: 0 }; nodes],
            search: 0,
            queue: BinaryHeap::new(),
            blocks: vec![0; blocks],
            question: 0,
            places: vec![(0, 0); nodes],
        }
    }

    /// Begins a question: where to, and the links of one way there.
    pub fn head_for(&mut self, hierarchy: &Hierarchy, metric: &Metric<W>, to: u32, links: &[u32]) {
        self.rest.grow_back(hierarchy, metric, to);
        if self.question == u32::MAX {
            self.blocks.fill(0);
            self.question = 0;
        }
        self.question += 1;
        for &link in links {
            self.blocks[hierarchy.tables.block[link as usize] as usize] = self.question;
        }
    }

    /// The links that lead on from a node: the next node, the link and what it costs.
    fn on<'a>(
        &'a self,
        hierarchy: &'a Hierarchy,
        metric: &'a Metric<W>,
        node: u32,
    ) -> impl Iterator<Item = (u32, u32, W)> + 'a {
        let links = hierarchy
            .tables
            .out(node)
            .iter()
            .map(|&link| (hierarchy.tables.ends[link as usize].1, link, metric.links[link as usize]));
        links.filter(|&(_, link, cost)| {
            cost < W::NEVER && self.blocks[hierarchy.tables.block[link as usize] as usize] == self.question
        })
    }

    /// What a solution costs at least; nothing if there is none for sure. Ways must be numbered by [`Spurs::number`] before.
    pub fn bound(&self, hierarchy: &Hierarchy, metric: &Metric<W>, known: &Known<W>, problem: &Problem) -> Option<W> {
        let node = known.nodes[problem.at];
        let on = self.on(hierarchy, metric, node).filter(|(next, _, _)| {
            !problem.banned.contains(next) && self.place(*next).is_none_or(|place| place > problem.at)
        });
        let least = on.map(|(next, _, cost)| cost.plus(self.rest.by_rank(next)).min(W::NEVER)).min()?;
        (least < W::NEVER).then(|| known.costs[problem.at].plus(least))
    }

    /// Numbers the nodes of the way that problems leave.
    pub fn number(&mut self, known: &Known<W>) {
        self.next_search();
        for (place, &node) in known.nodes.iter().enumerate() {
            self.places[node as usize] = (self.search, place as u32);
        }
    }

    fn next_search(&mut self) {
        if self.search == u32::MAX {
            self.labels.iter_mut().for_each(|label| label.search = 0);
            self.places.fill((0, 0));
            self.search = 0;
        }
        self.search += 1;
    }

    fn place(&self, node: u32) -> Option<usize> {
        let (search, place) = self.places[node as usize];
        (search == self.search).then_some(place as usize)
    }

    /// The solution, if there is one; an error with a new bound if that is above the limit.
    pub fn solve(
        &mut self,
        hierarchy: &Hierarchy,
        metric: &Metric<W>,
        known: &Known<W>,
        problem: &mut Problem,
        limit: u64,
    ) -> Result<Option<Found<W>>, W> {
        self.number(known);
        self.queue.clear();
        let begin = known.nodes[problem.at];
        let all = known.costs[known.costs.len() - 1];
        self.labels[begin as usize] = Label { cost: known.costs[problem.at], search: self.search, link: u32::MAX };
        let mut at = begin;
        let mut key = W::ZERO;
        loop {
            // Done where the rest of the known way is a cheapest one.
            let cost = self.labels[at as usize].cost;
            if at != begin
                && let Some(place) = self.place(at)
                && all.minus(known.costs[place]) == self.rest.by_rank(at)
            {
                return Ok(Some(Found { cost: key, links: self.back_to(hierarchy, begin, at), back: place }));
            }
            for &link in hierarchy.tables.out(at) {
                let step = metric.links[link as usize];
                let next = hierarchy.tables.ends[link as usize].1;
                let rest = self.rest.by_rank(next);
                if step >= W::NEVER
                    || rest >= W::NEVER
                    || self.blocks[hierarchy.tables.block[link as usize] as usize] != self.question
                    || self.place(next).is_some_and(|place| place <= problem.at)
                    || (at == begin && problem.banned.contains(&next))
                {
                    continue;
                }
                let other = cost.plus(step);
                let label = &mut self.labels[next as usize];
                if label.search != self.search || other < label.cost {
                    *label = Label { cost: other, search: self.search, link };
                    self.queue.push(Reverse((other.plus(rest), next)));
                }
            }
            // Entries that a cheaper one has replaced are passed over.
            loop {
                let Some(Reverse((bound, next))) = self.queue.pop() else { return Ok(None) };
                if bound == self.labels[next as usize].cost.plus(self.rest.by_rank(next)) {
                    (key, at) = (bound, next);
                    break;
                }
            }
            if key.into() > limit {
                problem.tries += 1;
                return Err(key);
            }
        }
    }

    fn back_to(&self, hierarchy: &Hierarchy, begin: u32, end: u32) -> Vec<u32> {
        let mut links = Vec::new();
        let mut at = end;
        while at != begin {
            let link = self.labels[at as usize].link;
            links.push(link);
            at = hierarchy.tables.ends[link as usize].0;
        }
        links.reverse();
        links
    }
}
