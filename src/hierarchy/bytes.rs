//! How does a hierarchy stand in a file? As numbers of 32 bits, little-endian, with a version before and a checksum behind.

use super::elimination::Upward;
use super::structure::{Hierarchy, MOST};
use super::tables::{NO_SLOT, Parts};

const NAME: [u8; 8] = *b"lb-cch\0\0";
/// Rises with every change of what is kept or how it is found.
const VERSION: u32 = 1;
/// Name, version, seven counts.
const HEAD: usize = 8 + 4 + 7 * 4;
const CHECKSUM: usize = 8;

/// Why bytes are no hierarchy. Make it anew from the links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BytesError {
    /// They begin otherwise.
    #[error("this is no hierarchy of landbridge")]
    Other,
    /// Another version wrote them.
    #[error("version {0} of the hierarchy's format, and only version {VERSION} is read")]
    Version(u32),
    /// They end too early or too late, their checksum is another, or what they say cannot be.
    #[error("the hierarchy is damaged")]
    Damaged,
}

impl Hierarchy {
    /// All that [`Hierarchy::from_bytes`] needs.
    pub fn to_bytes(&self) -> Vec<u8> {
        let (upward, tables) = (&self.upward, &self.tables);
        let counts = [
            self.node.len(),
            upward.heads.len(),
            tables.along.len(),
            tables.pieces.len(),
            tables.ends.len(),
            tables.slot.len(),
            tables.block.len(),
        ];
        let pairs = tables.pieces.iter().chain(&tables.ends).flat_map(|&(one, other)| [one, other]);
        let numbers = self.node.iter().chain(&upward.first).chain(&upward.heads).copied();
        let numbers = numbers.chain(pairs).chain(tables.slot.iter().chain(&tables.block).copied());
        let mut bytes = Vec::with_capacity(HEAD + 4 * words(&counts) + CHECKSUM);
        bytes.extend(NAME);
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(counts.iter().flat_map(|&count| (count as u32).to_le_bytes()));
        bytes.extend(numbers.flat_map(u32::to_le_bytes));
        let sum = checksum(&bytes);
        bytes.extend(sum.to_le_bytes());
        bytes
    }

    /// The hierarchy that [`Hierarchy::to_bytes`] was asked of.
    ///
    /// # Errors
    /// [`BytesError`] if the bytes are not those of this version, whole and unchanged. The checksum finds damage, not
    /// forgery.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BytesError> {
        if bytes.get(..NAME.len()) != Some(&NAME) {
            return Err(BytesError::Other);
        }
        let head: Vec<u32> = numbers(bytes.get(NAME.len()..HEAD).ok_or(BytesError::Damaged)?);
        if head[0] != VERSION {
            return Err(BytesError::Version(head[0]));
        }
        let counts: Vec<usize> = head[1..].iter().map(|&count| count as usize).collect();
        let end = bytes.len().saturating_sub(CHECKSUM);
        if counts.iter().any(|&count| count >= MOST) || end != HEAD + 4 * words(&counts) {
            return Err(BytesError::Damaged);
        }
        if bytes[end..] != checksum(&bytes[..end]).to_le_bytes() {
            return Err(BytesError::Damaged);
        }
        let mut rest = &bytes[HEAD..end];
        let mut take = |count: usize| {
            let (taken, left) = rest.split_at(4 * count);
            rest = left;
            numbers(taken)
        };
        let pairs = |numbers: Vec<u32>| numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        let node = take(counts[0]);
        let upward = Upward { first: take(counts[0] + 1), heads: take(counts[1]) };
        let parts = Parts {
            steps: counts[2] as u32,
            pieces: pairs(take(2 * counts[3])),
            ends: pairs(take(2 * counts[4])),
            slot: take(counts[5]),
            block: take(counts[6]),
        };
        let rank = ranks(&node).ok_or(BytesError::Damaged)?;
        if sound(&upward, &parts) { Ok(Self::of_parts(node, rank, upward, parts)) } else { Err(BytesError::Damaged) }
    }
}

fn words(counts: &[usize]) -> usize {
    2 * counts[0] + 1 + counts[1] + 2 * counts[3] + 2 * counts[4] + counts[5] + counts[6]
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks().0.iter().map(|&number| u32::from_le_bytes(number)).collect()
}

/// FNV-1a, but by numbers of 32 bits and not by bytes. Any one number changed changes it.
fn checksum(bytes: &[u8]) -> u64 {
    let numbers = bytes.as_chunks().0.iter().map(|&number| u32::from_le_bytes(number));
    numbers.fold(0xcbf2_9ce4_8422_2325, |sum, number| (sum ^ u64::from(number)).wrapping_mul(0x0100_0000_01b3))
}

/// Where each node stands, if each stands somewhere.
fn ranks(node: &[u32]) -> Option<Vec<u32>> {
    let mut rank = vec![NO_SLOT; node.len()];
    for (place, &node) in node.iter().enumerate() {
        let rank = rank.get_mut(node as usize).filter(|rank| **rank == NO_SLOT)?;
        *rank = place as u32;
    }
    Some(rank)
}

/// Whether all numbers are in their ranges.
fn sound(upward: &Upward, parts: &Parts) -> bool {
    let (nodes, arcs) = (upward.first.len() - 1, upward.heads.len());
    let (steps, links) = (parts.steps, parts.ends.len());
    upward.first[0] == 0
        && upward.first[nodes] as usize == arcs
        && upward.first.is_sorted()
        && (0..nodes as u32).all(|node| {
            let heads = upward.of_node(node);
            heads.is_sorted_by(|one, other| one < other)
                && heads.first().is_none_or(|&head| head > node)
                && heads.last().is_none_or(|&head| (head as usize) < nodes)
        })
        && parts.pieces.len().is_multiple_of(2)
        && parts.pieces.len() / 2 <= nodes
        && (0..parts.pieces.len() / 2).all(|node| upward.first[node + 1] as usize == 2 * node + 2)
        && parts.pieces.iter().all(|&(begin, end)| begin != end && begin.max(end) <= steps)
        && parts.slot.len() == links
        && parts.block.len() == links
        && parts.block.iter().all(|&block| (block as usize) < nodes)
        && parts.ends.iter().all(|&(from, to)| (from.max(to) as usize) < nodes)
        && parts.slot.iter().all(|&slot| slot == NO_SLOT || (slot as usize / 2) < arcs)
}
