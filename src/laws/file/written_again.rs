//! A network that is written again and read again is the same.

use super::{difference, model_told};
use crate::diagnostics::Code;
use crate::laws::{Case, Law, Subject, Told, Violation};
use crate::load::{Document, load_texts};

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2031"),
    name: "written-again",
    title: "what is written again as one file is the same network",
    explain: "\
All files are merged, written as one, and read again: the model is the same but for the names of its files, and so is
the text when it is written once more. What the law is given is a number, which leaves some entries out, so that each
case is another part of the network.",
    weight: 1,
    draw: super::throws,
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let mut document = subject.document.clone();
    let mut dice = super::Dice::new(case.shuffle);
    // Now and then the whole network; else a few entries and what depends on them are left out.
    if dice.throw(4) != 0 {
        let left_out = document.entries().into_iter().filter(|_| dice.throw(50) == 0).collect();
        document.remove(&left_out);
    }
    let Some(network) = document.repair() else { return Ok(Told::Nothing) };
    let text = document.yaml();
    let texts = vec![("again.yaml".to_string(), text.clone().into_bytes())];
    let again = load_texts(texts.clone());
    let Some(read) = again.network else {
        let problem = again.diagnostics.first().map_or("it does not say why", |problem| &problem.message);
        return Err(Violation::new(format!("the network cannot be read again: {problem}")));
    };
    if let Some(difference) = difference(&model_told(&network), &model_told(&read)) {
        return Err(Violation::new(format!("the model is another one after writing and reading: {difference}")));
    }
    let once_more = Document::of_texts(&texts).map(|document| document.yaml());
    if once_more.as_ref() != Some(&text) {
        return Err(Violation::new("the text is another one when it is written once more"));
    }
    Ok(Told::Holds)
}
