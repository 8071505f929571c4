//! How long did it take: by the clock, and on the processor? And what is printed of it.

use std::time::Instant;

use rustix::time::{ClockId, clock_gettime};

/// What is measured.
pub struct Told<'a> {
    pub graph: &'a str,
    pub library: &'a str,
    pub task: &'a str,
}

fn seconds(clock: ClockId) -> f64 {
    let now = clock_gettime(clock);
    now.tv_sec as f64 + now.tv_nsec as f64 * 1e-9
}

/// Seconds of the processor and by the clock that work takes, and what it returns. Of all threads, if `all`.
pub fn timed<T>(all: bool, work: impl FnOnce() -> T) -> (f64, f64, T) {
    let clock = if all { ClockId::ProcessCPUTime } else { ClockId::ThreadCPUTime };
    let (begin, wall) = (seconds(clock), Instant::now());
    let result = work();
    (seconds(clock) - begin, wall.elapsed().as_secs_f64(), result)
}

fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

pub fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of[of.len() / 2]
}

impl Told<'_> {
    /// Prints the median of questions, and the sum of the first twenty answers.
    pub fn each<T: Copy>(&self, what: &str, questions: &[T], budget: f64, mut answer: impl FnMut(T) -> u64) {
        answer(questions[0]);
        let (mut cpu, mut wall, mut sum) = (Vec::new(), Vec::new(), 0);
        let begin = Instant::now();
        for (place, &question) in questions.iter().enumerate() {
            let (of_cpu, of_wall, found) = timed(false, || answer(question));
            cpu.push(of_cpu);
            wall.push(of_wall);
            if place < 20 {
                sum += found;
            }
            if place >= 19 && begin.elapsed().as_secs_f64() > budget {
                break;
            }
        }
        self.one(what, median(cpu.clone()), median(wall), cpu.len(), sum);
    }

    /// Prints one result.
    pub fn one(&self, what: &str, cpu: f64, wall: f64, count: usize, sum: u64) {
        println!(
            r#"{{"graph": "{}", "lib": "{}", "task": "{}", "what": "{what}", "cpu_s": {cpu:.9}, "wall_s": {wall:.9}, "count": {count}, "sum": {sum}, "peak_mb": {}}}"#,
            self.graph,
            self.library,
            self.task,
            peak_mb()
        );
    }
}
