//! A few things kept in a plain vector. A tree would be quicker for thousands; here there are a handful, and each kind
//! of tree costs every phone some 3 kB of code.

/// A few values, each once.
#[derive(Clone, Debug)]
pub(crate) struct Few<T>(Vec<T>);

impl<T> Default for Few<T> {
    fn default() -> Few<T> {
        Few(Vec::new())
    }
}

impl<T: PartialEq> Few<T> {
    pub(crate) fn contains<Q: ?Sized>(&self, value: &Q) -> bool
    where
        T: PartialEq<Q>,
    {
        self.0.iter().any(|other| other == value)
    }

    pub(crate) fn insert(&mut self, value: T) {
        if !self.contains(&value) {
            self.0.push(value);
        }
    }

    pub(crate) fn retain(&mut self, keep: impl FnMut(&mut T) -> bool) {
        self.0.retain_mut(keep);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter()
    }
}

/// A few values by key.
#[derive(Clone, Debug)]
pub(crate) struct FewByKey<K, V>(Vec<(K, V)>);

impl<K, V> Default for FewByKey<K, V> {
    fn default() -> FewByKey<K, V> {
        FewByKey(Vec::new())
    }
}

impl<K: PartialEq, V> FewByKey<K, V> {
    pub(crate) fn get<Q: ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: PartialEq<Q>,
    {
        self.0.iter().find(|(other, _)| other == key).map(|(_, value)| value)
    }

    pub(crate) fn insert(&mut self, key: K, value: V) {
        self.0.retain(|(other, _)| *other != key);
        self.0.push((key, value));
    }

    pub(crate) fn remove<Q: ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: PartialEq<Q>,
    {
        let place = self.0.iter().position(|(other, _)| other == key)?;
        Some(self.0.swap_remove(place).1)
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Keeps what `keep` says; it may change key and value.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&mut K, &mut V) -> bool) {
        self.0.retain_mut(|(key, value)| keep(key, value));
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}
