//! What proves an answer: a certificate in whole numbers that a checker without solver code has accepted.

use serde::Serialize;

use super::amount::rounded;
use crate::flow::{Certificate, Claim, Complaint, Flow, Problem, Verdict, certify, check};

/// A certificate that was checked.
#[derive(Debug, Clone)]
pub struct Proven {
    /// The certificate.
    pub certificate: Certificate,
    /// What the checker says it proves.
    pub verdict: Verdict,
}

/// What proves an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProofRecord {
    /// What was found: how much passes, or what it costs with what does not arrive, in the solver's unit of cost.
    pub value: f64,
    /// No flow is better than this.
    pub bound: f64,
    /// How far apart the two are, as a share of the value.
    pub gap: f64,
    /// The seal of the certificate's file, if one was written: SHA-256 of its contents.
    pub certificate: Option<String>,
}

/// Certifies an answer and has it checked.
///
/// # Errors
/// The checker's [`Complaint`]: the answer must not be shown.
pub fn prove(problem: &Problem, flow: &Flow) -> Result<Proven, Complaint> {
    let certificate = certify(problem, flow)?;
    let verdict = check(problem, &certificate)?;
    Ok(Proven { certificate, verdict })
}

impl Proven {
    /// What was proven, for a reader; `seal` is that of its file.
    pub fn record(&self, seal: Option<String>) -> ProofRecord {
        let (value, bound) = self.value_and_bound();
        let apart = (value - bound).abs();
        let gap = if apart == 0.0 { 0.0 } else { apart / value.abs().max(1e-9) };
        ProofRecord { value: rounded(value), bound: rounded(bound), gap: rounded(gap), certificate: seal }
    }

    /// How much passes and at most can, or what it costs and at least does.
    #[allow(clippy::cast_precision_loss)]
    fn value_and_bound(&self) -> (f64, f64) {
        let Verdict { claim, amount_bits, price_bits, primal, bound, served, unserved, .. } = self.verdict;
        let scaled = |number: i128, bits: u32| number as f64 / f64::from(bits).exp2();
        let asked = scaled(served + unserved, amount_bits);
        match claim {
            Claim::MostFlow => (scaled(served, amount_bits), asked - scaled(bound, price_bits)),
            Claim::LeastCost => (scaled(primal, amount_bits), scaled(bound, price_bits)),
        }
    }
}
