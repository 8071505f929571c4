//! How far is it? A bar on a terminal, for work that takes longer than half a second; nothing elsewhere.

use std::io::IsTerminal as _;
use std::sync::Once;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar that counts things done.
pub struct Progress {
    bar: ProgressBar,
    start: Instant,
    shown: Once,
    is_wanted: bool,
}

impl Progress {
    /// For `total` things of this name; never shown where stderr is no terminal.
    pub fn new(things: &'static str, total: usize, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        let line = format!("{things} {{human_pos}}/{{human_len}} [{{bar:30}}] {{per_sec}}, {{eta}} left");
        if let Ok(style) = ProgressStyle::with_template(&line) {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar, start: Instant::now(), shown: Once::new(), is_wanted: !quiet && std::io::stderr().is_terminal() }
    }

    /// One thing more is done; from any thread.
    pub fn one_more(&self) {
        if self.is_wanted && self.start.elapsed() > PATIENCE {
            self.shown.call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
        self.bar.inc(1);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
