//! Exports are looked up by name and type when a program is loaded, and called without looking again.

use fanlight_runtime::{Export, Failure, Finished, Gate, Kind, Program, Runtime, Settings};

const DOUBLER: &str = r#"
    (component
      (core module $m
        (func (export "double") (param i32) (result i32) (i32.shl (local.get 0) (i32.const 1)))
        (func (export "trap") unreachable))
      (core instance $i (instantiate $m))
      (func (export "double") (param "n" u32) (result u32) (canon lift (core func $i "double")))
      (func (export "trap") (canon lift (core func $i "trap")))
      (export "module" (core module $m)))
"#;

async fn doubler() -> anyhow::Result<Program> {
    let runtime = Runtime::new(Settings::default(), &[])?;
    Ok(Program::load(&runtime, &wat::parse_str(DOUBLER)?).await?)
}

async fn double(program: &Program, export: &Export<(u32,), (u32,)>, n: u32) -> Result<Finished<u32>, Failure> {
    let call = program.enter(Gate::new(), program.runtime().limits()).await?;
    Ok(call.run(async |store| Ok(export.call(store, (n,)).await?.0)).await)
}

#[tokio::test]
async fn every_call_has_an_instance_of_its_own() -> anyhow::Result<()> {
    let program = doubler().await?;
    let export = program.export("double")?;
    for n in 0..100 {
        let finished = double(&program, &export, n).await?;
        assert_eq!(finished.result?, n * 2);
        assert!(finished.usage.fuel > 0);
    }
    Ok(())
}

#[tokio::test]
async fn a_trap_is_a_failure_of_the_call() -> anyhow::Result<()> {
    let program = doubler().await?;
    let trap = program.export::<(), ()>("trap")?;
    let call = program.enter(Gate::new(), program.runtime().limits()).await?;
    let finished = call.run(async |store| trap.call(store, ()).await).await;
    assert_eq!(finished.result.map_err(|failure| failure.kind), Err(Kind::Trap));
    Ok(())
}

#[tokio::test]
async fn another_type_or_no_function_is_refused() -> anyhow::Result<()> {
    let program = doubler().await?;
    let kind = |failure: Failure| failure.kind;
    assert_eq!(program.export::<(u32,), (u32,)>("triple").map(drop).map_err(kind), Err(Kind::InvalidPackage));
    assert_eq!(program.export::<(u32,), (u32,)>("module").map(drop).map_err(kind), Err(Kind::InvalidPackage));
    assert_eq!(program.export::<(u64,), (u32,)>("double").map(drop).map_err(kind), Err(Kind::InvalidPackage));
    assert_eq!(program.export::<(u32, u32), (u32,)>("double").map(drop).map_err(kind), Err(Kind::InvalidPackage));
    assert_eq!(program.export::<(u32,), (String,)>("double").map(drop).map_err(kind), Err(Kind::InvalidPackage));
    assert_eq!(program.export::<(u32,), ()>("double").map(drop).map_err(kind), Err(Kind::InvalidPackage));
    Ok(())
}
