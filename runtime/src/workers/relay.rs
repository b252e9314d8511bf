//! The gate as a guest in a worker has it: every message goes to the supervisor.

use std::sync::Arc;

use serde_bytes::Bytes;

use super::{serve::Desk, wire::FromWorker};
use crate::{
    Failure,
    gate::{Message, Relay, Relayed},
};

/// The way back for one call.
pub(super) struct Window {
    pub(super) desk: Arc<Desk>,
    pub(super) id: u64,
}

#[async_trait::async_trait]
impl Relay for Window {
    async fn pass(&mut self, Message { capability, operation, payload }: Message<'_>) -> Result<Relayed, Failure> {
        let answer = self.desk.expect(self.id);
        self.desk.line.send(&FromWorker::Gate { id: self.id, capability, operation, payload: Bytes::new(payload) })?;
        answer.await.map_err(Failure::internal)?
    }
}
