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
        let question = FromWorker::Gate { id: self.id, capability, operation, payload: Bytes::new(payload) };
        self.desk.ask(self.id, &question)?.await.map_err(Failure::internal)?
    }
}
