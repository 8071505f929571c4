//! Why no problem can be made of a query.

use thiserror::Error;

/// Why no problem can be made of a query. Positions are those of the query's wishes.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BuildError {
    /// Nothing is wanted.
    #[error("nothing is wanted")]
    NothingWanted,
    /// An amount is negative.
    #[error("`{id}` wants a negative amount")]
    Negative {
        /// What wants it.
        id: String,
    },
    /// An amount for each part of the period does not fit the period.
    #[error("`{id}` gives {given} amounts for a period of {parts} parts")]
    WrongParts {
        /// What wants it.
        id: String,
        /// How many amounts it gives.
        given: usize,
        /// How many parts the period has.
        parts: usize,
    },
    /// It begins where it ends.
    #[error("`{id}` begins where it ends")]
    SamePlace {
        /// What does.
        id: String,
    },
    /// Ways are compared by what they cost, and none of which that is known joins the ends.
    #[error("no way of which the {what} is known joins the ends of `{id}`")]
    NoPrice {
        /// Of what.
        id: String,
        /// What is not known: `price` or `emission`.
        what: &'static str,
    },
}
