//! Recorded calls replay to the same bytes and the same fuel: whatever the gate said, with and without artifacts, for every sample.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]

mod samples;

use fanlight_runtime::{
    Answered, Finished, Gate, Interface, Kind, Operation, Price, Program, Refusal, Runtime, Session, Settings, encode,
    recording::{Answer, EngineId, Fidelity, PackageId, Parts, Player, RecordedCall, Trace},
};

const DICE: Interface = Interface {
    capability: "dice",
    name: "example:dice/dice@0.1.0",
    operations: &[Operation::new::<(u32,), f64>("roll", Price { call: 100, byte: 3 })],
};

/// Any 64 bits at all, now and then none, and work that nobody could guess.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
}

#[async_trait::async_trait]
impl Session for Dice {
    async fn answer(&mut self, _: &str, _: &[u8]) -> Answered {
        let bits = self.next();
        match bits % 7 {
            0 => Err(Refusal::Unavailable(format!("it rolled off the table {bits} times")).into()),
            1 => Ok(encode(&f64::from_bits(0x7ff0_0000_0000_0001 | bits))?),
            2 => Ok(encode(&f64::NEG_INFINITY)?),
            3 => Ok(encode(&f64::from_bits(bits & 0xf_ffff))?),
            _ => Ok(encode(&f64::from_bits(bits))?),
        }
    }

    fn worked(&mut self) -> u64 {
        self.next() % 1_000
    }
}

async fn sum(program: &Program, mut gate: Gate) -> RecordedCall {
    gate.record();
    let limits = program.runtime().limits();
    let mut call = program.enter(gate, limits).await.unwrap();
    let result = call
        .metered(async |store| {
            let guest = program.pre().instantiate_async(&mut *store).await?;
            Ok(guest.get_typed_func::<(), (f64,)>(&mut *store, "sum")?.call_async(&mut *store, ()).await?.0)
        })
        .await;
    let mut finished: Finished<f64> = call.finish(result);
    let parts = |sum: &f64| Ok(Parts::from([("sum".to_owned(), sum.to_bits().to_le_bytes().to_vec())]));
    RecordedCall::of("sum", Parts::new(), limits, &mut finished, parts).unwrap()
}

async fn dice() -> (Runtime, Program) {
    let runtime = Runtime::new(Settings::default(), &[DICE]).unwrap();
    let component = wat::parse_str(include_str!("dice.wat")).unwrap();
    let program = Program::load(&runtime, &component).await.unwrap();
    (runtime, program)
}

#[tokio::test]
async fn whatever_the_gate_says_replays_to_every_bit() {
    let ((_, recording), (runtime, replaying)) = (dice().await, dice().await);
    let mut calls = Vec::new();
    for seed in 1..=300 {
        let mut gate = Gate::new();
        gate.open("dice", Dice(seed));
        calls.push(sum(&recording, gate).await);
    }
    let trace = Trace { engine: runtime.id().clone(), package: PackageId::of("dice", "1", b""), calls };
    let trace = Trace::read(&trace.write(None).unwrap(), None).unwrap();
    let mut sums = std::collections::BTreeSet::new();
    for call in &trace.calls {
        let again = sum(&replaying, Gate::answered_by(Player::new(&runtime, &call.gate, Fidelity::Exact))).await;
        assert_eq!(*call, again);
        sums.insert((call.result.clone().unwrap(), call.fuel));
    }
    assert!(sums.len() > 200, "the dice decide: {} different calls", sums.len());
    let nan = |bytes: &Vec<u8>| f64::from_bits(u64::from_le_bytes(bytes[..].try_into().unwrap())).is_nan();
    assert!(trace.calls.iter().any(|call| nan(&call.result.as_ref().unwrap()["sum"])));
}

#[tokio::test]
async fn the_first_other_question_ends_an_exact_replay() {
    let (runtime, program) = dice().await;
    let mut gate = Gate::new();
    gate.open("dice", Dice(3));
    let recorded = sum(&program, gate).await;
    assert_eq!(recorded.gate.len(), 3);
    let replay = async |exchanges: &[_], fidelity| {
        let call = sum(&program, Gate::answered_by(Player::new(&runtime, exchanges, fidelity))).await;
        (call.result.map_err(|failure| (failure.kind, failure.message)), call.gate)
    };

    let mut other = recorded.gate.clone();
    other[1].payload = encode(&(6u32,)).unwrap();
    let (kind, message) = replay(&other, Fidelity::Exact).await.0.unwrap_err();
    assert_eq!(kind, Kind::InvalidTrace);
    assert_eq!(message, "question 2 to the gate was dice.roll(1); recorded was dice.roll(6)");
    let (_, message) = replay(&recorded.gate[..2], Fidelity::Exact).await.0.unwrap_err();
    assert_eq!(message, "question 3 to the gate was dice.roll(2); the recording ends before");

    // For another version of a package, the same questions have the same answers, wherever they are asked.
    other.reverse();
    let (result, gate) = replay(&other, Fidelity::SameQuestions).await;
    assert!(result.is_ok());
    assert_eq!((&gate[0].answer, &gate[2].answer), (&recorded.gate[0].answer, &recorded.gate[2].answer));
    assert!(matches!(&gate[1].answer, Answer::Refused(Refusal::Unavailable(words)) if words.contains("dice.roll(1)")));

    // Bytes of a stranger are no answer because they are in a file.
    let mut forged = recorded.gate.clone();
    forged[0].answer = Answer::Given(vec![1, 2, 3]);
    let (kind, message) = replay(&forged, Fidelity::Exact).await.0.unwrap_err();
    assert_eq!((kind, message.as_str()), (Kind::InvalidTrace, "the recording's answer of 3 bytes is none of `dice.roll`"));
}

#[tokio::test]
async fn what_fuel_depends_on_is_part_of_the_engine() {
    let (runtime, _) = dice().await;
    let other = |price| {
        let operations = Box::leak(Box::new([Operation::new::<(u32,), f64>("roll", price)]));
        Runtime::new(Settings::default(), &[Interface { operations, ..DICE }]).unwrap().id().clone()
    };
    let EngineId { wasmtime, .. } = runtime.id();
    assert_eq!(other(Price { call: 100, byte: 3 }), *runtime.id());
    assert_ne!(other(Price { call: 101, byte: 3 }), *runtime.id());
    assert_eq!(wasmtime.split('.').next(), Some("48"));
}
