//! Why a certificate proves nothing, and what one that holds has proven.

use super::certificate::Claim;
use super::problem_error::ProblemError;

/// What a certificate that holds has proven; the words are those of [`super::Certificate`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// What was claimed.
    pub claim: Claim,
    /// Amounts are multiples of two to the minus this.
    pub amount_bits: u32,
    /// Prices are multiples of two to the minus this.
    pub price_bits: u32,
    /// What the flow costs with what it leaves unserved, in amounts times cost.
    pub primal: i128,
    /// What every flow costs at least, in prices.
    pub bound: i128,
    /// How much cheaper a flow could be at most, in the finer of the two steps.
    pub gap: i128,
    /// How much arrives, in amounts.
    pub served: i128,
    /// How much of what is asked for does not, in amounts.
    pub unserved: i128,
    /// How many paths the flow has.
    pub paths: usize,
    /// How many capacities have a price.
    pub priced: usize,
}

/// The first thing about a certificate that does not hold. Numbers are whole, in the steps that it states.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Complaint {
    /// The problem itself is unsound.
    #[error("the problem is unsound: {0}")]
    Problem(ProblemError),
    /// A step is finer than the finest.
    #[error("{what} are multiples of 2^-{bits}: the finest step is 2^-{}", super::certificate::MOST_BITS)]
    TooFine {
        /// Amounts or prices.
        what: &'static str,
        /// What it says.
        bits: u32,
    },
    /// The most that can pass is claimed, but the problem has other costs; or the other way round.
    #[error("it claims {claim}, and the problem is not about that")]
    WrongClaim {
        /// What it says.
        claim: Claim,
    },
    /// A path is out of order, or there twice.
    #[error("path {path} does not come after the one before it in order of demand and arcs")]
    PathOrder {
        /// Which.
        path: usize,
    },
    /// A path serves a demand that is not there.
    #[error("path {path} serves demand {demand}, of {demands}")]
    UnknownDemand {
        /// Which.
        path: usize,
        /// Whom it says it serves.
        demand: u32,
        /// How many there are.
        demands: usize,
    },
    /// A path takes an arc that is not there.
    #[error("path {path} takes arc {arc}, of {arcs} on its layer")]
    UnknownArc {
        /// Which.
        path: usize,
        /// What it says it takes.
        arc: u32,
        /// How many the layer has.
        arcs: usize,
    },
    /// A path jumps.
    #[error("path {path} is at node {at} where arc {arc} begins at node {tail}")]
    Broken {
        /// Which.
        path: usize,
        /// The arc it cannot take.
        arc: u32,
        /// Where the path is.
        at: u32,
        /// Where the arc begins.
        tail: u32,
    },
    /// A path ends elsewhere.
    #[error("path {path} ends at node {at}, not at node {to} where demand {demand} wants to go")]
    WrongEnd {
        /// Which.
        path: usize,
        /// Where it ends.
        at: u32,
        /// Where it should end.
        to: u32,
        /// Whose it is.
        demand: u32,
    },
    /// Nothing, or less, goes a way.
    #[error("path {path} carries {amount}: it must carry something")]
    NothingCarried {
        /// Which.
        path: usize,
        /// What it says.
        amount: i128,
    },
    /// More arrives than was asked for.
    #[error("demand {demand} gets {excess} x 2^-{bits} units more than it asks for")]
    TooMuchServed {
        /// Which.
        demand: usize,
        /// By how much.
        excess: i128,
        /// The step of amounts.
        bits: u32,
    },
    /// A capacity is exceeded.
    #[error("capacity {capacity} is exceeded by {excess} x 2^-{bits} parts")]
    OverCapacity {
        /// Which.
        capacity: usize,
        /// By how much.
        excess: i128,
        /// The step of amounts.
        bits: u32,
    },
    /// A price is out of order, or there twice.
    #[error("price {price} does not come after the one before it in order of capacities")]
    PriceOrder {
        /// Which.
        price: usize,
    },
    /// A price is on a capacity that is not there.
    #[error("price {price} is on capacity {capacity}, of {capacities}")]
    UnknownCapacity {
        /// Which.
        price: usize,
        /// What it says it is on.
        capacity: u32,
        /// How many there are.
        capacities: usize,
    },
    /// A price is zero or negative.
    #[error("capacity {capacity} has price {amount}: only positive ones are listed")]
    NotPositive {
        /// Of which capacity.
        capacity: u32,
        /// What it says.
        amount: i128,
    },
    /// A number does not fit into 127 bits.
    #[error("{0} does not fit into 127 bits")]
    Overflow(&'static str),
    /// A figure that follows from the others is not what was stated.
    #[error("{figure} is stated as {stated} and is {found}: {} off", off(*.stated, *.found))]
    Figure {
        /// Which.
        figure: StatedFigure,
        /// What the certificate says.
        stated: i128,
        /// What it is.
        found: i128,
    },
    /// Arithmetic that cannot be: no flow costs less than a bound.
    #[error("the bound is {excess} above the cost of a flow, which cannot be")]
    BoundAboveCost {
        /// By how much.
        excess: i128,
    },
}

/// A figure that follows from paths and prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatedFigure {
    /// The cost of the flow.
    Primal,
    /// The bound.
    Bound,
    /// What is between them.
    Gap,
    /// How much arrives.
    Served,
    /// How much does not.
    Unserved,
    /// The reduced cost of the path with this number.
    ReducedCost(usize),
    /// The unused part of the capacity with this number.
    Slack(u32),
}

impl std::fmt::Display for StatedFigure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Primal => formatter.write_str("the cost of the flow"),
            Self::Bound => formatter.write_str("the bound"),
            Self::Gap => formatter.write_str("the gap"),
            Self::Served => formatter.write_str("what arrives"),
            Self::Unserved => formatter.write_str("what does not arrive"),
            Self::ReducedCost(path) => write!(formatter, "the reduced cost of path {path}"),
            Self::Slack(capacity) => write!(formatter, "what is unused of capacity {capacity}"),
        }
    }
}

/// How far two numbers are apart.
fn off(stated: i128, found: i128) -> u128 {
    stated.abs_diff(found)
}
