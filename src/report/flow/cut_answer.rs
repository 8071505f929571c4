//! A question on how much can pass, answered and proven: with the scenario, without it, and why nothing passes.

use thiserror::Error;

use super::cut::{CutReport, ProofRecord, cut_report};
use crate::capacity::{Cut, CutError, FlowQuery, Found, cut};
use crate::flow::{Certificate, Complaint, Flow};
use crate::model::Network;
use crate::report::facts::FactRecord;
use crate::report::plan::report;
use crate::report::verify::prove;
use crate::route::Planner;

/// The answer with what proves it.
#[derive(Debug)]
pub struct CutAnswer<'n> {
    /// The answer.
    pub report: CutReport,
    /// What was found, under the scenario if there is one.
    pub cut: Cut<'n>,
    /// What proves it, checked; none if nothing known limits what can pass.
    pub certificate: Option<Certificate>,
}

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum CutAnswerError {
    /// No problem can be made of the question.
    #[error(transparent)]
    Question(#[from] CutError),
    /// The answer did not pass the checker: a mistake in the solver.
    #[error("the answer cannot be proven: {0}")]
    NotProven(#[from] Complaint),
}

/// Answers a question; `from` and `to` are the names that were asked for, selections in words.
///
/// # Errors
/// [`CutAnswerError`].
pub fn cut_answer<'n>(
    network: &'n Network,
    planner: &'n Planner<'n>,
    query: &FlowQuery,
    (from, to): (&[String], &[String]),
) -> Result<CutAnswer<'n>, CutAnswerError> {
    let with = cut(network, planner.structure(), query)?;
    let base_query = FlowQuery { scenario: None, ..query.clone() };
    let base = query.scenario.map(|_| cut(network, planner.structure(), &base_query)).transpose()?;
    let base_refused = base.as_ref().map_or(Vec::new(), |base| refused(network, planner, &base_query, base));
    let refused = (refused(network, planner, query, &with), base_refused);
    let mut report = cut_report(network, query, (from, to), (&with, base.as_ref()), refused);
    let certificate = match flow_of(&with) {
        Some(flow) => {
            let (certificate, proven) = prove(&with.problem, &flow)?;
            report.answer.proof = Some(ProofRecord::of(&proven));
            Some(certificate)
        }
        None => None,
    };
    Ok(CutAnswer { report, cut: with, certificate })
}

/// The ways that are shown, and the prices that prove that there are no better ones.
fn flow_of(cut: &Cut<'_>) -> Option<Flow> {
    match &cut.found {
        Found::Limited(limiting) => {
            Some(Flow { paths: limiting.flow.paths.clone(), prices: limiting.bottleneck.flow.prices.clone() })
        }
        Found::NotJoined => Some(Flow::default()),
        Found::NotLimited(_) => None,
    }
}

/// Why nothing joins the ends, if nothing does: what the planner says of the first day.
fn refused(network: &Network, planner: &Planner<'_>, query: &FlowQuery, cut: &Cut<'_>) -> Vec<FactRecord> {
    if !matches!(cut.found, Found::NotJoined) {
        return Vec::new();
    }
    let asked = query.route_query(network, &query.wanted[0], query.period.first_day());
    report(network, &asked, &planner.plan(&asked), "", "").refused
}
