//! `landbridge site --watch`: builds, shows, and builds again when the network or a template changes.
//!
//! What changed is found by reading: the digest of all inputs is compared twice a second, which also sees a file that
//! was replaced within the clock's tick and takes a few milliseconds. Ctrl-C ends the program at once, as it does
//! anywhere else (exit code 130 in the shell); a build that it stops leaves the site as it was.

use std::time::Duration;

use super::preview::Preview;
use super::{Arguments, Exit, Failure, SiteCommand, Source, build, failed, print};

/// How often inputs are read.
const PAUSE: Duration = Duration::from_millis(500);

/// Builds and serves until it is interrupted; returns only if it cannot begin.
pub fn run(command: &SiteCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let preview = Preview::start(&command.out, command.port).map_err(|error| failed(format!("no preview: {error}")))?;
    let mut built = rebuild(command, arguments);
    print::answer(&format!("open http://{}/\n", preview.address()))?;
    if !arguments.quiet {
        let watched = match (&arguments.network, &command.templates) {
            (None, None) => {
                "the built-in network does not change: name one with --network, or templates with --templates"
            }
            _ => "waiting for changes of the network and its templates",
        };
        anstream::eprintln!("{watched}; Ctrl-C ends");
    }
    loop {
        std::thread::sleep(PAUSE);
        let now = inputs(command, arguments);
        // A file half written today is whole at the next look: only what stays the same for one pause is built.
        if now != built && {
            std::thread::sleep(PAUSE / 4);
            inputs(command, arguments) == now
        } {
            built = rebuild(command, arguments);
            preview.changed();
        }
    }
}

/// The digest of the inputs, or why they cannot be read.
fn inputs(command: &SiteCommand, arguments: &Arguments) -> Result<String, String> {
    Source::read(command, arguments).map(|source| source.inputs).map_err(|failure| failure.message)
}

/// Builds, tells what went wrong, and returns what was built.
fn rebuild(command: &SiteCommand, arguments: &Arguments) -> Result<String, String> {
    let built = inputs(command, arguments);
    if let Err(failure) = build(command, arguments) {
        anstream::eprintln!("{}", failure.message.trim_end());
    }
    built
}
