//! FNV-1a, 64 bits: it names files by their content and guards nothing. `build.rs` uses it too.

/// A hash that grows with what is added.
#[derive(Debug, Clone, Copy)]
pub struct Fnv1a(u64);

impl Default for Fnv1a {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv1a {
    /// Adds bytes behind those before.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    }

    /// The hash of all that was added.
    pub fn hash(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Fnv1a;

    /// Test vectors of draft-eastlake-fnv.
    #[test]
    fn the_hash_is_fnv_1a() {
        let mut hash = Fnv1a::default();
        assert_eq!(hash.hash(), 0xcbf2_9ce4_8422_2325);
        hash.add(b"foo");
        hash.add(b"bar");
        assert_eq!(hash.hash(), 0x8594_4171_f739_67e8);
    }
}
