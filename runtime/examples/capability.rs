//! A capability of your own: an interface that you write in WIT, answered by a session of yours behind the gate, for those to whom
//! it was granted and as far as it was. The guest (`capability/guest.wat`) is of a world of your own, too.
//!
//! ```sh
//! cargo run -p fanlight-runtime --example capability
//! ```
//!
//! For widgets it is the same: make the runtime with `fanlight_bridge::runtime_with`, open the gate with `capabilities::open`, and put
//! your session behind it before the call.

#![allow(clippy::print_stdout, reason = "this is what the example is for")]

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use fanlight_runtime::{
    Answered, Capability, Finished, Gate, Grant, Interface, Operation, Price, Program, Refusal, Rights, Runtime, Session,
    Settings, decode, encode,
};
use serde_json::json;

/// `example:garden/beds`: how wet the earth is, in percent.
///
/// ```wit
/// interface beds {
///   use fanlight:bridge/gate@0.1.0.{refusal};
///   moisture: func(bed: string) -> result<u32, refusal>;
/// }
/// ```
const INTERFACE: Interface = Interface {
    capability: Beds::NAME,
    name: "example:garden/beds@0.1.0",
    // The types of the parameters, as a tuple, and of the answer. What it costs in fuel keeps work of the host from being free.
    operations: &[Operation::new::<(String,), u32>("moisture", Price { call: 1_000, byte: 2 })],
};

/// The right to read some of the garden's beds: `["roses"]`.
struct Beds;

impl Capability for Beds {
    const NAME: &'static str = "beds";
    type Scope = BTreeSet<String>;

    fn intersect(one: &Self::Scope, other: &Self::Scope) -> Option<Self::Scope> {
        let both: BTreeSet<_> = one & other;
        (!both.is_empty()).then_some(both)
    }
}

/// The garden as one call sees it. It cannot be made without a grant, and a grant cannot be made but by `Rights`.
struct Garden {
    grant: Grant<Beds>,
    moisture: BTreeMap<&'static str, u32>,
    /// What the call did: yours to keep or drop when it has ended.
    read: Vec<String>,
}

#[async_trait::async_trait]
impl Session for Garden {
    async fn answer(&mut self, _operation: &str, payload: &[u8]) -> Answered {
        let (bed,): (String,) = decode(payload)?;
        if !self.grant.scope().contains(&bed) {
            return Err(Refusal::Denied(format!("the bed `{bed:.40}` was not granted")).into());
        }
        let moisture = self.moisture.get(bed.as_str()).ok_or_else(|| Refusal::Missing("there is no such bed".into()))?;
        self.read.push(bed);
        Ok(encode(moisture)?)
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let runtime = Runtime::new(Settings::default(), &[INTERFACE])?;
    let program = Program::load(&runtime, &wat::parse_str(include_str!("capability/guest.wat"))?).await?;

    // The guest's author asks for two beds, and a person gives one of them.
    let rights = Rights::new(scope(json!(["roses", "leeks"])), scope(json!(["roses"])));
    for bed in ["roses", "leeks"] {
        let mut gate = Gate::new();
        if let Some(grant) = rights.grant::<Beds>()? {
            let moisture = BTreeMap::from([("roses", 20), ("leeks", 80)]);
            gate.open(Beds::NAME, Garden { grant, moisture, read: Vec::new() });
        }
        let Finished { result, mut gate, usage, .. } = litres(&runtime, &program, gate, bed).await;
        match result? {
            Ok(litres) => println!("{bed}: {litres} litres"),
            Err(()) => println!("{bed}: {}", gate.refused()[0].refusal),
        }
        let garden = gate.take::<Garden>(Beds::NAME).map(|garden| garden.read).unwrap_or_default();
        println!("  read {garden:?} in {} call of the gate", usage.gate_calls);
    }
    Ok(())
}

/// One call of the guest's `litres: func(bed: string) -> result<u32>`. `bindgen!` of `fanlight_runtime::wasmtime` writes this for
/// larger worlds.
async fn litres(runtime: &Runtime, program: &Program, gate: Gate, bed: &str) -> Finished<Result<u32, ()>> {
    let mut call = match program.enter(gate, runtime.limits()).await {
        Ok(call) => call,
        Err(failure) => return Finished::failed(failure),
    };
    let result = call
        .metered(async |store| {
            let guest = program.pre().instantiate_async(&mut *store).await?;
            let litres = guest.get_typed_func::<(&str,), (Result<u32, ()>,)>(&mut *store, "litres")?;
            Ok(litres.call_async(&mut *store, (bed,)).await?.0)
        })
        .await;
    call.finish(result)
}

fn scope(beds: serde_json::Value) -> BTreeMap<String, serde_json::Value> {
    BTreeMap::from([(Beds::NAME.to_owned(), beds)])
}
