//! What pages show of the newest revision without counting observations: headlines and counts.

use std::collections::BTreeSet;

use domain::Revision;

use super::Result;
use crate::Tx;
use crate::row::body_group;

/// The headline of every cell that revision $1 touched: reported before missing, dated before undated, the newest,
/// then by voice (see `Observation::headline_order` in the domain).
const HEADLINES: &str = "INSERT INTO current_value (indicator, body, valid_on, date_precision, voice, state, value, points) \
     SELECT indicator, body, valid_on, date_precision, voice, state, value, (SELECT COUNT(*) FROM observation AS p \
     WHERE p.indicator = ranked.indicator AND p.body = ranked.body AND p.known_to = 9223372036854775807 \
     AND p.state = 0 AND p.date_precision <> 9) AS points FROM ( \
     SELECT o.indicator, o.body, o.valid_on, o.date_precision, o.voice, o.state, o.value, \
     ROW_NUMBER() OVER (PARTITION BY o.indicator, o.body ORDER BY CASE WHEN o.state = 0 THEN 0 ELSE 1 END, \
     CASE WHEN o.date_precision = 9 THEN 1 ELSE 0 END, o.valid_on DESC, o.voice, o.date_precision) AS place \
     FROM observation o JOIN (SELECT DISTINCT indicator, body FROM observation WHERE known_from = $1) AS touched \
     ON touched.indicator = o.indicator AND touched.body = o.body \
     WHERE o.known_to = 9223372036854775807) AS ranked WHERE place = 1 \
     ON CONFLICT (indicator, body) DO UPDATE SET valid_on = excluded.valid_on, \
     date_precision = excluded.date_precision, voice = excluded.voice, state = excluded.state, value = excluded.value, \
     points = excluded.points";

const BODIES: &str = "INSERT INTO body_tally (body, topics, newest) \
     SELECT c.body, COUNT(DISTINCT CASE WHEN c.state = 0 THEN indicator.topic END), \
     MAX(CASE WHEN c.state = 0 AND c.date_precision <> 9 THEN c.valid_on END) \
     FROM current_value AS c JOIN indicator ON indicator.id = c.indicator \
     WHERE c.body IN (SELECT body FROM observation WHERE known_from = $1) GROUP BY c.body \
     ON CONFLICT (body) DO UPDATE SET topics = excluded.topics, newest = excluded.newest";

/// What is in the country as a whole; quick, whatever its size.
const WHOLE: &str = "INSERT INTO tally (name, amount) SELECT 'sources', COUNT(*) FROM source WHERE true \
     UNION ALL SELECT 'bodies', COUNT(*) FROM body WHERE LENGTH(key) > 2 AND closed_on IS NULL \
     UNION ALL SELECT 'with-values', COUNT(*) FROM body_tally JOIN body ON body.id = body_tally.body \
     WHERE body_tally.topics > 0 AND LENGTH(body.key) = 8 AND body.closed_on IS NULL \
     ON CONFLICT (name) DO UPDATE SET amount = excluded.amount";

/// How many bodies of each group there are; groups that have become empty count nought.
const EMPTY_GROUPS: &str = "UPDATE tally SET amount = 0 WHERE name >= 'group/' AND name < 'group0'";
const GROUPS: &str = concat!(
    "INSERT INTO tally (name, amount) SELECT 'group/' || g.word, COUNT(*) FROM (SELECT ",
    body_group!(),
    " AS word FROM body WHERE closed_on IS NULL) AS g WHERE g.word <> '' GROUP BY g.word \
     ON CONFLICT (name) DO UPDATE SET amount = excluded.amount"
);

const TOUCHED: &str = "SELECT indicator.id AS id, indicator.topic AS topic FROM indicator \
     WHERE indicator.id IN (SELECT DISTINCT indicator FROM observation WHERE known_from = $1)";
const VALUED: &str = "SELECT indicator.id AS id, indicator.topic AS topic FROM indicator \
     WHERE EXISTS (SELECT 1 FROM current_value AS c WHERE c.indicator = indicator.id)";

/// For the topic $1.
const TOPIC: &str = "INSERT INTO tally (name, amount) SELECT 'topic/' || indicator.topic, COUNT(DISTINCT c.body) \
     FROM indicator LEFT JOIN current_value AS c ON c.indicator = indicator.id AND c.state = 0 \
     WHERE indicator.topic = $1 GROUP BY indicator.topic ON CONFLICT (name) DO UPDATE SET amount = excluded.amount";
/// For the indicator $1: bodies with a value, the newest date, and bodies with a value by group.
const INDICATOR: [&str; 5] = [
    "INSERT INTO tally (name, amount) SELECT 'indicator/' || indicator.slug, COUNT(c.body) FROM indicator \
     LEFT JOIN current_value AS c ON c.indicator = indicator.id AND c.state = 0 WHERE indicator.id = $1 \
     GROUP BY indicator.slug ON CONFLICT (name) DO UPDATE SET amount = excluded.amount",
    // Where no dated value is left there is no newest date.
    "DELETE FROM tally WHERE name = (SELECT 'newest/' || slug FROM indicator WHERE id = $1)",
    "INSERT INTO tally (name, amount) SELECT 'newest/' || indicator.slug, MAX(c.valid_on) FROM indicator \
     JOIN current_value AS c ON c.indicator = indicator.id AND c.state = 0 AND c.date_precision <> 9 \
     WHERE indicator.id = $1 GROUP BY indicator.slug ON CONFLICT (name) DO UPDATE SET amount = excluded.amount",
    "UPDATE tally SET amount = 0 WHERE name >= (SELECT 'known/' || slug || '/' FROM indicator WHERE id = $1) \
     AND name < (SELECT 'known/' || slug || '0' FROM indicator WHERE id = $1)",
    concat!(
        "INSERT INTO tally (name, amount) SELECT 'known/' || indicator.slug || '/' || g.word, COUNT(*) \
         FROM indicator JOIN (SELECT c.indicator AS indicator, ",
        body_group!(),
        " AS word FROM current_value AS c JOIN body ON body.id = c.body WHERE c.indicator = $1 AND c.state = 0 \
         AND body.closed_on IS NULL) AS g ON g.indicator = indicator.id WHERE g.word <> '' \
         GROUP BY indicator.slug, g.word ON CONFLICT (name) DO UPDATE SET amount = excluded.amount"
    ),
];

/// Brings everything up to date with a revision that was just written. Where bodies changed, everybody may belong to
/// another group.
pub(super) async fn keep(tx: &mut Tx, revision: Revision, bodies_changed: bool) -> Result<()> {
    tx.run(HEADLINES, vec![revision.0.into()]).await?;
    tx.run(BODIES, vec![revision.0.into()]).await?;
    tx.run(WHOLE, Vec::new()).await?;
    let touched: Vec<(i64, String)> = if bodies_changed {
        tx.run(EMPTY_GROUPS, Vec::new()).await?;
        tx.run(GROUPS, Vec::new()).await?;
        tx.all(VALUED, Vec::new()).await?
    } else {
        tx.all(TOUCHED, vec![revision.0.into()]).await?
    };
    for (indicator, _) in &touched {
        for sql in INDICATOR {
            tx.run(sql, vec![(*indicator).into()]).await?;
        }
    }
    let topics: BTreeSet<String> = touched.into_iter().map(|(_, topic)| topic).collect();
    for topic in topics {
        tx.run(TOPIC, vec![topic.into()]).await?;
    }
    Ok(())
}
