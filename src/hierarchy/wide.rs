//! The widest registers that the processor has, or those that all of its kind have: the same numbers either way.

/// Does work whose loops over numbers side by side gain from wide registers. What it calls must be inlined to gain.
#[cfg(feature = "simd")]
#[inline]
pub fn with_widest<R>(work: impl FnOnce() -> R) -> R {
    pulp::Arch::new().dispatch(work)
}

/// Does the work.
#[cfg(not(feature = "simd"))]
#[inline]
pub fn with_widest<R>(work: impl FnOnce() -> R) -> R {
    work()
}
