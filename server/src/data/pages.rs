//! A body that is made while it is sent: one page of a table waits, one is on its way, whatever the whole weighs.

use std::io::{self, Write as _};
use std::pin::Pin;
use std::task::{Context, Poll};

use app::page::Reading;
use axum::body::{Bytes, HttpBody};
use domain::BodyKey;
use flate2::Compression;
use flate2::write::GzEncoder;
use hyper::body::Frame;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::streamed::Streamed;

/// A table of an edition as the body of an answer. An error breaks the connection off, so that nobody takes half a
/// file for the whole.
pub(super) struct Pages(Receiver<io::Result<Bytes>>);

impl Pages {
    /// Begins to read. `packed` sends gzip.
    pub(super) fn start(reading: Reading, table: Streamed, packed: bool) -> Self {
        let (sender, receiver) = channel(1);
        tokio::spawn(async move {
            if let Err(error) = send(&reading, table, packed, &sender).await {
                tracing::error!(
                    error = format!("{error:?}"),
                    table = table.name(),
                    "a table could not be sent"
                );
                let _ = sender.send(Err(error)).await;
            }
        });
        Self(receiver)
    }
}

impl HttpBody for Pages {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.0.poll_recv(context).map(|page| page.map(|page| page.map(Frame::data)))
    }
}

/// Reads page after page at the revision of the reading. Ends early when the reader has gone.
async fn send(
    reading: &Reading,
    table: Streamed,
    packed: bool,
    to: &Sender<io::Result<Bytes>>,
) -> io::Result<()> {
    let (db, catalogue, known) = (&reading.db, &reading.catalogue, reading.edition.revision);
    let mut gzip = packed.then(|| GzEncoder::new(Vec::new(), Compression::new(6)));
    let mut text = table.heading();
    let mut after: Option<BodyKey> = None;
    loop {
        let page = table.lines(db, catalogue, known, after.as_ref()).await;
        let (lines, next) = page.map_err(io::Error::other)?;
        text.push_str(&lines);
        let text = std::mem::take(&mut text);
        let last = next.is_none();
        let bytes = match gzip.take() {
            None => text.into_bytes(),
            Some(mut writer) => {
                writer.write_all(text.as_bytes())?;
                if last {
                    writer.finish()?
                } else {
                    let bytes = std::mem::take(writer.get_mut());
                    gzip = Some(writer);
                    bytes
                }
            }
        };
        if (!bytes.is_empty() && to.send(Ok(bytes.into())).await.is_err()) || last {
            return Ok(());
        }
        after = next;
    }
}
