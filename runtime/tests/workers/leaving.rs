//! Two tenants take turns in the same places of the pool, 100,000 times. Each leaves its mark wherever a guest can, and looks for
//! what anybody left before it.

use std::sync::Arc;

use fanlight_runtime::{Gate, Program, Runtime, Settings};

use crate::{House, ask, prober::Probe};

tests!(what_is_left_would_be_found, nothing_is_left_for_the_next_in_one_process, nothing_is_left_for_the_next_in_a_worker);

const CALLS: usize = 100_000;
/// Calls at a time.
const TASKS: usize = 4;

/// A component whose `answer` counts what it finds that is not as it should be in a fresh instance, and then marks its first page of
/// memory, its last one, the stack of its calls, a global and a table with `mark`. The page in between is what a pool may give back in
/// another way than the first.
fn tenant(mark: u8) -> Vec<u8> {
    wat::parse_str(format!(
        r#"(component
            (core module $m
                (memory 32)
                (table 8 funcref)
                (global $mark (mut i32) (i32.const 0))
                (elem declare func $answer)
                (func $nonzero (param $from i32) (param $to i32) (result i32)
                    (local $found i32)
                    (loop $next
                        (if (i64.ne (i64.load (local.get $from)) (i64.const 0))
                            (then (local.set $found (i32.add (local.get $found) (i32.const 1)))))
                        (local.set $from (i32.add (local.get $from) (i32.const 8)))
                        (br_if $next (i32.lt_u (local.get $from) (local.get $to))))
                    (local.get $found))
                ;; Locals of a call lie where those of another lay.
                (func $deep (param $depth i32) (result i32)
                    (local $a i64) (local $b i64) (local $c i64) (local $found i32)
                    (local.set $found (i64.ne (i64.or (local.get $a) (i64.or (local.get $b) (local.get $c))) (i64.const 0)))
                    (local.set $a (i64.const {mark}))
                    (local.set $b (i64.add (local.get $a) (i64.const 1)))
                    (local.set $c (i64.add (local.get $b) (i64.extend_i32_u (local.get $depth))))
                    (if (local.get $depth)
                        (then (local.set $found
                            (i32.add (local.get $found) (call $deep (i32.sub (local.get $depth) (i32.const 1)))))))
                    (i32.add (local.get $found) (i64.eqz (i64.add (local.get $a) (i64.add (local.get $b) (local.get $c))))))
                (func $answer (export "answer") (result i32)
                    (local $found i32)
                    (local.set $found (i32.add (call $nonzero (i32.const 0) (i32.const 65536))
                                               (call $nonzero (i32.const 2031616) (i32.const 2097152))))
                    (local.set $found (i32.add (local.get $found) (call $deep (i32.const 50))))
                    (local.set $found (i32.add (local.get $found) (i32.ne (global.get $mark) (i32.const 0))))
                    (local.set $found (i32.add (local.get $found) (i32.eqz (ref.is_null (table.get (i32.const 7))))))
                    (memory.fill (i32.const 0) (i32.const {mark}) (i32.const 65536))
                    (memory.fill (i32.const 2031616) (i32.const {mark}) (i32.const 65536))
                    (global.set $mark (i32.const {mark}))
                    (table.set (i32.const 7) (ref.func $answer))
                    (local.get $found)))
            (core instance $i (instantiate $m))
            (func (export "answer") (result u32) (canon lift (core func $i "answer"))))"#
    ))
    .unwrap()
}

async fn what_is_left_would_be_found() {
    let runtime = Runtime::new(Settings::default(), &[]).unwrap();
    let program = Program::load(&runtime, &tenant(0xa5)).await.unwrap();
    let mut call = program.enter(Gate::shut(), runtime.limits()).await.unwrap();
    let twice = call
        .metered(async |store| {
            let guest = program.pre().instantiate_async(&mut *store).await?;
            let answer = guest.get_typed_func::<(), (u32,)>(&mut *store, "answer")?;
            Ok((answer.call_async(&mut *store, ()).await?.0, answer.call_async(&mut *store, ()).await?.0))
        })
        .await;
    // Two pages of words of eight bytes, the global and the table.
    assert_eq!(call.finish(twice).result.unwrap(), (0, 2 * 8192 + 2));
}

async fn nothing_is_left_for_the_next_in_one_process() {
    let runtime = Runtime::new(Settings::default(), &[]).unwrap();
    let tenants =
        Arc::new([Program::load(&runtime, &tenant(0xa5)).await.unwrap(), Program::load(&runtime, &tenant(0x5a)).await.unwrap()]);
    let limits = runtime.limits();
    let tasks = (0..TASKS).map(|_| {
        let tenants = tenants.clone();
        tokio::spawn(async move {
            for turn in 0..CALLS / TASKS {
                let program = &tenants[turn % 2];
                let mut call = program.enter(Gate::shut(), limits).await.unwrap();
                let found = call
                    .metered(async |store| {
                        let guest = program.pre().instantiate_async(&mut *store).await?;
                        let answer = guest.get_typed_func::<(), (u32,)>(&mut *store, "answer")?;
                        Ok(answer.call_async(&mut *store, ()).await?.0)
                    })
                    .await;
                assert_eq!(call.finish(found).result.unwrap(), 0, "turn {turn}");
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
}

async fn nothing_is_left_for_the_next_in_a_worker() {
    let house = House::open().await;
    let tenants =
        Arc::new([house.workers.program(&tenant(0xa5)).await.unwrap(), house.workers.program(&tenant(0x5a)).await.unwrap()]);
    let tasks = (0..TASKS).map(|_| {
        let tenants = tenants.clone();
        tokio::spawn(async move {
            for turn in 0..CALLS / TASKS {
                assert_eq!(ask::<u32>(&tenants[turn % 2], Probe::Answer).await.result.unwrap(), 0, "turn {turn}");
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
}
