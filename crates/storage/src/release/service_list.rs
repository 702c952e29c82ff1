//! A national catalogue of services, beside the one that comes with the product.

use domain::Service;

use super::{Release, Result, services};
use crate::services::{ServiceRow, service_columns};

const FIND: &str = concat!("SELECT ", service_columns!(), "FROM service WHERE service.slug = $1");

/// Adds a service, or brings its description up to date.
pub(super) async fn add(release: &mut Release<'_>, service: &Service) -> Result<()> {
    let row = release.tx.optional::<ServiceRow>(FIND, vec![service.slug.as_str().into()]).await?;
    let known = row.map(Service::try_from).transpose()?;
    if known.as_ref() == Some(service) {
        release.outcome.unchanged += 1;
        return Ok(());
    }
    // Pages are kept by revision: a change without one would not be seen.
    release.revision().await?;
    if known.is_some() {
        release.outcome.corrected += 1;
    } else {
        release.outcome.added += 1;
    }
    services::describe(release.tx, service).await
}

#[cfg(test)]
mod tests {
    use domain::{Day, Slug};

    use crate::release::Release;
    use crate::testing::databases;
    use crate::{Actor, Db, services};

    fn service(slug: &str, name: &str, leika: &str) -> domain::Service {
        domain::Service {
            slug: Slug::parse(slug).unwrap(),
            name: name.to_owned(),
            name_en: String::new(),
            leika: leika.to_owned(),
            bundle: "10478".to_owned(),
            bundle_name: "Zulassung".to_owned(),
            field: "Umwelt".to_owned(),
            fee: None,
            catalogue: "OZG".to_owned(),
        }
    }

    async fn release(db: &Db, list: &[domain::Service]) -> (u64, u64, u64) {
        let mut tx = db.begin().await.unwrap();
        let actor = Actor::command_line();
        let mut release = Release::begin(&mut tx, &actor, Day::from_number(1), "test").await.unwrap();
        release.service_list(list).await.unwrap();
        let outcome = release.finish().await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(outcome.revision.is_some(), outcome.added + outcome.corrected > 0);
        (outcome.added, outcome.corrected, outcome.unchanged)
    }

    #[tokio::test]
    async fn a_list_of_services_comes_in_once_and_keys_need_not_be_unique() {
        for db in databases().await {
            let mut list = [
                service("leika-1", "Prüfung", ""),
                service("leika-2", "Abbruch", "3233"),
                service("leika-3", "x", "3233"),
            ];
            assert_eq!(release(&db, &list).await, (3, 0, 0));
            assert_eq!(release(&db, &list).await, (0, 0, 3));
            list[1].name = "Abbruchgenehmigung".to_owned();
            assert_eq!(release(&db, &list).await, (0, 1, 2));
            assert_eq!(services::find(&db, &list[1].slug).await.unwrap().as_ref(), Some(&list[1]));
        }
    }
}
