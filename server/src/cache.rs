//! Rendered answers, kept by revision, day, address and encoding, bounded in bytes. Simultaneous requests for one
//! address wait for one render.

use std::future::Future;
use std::sync::Arc;

use domain::{Day, Revision};
use moka::future::Cache as Moka;

use crate::answer::{Encoding, Stored};

/// What an answer depends on. The language is part of the address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// The revision of the data. A release makes all older answers unreachable, and they age out.
    pub revision: Revision,
    /// The day, because pages tell the age of values.
    pub day: Day,
    /// The canonical address.
    pub address: String,
    /// The content encoding.
    pub encoding: Encoding,
}

/// The cache.
#[derive(Clone)]
pub struct Cache {
    answers: Moka<Key, Arc<Stored>>,
}

impl Cache {
    /// A cache of at most this many bytes.
    pub fn new(bytes: u64) -> Self {
        let weigh = |key: &Key, stored: &Arc<Stored>| {
            u32::try_from(key.address.len() + stored.weight()).unwrap_or(u32::MAX)
        };
        Self { answers: Moka::builder().max_capacity(bytes).weigher(weigh).build() }
    }

    /// The answer for a key, rendered by `render` when it is not there. Encoded forms are made from the plain one, so
    /// that a page is rendered once however many encodings are asked for.
    ///
    /// # Errors
    /// What `render` returns; failures are not kept.
    pub async fn get<E: Send + Sync + 'static>(
        &self,
        key: Key,
        render: impl Future<Output = Result<Stored, E>> + Send,
    ) -> Result<Arc<Stored>, Arc<E>> {
        let plain = Key { encoding: Encoding::Identity, ..key.clone() };
        let plain = self.answers.try_get_with(plain, async { render.await.map(Arc::new) });
        if key.encoding == Encoding::Identity {
            return plain.await;
        }
        let encoding = key.encoding;
        if let Some(found) = self.answers.get(&key).await {
            return Ok(found);
        }
        let plain = plain.await?;
        Ok(self.answers.get_with(key, async move { Arc::new(plain.encoded(encoding)) }).await)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn key(encoding: Encoding) -> Key {
        Key { revision: Revision(1), day: Day::from_number(0), address: "/".into(), encoding }
    }

    fn stored() -> Stored {
        Stored::new("text/html; charset=utf-8", "<p>ä</p>".repeat(200).into_bytes())
    }

    #[tokio::test]
    async fn simultaneous_requests_share_one_render() {
        let (cache, renders) = (Cache::new(1 << 20), Arc::new(AtomicUsize::new(0)));
        let tasks = (0..50).map(|number| {
            let (cache, renders) = (cache.clone(), renders.clone());
            let encoding = if number % 2 == 0 { Encoding::Brotli } else { Encoding::Identity };
            tokio::spawn(async move {
                let render = async {
                    renders.fetch_add(1, Ordering::SeqCst);
                    tokio::task::yield_now().await;
                    Ok::<_, ()>(stored())
                };
                cache.get(key(encoding), render).await.unwrap()
            })
        });
        for task in tasks.collect::<Vec<_>>() {
            task.await.unwrap();
        }
        assert_eq!(renders.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() {
        let cache = Cache::new(1 << 20);
        let failed = cache.get(key(Encoding::Gzip), async { Err::<Stored, _>("no") }).await;
        assert_eq!(failed.map(drop), Err(Arc::new("no")));
        let better = cache.get(key(Encoding::Gzip), async { Ok::<_, &str>(stored()) }).await;
        assert!(better.is_ok());
    }

    #[tokio::test]
    async fn the_cache_stays_within_its_bytes() {
        let cache = Cache::new(10_000);
        for number in 0..100 {
            let key = Key { address: format!("/{number}"), ..key(Encoding::Identity) };
            cache.get(key, async { Ok::<_, ()>(stored()) }).await.unwrap();
        }
        cache.answers.run_pending_tasks().await;
        assert!(cache.answers.weighted_size() <= 10_000, "{}", cache.answers.weighted_size());
    }
}
