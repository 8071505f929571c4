//! Exit codes. Scripts rely on them.

use std::process::ExitCode;

/// Done; the answer is positive.
pub const DONE: Exit = Exit(0);
/// A negative answer: no route, check failed.
pub const NEGATIVE: Exit = Exit(1);
/// The command line cannot be understood, or names something that is not there.
pub const USAGE: Exit = Exit(2);
/// The network or scenario is wrong.
pub const BAD_NETWORK: Exit = Exit(3);
/// Reading or writing failed, or a bug.
pub const FAILED: Exit = Exit(4);

/// An exit code. An interrupted program ends with 130, which the shell sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exit(u8);

impl Exit {
    /// The number that the shell sees.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.0)
    }
}
