//! Monikers, their order, and docfx's range algebra.

use fixedbitset::FixedBitSet;

/// One version of one product: an index into the [`Catalog`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonikerId(pub u32);

/// All monikers of all products, each product's in release order.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// `(name, product, order within the product)`, by [`MonikerId`].
    pub monikers: Vec<(String, u32, u32)>,
}

/// A set of versions. Ordered and hashed by its members.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonikerSet(FixedBitSet);

impl MonikerSet {
    /// The set of these.
    pub fn from_ids(ids: impl IntoIterator<Item = MonikerId>) -> Self {
        let mut set = Self::default();
        for id in ids {
            set.insert(id);
        }
        set
    }
    /// Adds one.
    pub fn insert(&mut self, id: MonikerId) {
        self.0.grow_and_insert(id.0 as usize);
    }
    /// Whether it has this one.
    pub fn contains(&self, id: MonikerId) -> bool {
        self.0.contains(id.0 as usize)
    }
    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.0.is_clear()
    }
    /// Its members, in catalog order.
    pub fn iter(&self) -> impl Iterator<Item = MonikerId> + '_ {
        self.0.ones().map(|at| MonikerId(at as u32))
    }
    /// The members of both.
    pub fn intersection(&self, other: &Self) -> Self {
        Self::from_ids(self.iter().filter(|id| other.contains(*id)))
    }
    /// The members of either.
    pub fn union(&self, other: &Self) -> Self {
        Self::from_ids(self.iter().chain(other.iter()))
    }
}
