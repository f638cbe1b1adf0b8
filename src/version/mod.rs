//! Monikers, their order, and docfx's range algebra.
//!
//! A [`Catalog`] knows every moniker; a [`Range`] is what an author wrote, and
//! [`Catalog::select`] says which versions it means.

mod definition;
mod range;

use fixedbitset::FixedBitSet;

pub use definition::{DefinedProduct, DefinitionError, catalog_of_definition, read_definition};
pub use range::{Comparator, Operator, Range, RangeError};

/// One version of one product: an index into the [`Catalog`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonikerId(pub u32);

/// One version of one product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moniker {
    /// `sc-vmm-2022`, as its product spells it.
    pub name: String,
    /// Which product: an index into [`Catalog::products`].
    pub product: u32,
    /// The place in the release order of the product. Two monikers may share one.
    pub order: u32,
}

/// All monikers of all products, each product's in release order.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// By [`MonikerId`]: products in order, each product's monikers in release order.
    pub monikers: Vec<Moniker>,
    /// The names of the products.
    pub products: Vec<String>,
}

impl Catalog {
    /// A catalog of products, each a name and its monikers in release order.
    pub fn of_products<'a>(products: impl IntoIterator<Item = (&'a str, &'a [&'a str])>) -> Self {
        let mut catalog = Self::default();
        for (name, monikers) in products {
            let ordered = monikers.iter().enumerate().map(|(at, name)| (*name, at as u32));
            catalog.add_product(name, ordered);
        }
        catalog
    }

    /// Adds a product with its monikers and their order, and says which number it has.
    pub fn add_product<'a>(
        &mut self,
        name: &str,
        monikers: impl IntoIterator<Item = (&'a str, u32)>,
    ) -> u32 {
        let product = self.products.len() as u32;
        self.products.push(name.to_owned());
        let first = self.monikers.len();
        self.monikers.extend(monikers.into_iter().map(|(name, order)| Moniker {
            name: name.to_owned(),
            product,
            order,
        }));
        self.monikers[first..].sort_by_key(|moniker| moniker.order);
        product
    }

    /// The spelling of a moniker.
    pub fn name(&self, id: MonikerId) -> &str {
        &self.monikers[id.0 as usize].name
    }

    /// The names of a set's members, in catalog order.
    pub fn names<'a>(&'a self, set: &'a MonikerSet) -> impl Iterator<Item = &'a str> + 'a {
        set.iter().map(|id| self.name(id))
    }

    /// The moniker of this name; letter case does not count.
    pub fn find(&self, name: &str) -> Option<MonikerId> {
        let at = self.monikers.iter().position(|known| known.name.eq_ignore_ascii_case(name))?;
        Some(MonikerId(at as u32))
    }

    /// All versions of one product.
    pub fn of_product(&self, product: u32) -> MonikerSet {
        self.ids().filter(|id| self.monikers[id.0 as usize].product == product).collect()
    }

    /// Every moniker, in catalog order.
    pub fn ids(&self) -> impl Iterator<Item = MonikerId> + '_ {
        (0..self.monikers.len() as u32).map(MonikerId)
    }

    /// The known moniker that is spelt most like `name`, when one is near enough to be meant.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.monikers.iter().map(|moniker| moniker.name.as_str()))
    }
}

/// The candidate that is spelt most like `word`, when one is near enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // A megabyte in the place of a word is not a slip of the pen.
    if word.len() > 200 {
        return None;
    }
    let folded = word.to_lowercase();
    let alike =
        |known: &str| strsim::normalized_damerau_levenshtein(&folded, &known.to_lowercase());
    let (likeness, best) = candidates
        .map(|known| (alike(known), known))
        .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (likeness >= 0.6).then_some(best)
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
        // Growing only as far as the greatest member keeps equal sets equal.
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
    /// How many it has.
    pub fn len(&self) -> usize {
        self.0.count_ones(..)
    }
    /// Its members, in catalog order.
    pub fn iter(&self) -> impl Iterator<Item = MonikerId> + '_ {
        self.0.ones().map(|at| MonikerId(at as u32))
    }
    /// The members of both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        Self::from_ids(self.iter().filter(|id| other.contains(*id)))
    }
    /// The members of either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let mut union = self.clone();
        // It grows as far as the greatest member of `other`, as when each is inserted.
        union.0.union_with(&other.0);
        union
    }
    /// The members that `other` does not have.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        Self::from_ids(self.iter().filter(|id| !other.contains(*id)))
    }
    /// Whether `other` has all its members.
    pub fn is_subset(&self, other: &Self) -> bool {
        self.iter().all(|id| other.contains(id))
    }
}

impl FromIterator<MonikerId> for MonikerSet {
    fn from_iter<I: IntoIterator<Item = MonikerId>>(ids: I) -> Self {
        Self::from_ids(ids)
    }
}
