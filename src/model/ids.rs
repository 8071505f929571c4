//! Typed positions in the network's tables: a place's id cannot index the lines.

use std::marker::PhantomData;
use std::ops::Index;

/// A typed position in a [`Table`].
pub trait Key: Copy + Eq + Ord {
    /// From a position.
    fn from_index(index: usize) -> Self;
    /// The position.
    fn index(self) -> usize;
}

/// Something that files name by an id.
pub trait Named {
    /// The id as files write it.
    fn id(&self) -> &str;
}

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl Key for $name {
            fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).expect("a network has fewer than 2^32 entries"))
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

keys! {
    /// A place.
    PlaceId;
    /// A city, which groups places.
    CityId;
    /// An operator.
    OperatorId;
    /// A line on land.
    LineId;
    /// A section of a line, between two neighbouring posts.
    SectionId;
    /// A sea lane.
    LaneId;
    /// A strait, canal or other named passage.
    PassageId;
    /// A transfer.
    TransferId;
    /// A vessel.
    VesselId;
    /// A cargo.
    CargoId;
    /// A kind of train.
    TrainId;
    /// A demand.
    DemandId;
    /// Lines that share one capacity.
    CapacityGroupId;
    /// How trains use a kind of railway.
    CapacityRuleId;
    /// How much longer full links of a mode take.
    CongestionId;
    /// A store.
    StorageId;
    /// What a field, mine or plant can give.
    SupplyId;
    /// What could be built.
    ProjectId;
    /// An escort tariff.
    EscortTariffId;
    /// A risk table.
    RiskTableId;
    /// A rate.
    RateId;
    /// An emission factor.
    ModeEmissionId;
    /// A fuel.
    FuelId;
    /// What a currency is worth.
    CurrencyRateId;
    /// An ice area.
    IceAreaId;
    /// A set of admission rules.
    AdmissionId;
    /// A restriction.
    RestrictionId;
    /// A scenario.
    ScenarioId;
    /// A corridor.
    CorridorId;
    /// A route that the report plans.
    ReportRouteId;
    /// How much the report asks can pass.
    ReportCutId;
    /// Which demands the report sends together.
    ReportFlowId;
    /// An expectation.
    ExpectationId;
    /// A source.
    SourceId;
}

/// Entries of one kind, indexed by their typed key.
///
/// The loader sorts entries by id, so keys, and with them every answer, do not depend on the order of files or keys.
#[derive(Debug, Clone)]
pub struct Table<K, T> {
    items: Vec<T>,
    key: PhantomData<K>,
}

impl<K, T> Default for Table<K, T> {
    fn default() -> Self {
        Self { items: Vec::new(), key: PhantomData }
    }
}

impl<K: Key, T> Table<K, T> {
    /// A table of `items`, in this order.
    pub fn new(items: Vec<T>) -> Self {
        Self { items, key: PhantomData }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Keys with their entries, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (K, &T)> {
        self.items.iter().enumerate().map(|(index, item)| (K::from_index(index), item))
    }

    /// Entries in order.
    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// All keys in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = K> + use<K, T> {
        (0..self.items.len()).map(K::from_index)
    }
}

impl<K: Key, T: Named> Table<K, T> {
    /// The key of the entry with this id.
    pub fn find(&self, id: &str) -> Option<K> {
        self.items.binary_search_by(|item| item.id().cmp(id)).ok().map(K::from_index)
    }
}

impl<K: Key, T> Index<K> for Table<K, T> {
    type Output = T;

    fn index(&self, key: K) -> &T {
        &self.items[key.index()]
    }
}

/// Implements [`Named`] for structs with a field `id`.
macro_rules! named {
    ($($name:ty),* $(,)?) => {$(
        impl crate::model::Named for $name {
            fn id(&self) -> &str {
                &self.id
            }
        }
    )*};
}
pub(crate) use named;
