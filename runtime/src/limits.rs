//! How much one call may use. Defaults are those of the catalogue in docs/LIMITS.md.

use std::time::Duration;

/// Limits of one call. All sums are over the whole component. What happens beyond each is its [`crate::Kind`].
///
/// ```
/// use fanlight_runtime::Limits;
///
/// let mut limits = Limits::default();
/// limits.memory_bytes = 8 << 20;
/// limits.lower("fuel", 1_000_000)?;
/// limits.lower("fuel", u64::MAX)?; // lowering never raises
/// assert_eq!(limits.fuel, 1_000_000);
/// # Ok::<(), fanlight_runtime::UnknownLimit>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct Limits {
    /// Units of wasmtime fuel; the default is about 50 ms of ordinary code, at a nanosecond each.
    pub fuel: u64,
    /// CPU milliseconds of the thread, host work included: the backstop behind fuel.
    pub cpu_ms: u64,
    /// Wall-clock milliseconds, waiting for storage included.
    pub wall_ms: u64,
    /// Bytes of all linear memories together.
    pub memory_bytes: u64,
    /// Elements of all tables together.
    pub table_elements: u64,
    /// Calls through the gate.
    pub gate_calls: u64,
    /// Bytes of one view's text and data.
    pub output_bytes: u64,
    /// Nodes of one view.
    pub nodes: u64,
    /// Depth of one view.
    pub depth: u64,
    /// Bytes of one string.
    pub string_bytes: u64,
    /// Bytes of the state kept between calls.
    pub state_bytes: u64,
    /// Bytes of log lines that are kept.
    pub log_bytes: u64,
    /// Log lines that are kept.
    pub log_lines: u64,
}

/// A limit was named that does not exist.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[error("there is no limit `{name}`; there are: {}", Limits::NAMES.join(", "))]
pub struct UnknownLimit {
    /// What was asked for.
    pub name: String,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            fuel: 50_000_000,
            cpu_ms: 250,
            wall_ms: 1_000,
            memory_bytes: 32 << 20,
            table_elements: 20_000,
            gate_calls: 10_000,
            output_bytes: 256 << 10,
            nodes: 2_000,
            depth: 32,
            string_bytes: 64 << 10,
            state_bytes: 64 << 10,
            log_bytes: 4 << 10,
            log_lines: 64,
        }
    }
}

impl Limits {
    /// Every limit's name, as `--limit NAME=VALUE` and a manifest write it.
    pub const NAMES: [&'static str; 13] = [
        "fuel",
        "cpu_ms",
        "wall_ms",
        "memory_bytes",
        "table_elements",
        "gate_calls",
        "output_bytes",
        "nodes",
        "depth",
        "string_bytes",
        "state_bytes",
        "log_bytes",
        "log_lines",
    ];

    fn field(&mut self, name: &str) -> Option<&mut u64> {
        Some(match name {
            "fuel" => &mut self.fuel,
            "cpu_ms" => &mut self.cpu_ms,
            "wall_ms" => &mut self.wall_ms,
            "memory_bytes" => &mut self.memory_bytes,
            "table_elements" => &mut self.table_elements,
            "gate_calls" => &mut self.gate_calls,
            "output_bytes" => &mut self.output_bytes,
            "nodes" => &mut self.nodes,
            "depth" => &mut self.depth,
            "string_bytes" => &mut self.string_bytes,
            "state_bytes" => &mut self.state_bytes,
            "log_bytes" => &mut self.log_bytes,
            "log_lines" => &mut self.log_lines,
            _ => return None,
        })
    }

    /// Every limit with its name.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let mut limits = *self;
        Self::NAMES.into_iter().filter_map(move |name| Some((name, *limits.field(name)?)))
    }

    /// The deepest view that an operator can allow: a view is walked by recursion, on the host's own stack.
    pub const MAX_DEPTH: u64 = 128;

    /// Set one limit by name: an operator's right. `depth` goes no further than [`Limits::MAX_DEPTH`].
    ///
    /// # Errors
    /// [`UnknownLimit`] names the limits there are.
    pub fn set(&mut self, name: &str, value: u64) -> Result<(), UnknownLimit> {
        *self.field(name).ok_or_else(|| UnknownLimit { name: name.to_owned() })? = value;
        self.depth = self.depth.min(Self::MAX_DEPTH);
        Ok(())
    }

    /// Lower one limit by name; a higher value changes nothing. This is all that a manifest may do.
    ///
    /// # Errors
    /// [`UnknownLimit`] names the limits there are.
    pub fn lower(&mut self, name: &str, value: u64) -> Result<(), UnknownLimit> {
        let field = self.field(name).ok_or_else(|| UnknownLimit { name: name.to_owned() })?;
        *field = value.min(*field);
        Ok(())
    }

    pub(crate) const fn wall(&self) -> Duration {
        Duration::from_millis(self.wall_ms)
    }

    pub(crate) const fn cpu(&self) -> Duration {
        Duration::from_millis(self.cpu_ms)
    }

    /// What the host copies out of a guest at once, in bytes of host memory: the output as text and four times that for its nodes.
    pub(crate) const fn hostcall_fuel(&self) -> usize {
        (self.output_bytes as usize).saturating_mul(4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_a_field() {
        for name in Limits::NAMES {
            assert!(Limits::default().set(name, 1).is_ok(), "{name}");
        }
    }

    #[test]
    fn nobody_can_ask_for_more_depth_than_the_stack_has() -> Result<(), UnknownLimit> {
        let mut limits = Limits::default();
        limits.set("depth", u64::MAX)?;
        assert_eq!(limits.depth, Limits::MAX_DEPTH);
        Ok(())
    }

    #[test]
    fn a_manifest_can_only_lower() -> Result<(), UnknownLimit> {
        let mut limits = Limits::default();
        limits.lower("fuel", u64::MAX)?;
        assert_eq!(limits, Limits::default());
        limits.lower("fuel", 7)?;
        assert_eq!(limits.fuel, 7);
        assert!(limits.lower("feul", 1).is_err());
        Ok(())
    }
}
