//! What a certificate proved, or why it proves nothing, as a record.

use serde::Serialize;

use crate::flow::{
    Certificate, CertificateFile, Claim, Complaint, Distrust, Flow, Problem, StatedFigure, Verdict, certify, check,
};

/// The answer to `verify`. Numbers that were proven are exact decimals in strings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VerifyReport {
    /// `landbridge/verify/1`.
    pub schema: &'static str,
    /// Whether everything that was looked at holds.
    pub proven: bool,
    /// What does not, if anything.
    pub complaints: Vec<String>,
    /// What the arithmetic of the certificate proves by itself; none if it proves nothing.
    pub proof: Option<ProvenRecord>,
    /// Whether the file is as it was written.
    pub seal: Compared,
    /// Whether the network is the one that the certificate names.
    pub network: Compared,
    /// Whether the network and the command make the problem that the certificate is about.
    pub problem: Compared,
    /// Whether the answer is the one that the certificate belongs to.
    pub answer: Compared,
    /// The words of the command that wrote it.
    pub command: Vec<String>,
}

/// What came of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Compared {
    /// Same.
    Same,
    /// Something else.
    Other,
    /// There was nothing to compare with.
    NotCompared,
}

/// What was proven.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProvenRecord {
    /// `most_flow` or `least_cost`.
    pub claim: Claim,
    /// How much passes, in units; or what the flow costs with what it leaves unserved, in units of cost.
    pub value: String,
    /// No flow is better than this.
    pub bound: String,
    /// How far apart the two are.
    pub gap: String,
    /// The gap as a share of the value.
    pub relative_gap: f64,
    /// How many units arrive.
    pub served: String,
    /// How many that are asked for do not.
    pub unserved: String,
    /// How many paths the flow has.
    pub paths: usize,
    /// How many capacities have a price.
    pub priced: usize,
}

impl ProvenRecord {
    /// Tells a verdict.
    pub fn of(verdict: &Verdict) -> Self {
        let (amounts, prices) = (verdict.amount_bits, verdict.price_bits);
        let finer = amounts.max(prices);
        let (value, bound, scale) = match verdict.claim {
            Claim::LeastCost => (exact(verdict.primal, amounts), exact(verdict.bound, prices), verdict.primal),
            // Each unit that does not pass costs one: what can pass is what is asked for less the bound, and `served`
            // and `unserved` make up what is asked for. The value and the gap have one step, so the sum is exact in it.
            Claim::MostFlow => {
                let served = verdict.served << (finer - amounts);
                (exact(verdict.served, amounts), exact(served + verdict.gap, finer), verdict.served)
            }
        };
        Self {
            claim: verdict.claim,
            value,
            bound,
            gap: exact(verdict.gap, finer),
            relative_gap: share((verdict.gap, finer), (scale, amounts)),
            served: exact(verdict.served, amounts),
            unserved: exact(verdict.unserved, amounts),
            paths: verdict.paths,
            priced: verdict.priced,
        }
    }
}

/// Proves an answer, and checks the proof apart from the solver.
///
/// # Errors
/// What the checker complains of.
pub fn prove(problem: &Problem, flow: &Flow) -> Result<(Certificate, ProvenRecord), Complaint> {
    let certificate = certify(problem, flow)?;
    let verdict = check(problem, &certificate)?;
    Ok((certificate, ProvenRecord::of(&verdict)))
}

/// `number` times 2^-`bits` in full: such a number has at most `bits` decimals.
fn exact(number: i128, bits: u32) -> String {
    let size = number.unsigned_abs();
    let (whole, mut rest) = (size >> bits, size & ((1 << bits) - 1));
    let mut text = format!("{}{whole}", if number < 0 { "-" } else { "" });
    if rest > 0 {
        text.push('.');
    }
    while rest > 0 {
        rest *= 10;
        text.push_str(&(rest >> bits).to_string());
        rest &= (1 << bits) - 1;
    }
    text
}

/// One number as a share of another; nothing of nothing is nothing.
#[allow(clippy::cast_precision_loss)] // told, not counted with
fn share((part, part_bits): (i128, u32), (whole, whole_bits): (i128, u32)) -> f64 {
    if part == 0 {
        return 0.0;
    }
    part as f64 / whole as f64 * 2_f64.powi(whole_bits.cast_signed() - part_bits.cast_signed())
}

/// What a complaint is about, by the name that the file gives it.
pub fn named(file: &CertificateFile, distrust: &Distrust) -> Option<String> {
    let Distrust::Proof(complaint) = distrust else { return None };
    let capacity = |number: usize| Some((format!("capacity {number}"), file.about.capacities.get(number)?));
    let demand = |number: usize| Some((format!("demand {number}"), file.about.demands.get(number)?));
    let of_path = |path: usize| demand(file.certificate.paths.get(path)?.demand as usize);
    let (what, name) = match *complaint {
        Complaint::OverCapacity { capacity: number, .. } => capacity(number),
        Complaint::NotPositive { capacity: number, .. }
        | Complaint::Figure { figure: StatedFigure::Slack(number), .. } => capacity(number as usize),
        Complaint::TooMuchServed { demand: number, .. } => demand(number),
        Complaint::Broken { path, .. }
        | Complaint::UnknownArc { path, .. }
        | Complaint::WrongEnd { path, .. }
        | Complaint::NothingCarried { path, .. }
        | Complaint::Figure { figure: StatedFigure::ReducedCost(path), .. } => of_path(path),
        _ => None,
    }?;
    Some(format!("{what} is {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_two_are_told_in_full() {
        assert_eq!(exact(35, 0), "35");
        assert_eq!(exact(-3, 1), "-1.5");
        assert_eq!(exact(1, 10), "0.0009765625");
        assert_eq!(exact(5 << 40, 40), "5");
        assert_eq!(exact(-1, 3), "-0.125");
        assert_eq!(exact(i128::MAX, 60).len(), 21 + 1 + 60);
    }

    #[test]
    fn how_much_passes_is_told_from_what_does_not() {
        let mut verdict = Verdict {
            claim: Claim::MostFlow,
            amount_bits: 1,
            price_bits: 2,
            primal: 4,
            bound: 7,
            gap: 1,
            served: 10,
            unserved: 4,
            paths: 2,
            priced: 1,
        };
        let told = ProvenRecord::of(&verdict);
        assert_eq!((told.value.as_str(), told.bound.as_str(), told.gap.as_str()), ("5", "5.25", "0.25"));
        assert!((told.relative_gap - 0.05).abs() < 1e-12);
        verdict.claim = Claim::LeastCost;
        let told = ProvenRecord::of(&verdict);
        assert_eq!((told.value.as_str(), told.bound.as_str(), told.unserved.as_str()), ("2", "1.75", "2"));
    }
}
