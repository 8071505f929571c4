//! rayon, or the same work in sequence where there are no threads. Results keep the order of the input either way.

/// Applies `work` to every item, in parallel with feature `parallel`.
#[cfg(feature = "parallel")]
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    use rayon::prelude::*;
    items.par_iter().map(work).collect()
}

/// Does both, at the same time with feature `parallel`.
#[cfg(feature = "parallel")]
pub fn join<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(one, other)
}

/// Fills chunks of `size` items, the last one maybe shorter: `work` gets the number of each, and room that one thread made
/// for itself with `room` and uses for one chunk after the other.
#[cfg(feature = "parallel")]
pub fn for_each_chunk<T: Send, R>(
    items: &mut [T],
    size: usize,
    room: impl Fn() -> R + Sync + Send,
    work: impl Fn(&mut R, usize, &mut [T]) + Sync + Send,
) {
    use rayon::prelude::*;
    items.par_chunks_mut(size).enumerate().for_each_init(room, |room, (at, chunk)| work(room, at, chunk));
}

/// Fills chunks of `size` items, one after the other.
#[cfg(not(feature = "parallel"))]
pub fn for_each_chunk<T, R>(
    items: &mut [T],
    size: usize,
    room: impl Fn() -> R,
    work: impl Fn(&mut R, usize, &mut [T]),
) {
    let mut room = room();
    items.chunks_mut(size).enumerate().for_each(|(at, chunk)| work(&mut room, at, chunk));
}

/// Does one, then the other.
#[cfg(not(feature = "parallel"))]
pub fn join<A, B>(one: impl FnOnce() -> A, other: impl FnOnce() -> B) -> (A, B) {
    (one(), other())
}

/// Applies `work` to every item, in sequence.
#[cfg(not(feature = "parallel"))]
pub fn map<T, R>(items: &[T], work: impl Fn(&T) -> R) -> Vec<R> {
    items.iter().map(work).collect()
}
