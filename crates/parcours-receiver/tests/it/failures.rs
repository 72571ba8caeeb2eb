//! A database that cannot write: nothing is stored, nothing is claimed, and the same request works later.

use crate::world::{World, fresh_databases, good, on_each_database};

#[tokio::test]
async fn a_failed_write_is_told_stores_nothing_and_can_be_tried_again() {
    on_each_database(async |world| {
        let sent = good();
        world.sql("ALTER TABLE submissions RENAME TO away").await;
        let answer = world.post(&sent).await;
        assert_eq!(answer.status, 503, "{}", answer.text());
        assert_eq!(answer.json()["type"], "urn:parcours:problem:not-stored");
        assert!(answer.header("retry-after").parse::<u32>().is_ok());
        world.sql("ALTER TABLE away RENAME TO submissions").await;
        assert_eq!(world.count("submissions").await, 0);
        assert_eq!(world.post(&sent).await.status, 201);
        assert_eq!(world.count("submissions").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_cannot_be_written_takes_the_whole_submission_back() {
    on_each_database(async |world| {
        let sent = crate::attachments::one_file();
        world.sql("ALTER TABLE attachments RENAME TO away").await;
        assert_eq!(world.post(&sent).await.status, 503);
        assert_eq!(world.count("submissions").await, 0);
        world.sql("ALTER TABLE away RENAME TO attachments").await;
        assert_eq!(world.post(&sent).await.status, 201);
        assert_eq!((world.count("submissions").await, world.count("attachments").await), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_read_only_or_full_sqlite_file_is_told() {
    let database = fresh_databases().await.remove(0);
    let world = World::with(database, |_| {}).await;
    // What an operating system's full disk or lost rights come to: SQLite refuses the insert.
    world.sql("CREATE TRIGGER full BEFORE INSERT ON submissions BEGIN SELECT RAISE(ABORT, 'full'); END").await;
    let sent = good();
    assert_eq!(world.post(&sent).await.status, 503);
    world.sql("DROP TRIGGER full").await;
    assert_eq!(world.count("submissions").await, 0);
    assert_eq!(world.post(&sent).await.status, 201);
    world.end().await;
}

#[tokio::test]
async fn a_closed_database_answers_503_and_health_says_so() {
    on_each_database(async |world| {
        assert_eq!(world.get("/health").await.status, 200);
        world.receiver.close().await;
        assert_eq!(world.post(&good()).await.status, 503);
        assert_eq!(world.get("/health").await.status, 503);
        assert_eq!(world.get("/submissions").await.status, 503);
    })
    .await;
}

#[tokio::test]
async fn opening_again_keeps_what_was_stored() {
    on_each_database(async |world| {
        let sent = good();
        let first = world.post(&sent).await;
        let second = World::with(world.database.clone(), |_| {}).await;
        assert_eq!(second.post(&sent).await.bytes, first.bytes);
        second.receiver.close().await;
    })
    .await;
}
