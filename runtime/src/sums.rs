//! Memory and tables, counted over the whole component: wasmtime's own limiter counts each memory alone.

use wasmtime::ResourceLimiter;

use crate::{Failure, Kind, Limits};

/// Sums of what is allocated in one call; initial sizes are growth from zero.
#[derive(Debug)]
pub(crate) struct Sums {
    memory_limit: usize,
    table_limit: usize,
    memory: usize,
    table: usize,
}

impl Sums {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            memory_limit: usize::try_from(limits.memory_bytes).unwrap_or(usize::MAX),
            table_limit: usize::try_from(limits.table_elements).unwrap_or(usize::MAX),
            memory: 0,
            table: 0,
        }
    }

    /// Bytes of all memories. They never shrink, so this is the peak.
    pub(crate) const fn memory(&self) -> usize {
        self.memory
    }
}

/// Growth past a limit ends the call instead of returning -1: the verdict is then the limit, not whatever the guest does next.
impl ResourceLimiter for Sums {
    fn memory_growing(&mut self, current: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        let sum = self.memory.saturating_add(desired.saturating_sub(current));
        if sum > self.memory_limit {
            return Err(Failure::new(
                Kind::Memory,
                format!("the component's memories would take {sum} bytes together; the limit is {}", self.memory_limit),
            )
            .into());
        }
        self.memory = sum;
        Ok(true)
    }

    fn table_growing(&mut self, current: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        let sum = self.table.saturating_add(desired.saturating_sub(current));
        if sum > self.table_limit {
            return Err(Failure::new(
                Kind::Table,
                format!("the component's tables would have {sum} elements together; the limit is {}", self.table_limit),
            )
            .into());
        }
        self.table = sum;
        Ok(true)
    }
}
