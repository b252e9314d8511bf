//! What runs in a worker of these tests: the guest's own function when it is asked nicely, and everything else a worker could do.
#![allow(unsafe_code, reason = "an attacker would")]

use std::{io, net, os::fd::AsFd as _, path::PathBuf, process::Command, time::Duration};

use fanlight_runtime::{Failure, Finished, Gate, Limits, Program, decode, encode, wasmtime, workers::Guest};
use serde::{Deserialize, Serialize};
use serde_bytes::Bytes;

#[derive(Serialize, Deserialize)]
pub(crate) enum Probe {
    /// Call the component.
    Answer,
    /// Take so many milliseconds, and let others work meanwhile.
    Wait(u64),
    /// Give back so many bytes.
    Bytes(usize),
    /// Try to get out. The answer says how each attempt went.
    Reach(Targets),
    Abort,
    /// Never come back, and let nobody else work either.
    Hang,
    /// Say something that is no message.
    Garbage,
    /// Answer with another type than was asked for.
    Nonsense,
    /// Blame the guest for what a worker cannot know.
    Blame,
    /// Answer with a list of so many times nothing, for which whoever reads it needs room.
    Nothings(usize),
    /// Take so many bytes of memory.
    Fill(usize),
    /// Ask the gate in the name of this worker's first call, again and again, and never listen.
    AskDeaf,
    /// Ask the gate in the name of each of the first so many calls.
    AskAs(u64),
    /// Tell the gate a list of so many empty names, in the name of this worker's first call.
    Tell(usize),
}

/// What a list of [`Probe::Nothings`] is made of.
pub(crate) type Nothing = Option<[u64; 32]>;

/// What there would be to reach.
#[derive(Serialize, Deserialize)]
pub(crate) struct Targets {
    pub(crate) supervisor: u32,
    pub(crate) key: PathBuf,
    pub(crate) port: u16,
    /// A file that was open in the supervisor.
    pub(crate) descriptor: i32,
}

#[derive(Clone)]
pub(crate) struct Prober(Program);

impl Guest for Prober {
    fn bind(program: Program) -> Self {
        Self(program)
    }

    async fn ask(&self, gate: Gate, limits: Limits, question: &[u8]) -> Finished<Vec<u8>> {
        match decode(question) {
            Ok(Probe::Answer) => self.answer(gate, limits).await.and_then(|answer| encode(&answer)),
            Ok(Probe::Wait(ms)) => {
                tokio::time::sleep(Duration::from_millis(ms)).await;
                Finished::unused(Vec::new())
            }
            Ok(Probe::Bytes(count)) => Finished::unused(vec![7; count]),
            Ok(Probe::Reach(targets)) => Finished::unused(()).and_then(|()| encode(&reach(&targets))),
            Ok(Probe::Abort) => std::process::abort(),
            Ok(Probe::Hang) => loop {
                std::hint::spin_loop();
            },
            Ok(Probe::Garbage) => {
                say(&[255, 255, 255]);
                std::future::pending().await
            }
            Ok(Probe::Nonsense) => Finished::unused(vec![255; 3]),
            Ok(Probe::Blame) => Finished::failed(Failure::new(fanlight_runtime::Kind::Denied, "it was not me")),
            Ok(Probe::Nothings(count)) => Finished::unused(()).and_then(|()| encode(&vec![None as Nothing; count])),
            Ok(Probe::Fill(bytes)) => {
                let filled = vec![7u8; bytes];
                tokio::time::sleep(Duration::from_secs(20)).await;
                Finished::unused(std::hint::black_box(filled)[..1].to_vec())
            }
            Ok(Probe::AskDeaf) => loop {
                ask_as(0, "ask", &());
                // So that one thing is asked at a time.
                std::thread::sleep(Duration::from_millis(20));
            },
            Ok(Probe::AskAs(calls)) => {
                (0..calls).for_each(|call| ask_as(call, "ask", &()));
                tokio::time::sleep(Duration::from_millis(300)).await;
                Finished::unused(Vec::new())
            }
            Ok(Probe::Tell(names)) => {
                ask_as(0, "tell", &(vec![""; names],));
                std::future::pending().await
            }
            Err(failure) => Finished::failed(failure),
        }
    }
}

/// Send the supervisor a message as it is.
fn say(message: &[u8]) {
    let length = u32::try_from(message.len()).unwrap().to_be_bytes();
    let (framed, mut said) = ([&length, message].concat(), 0);
    while said < framed.len() {
        // It does not wait where the socket is full.
        said += rustix::io::write(io::stdin().as_fd(), &framed[said..]).unwrap_or(0);
    }
}

/// `FromWorker::Gate`, in the name of a call that may be another's.
fn ask_as(call: u64, operation: &str, parameters: &impl Serialize) {
    say(&encode(&(1u32, call, "desk", operation, Bytes::new(&encode(parameters).unwrap()))).unwrap());
}

/// In place of a compiler: what is compiled says what to try, and the refusal how it went.
pub(crate) fn pry(_: &wasmtime::Engine, targets: &[u8]) -> wasmtime::Result<Vec<u8>> {
    Err(wasmtime::Error::msg(serde_json::to_string(&reach(&decode(targets)?))?))
}

impl Prober {
    async fn answer(&self, gate: Gate, limits: Limits) -> Finished<u32> {
        let mut call = match self.0.enter(gate, limits).await {
            Ok(call) => call,
            Err(failure) => return Finished::failed(failure),
        };
        let answer = call
            .metered(async |store| {
                let guest = self.0.pre().instantiate_async(&mut *store).await?;
                let answer = guest.get_typed_func::<(), (u32,)>(&mut *store, "answer")?;
                Ok(answer.call_async(&mut *store, ()).await?.0)
            })
            .await;
        call.finish(answer)
    }
}

/// What was tried, and the error that came of it; none when it went well.
pub(crate) type Attempt = (String, Option<i32>);

fn reach(targets: &Targets) -> Vec<Attempt> {
    let (supervisor, own) = (i64::from(targets.supervisor), i64::from(std::process::id()));
    let mut tried = Vec::new();
    let mut attempt = |what: &str, outcome: io::Result<()>| {
        tried.push((what.to_owned(), outcome.err().map(|error| error.raw_os_error().unwrap_or(-1))));
    };
    attempt("read a file of the system", std::fs::read("/etc/passwd").map(drop));
    attempt("read the key of artifacts", std::fs::read(&targets.key).map(drop));
    attempt("read memory of the supervisor", std::fs::read(format!("/proc/{supervisor}/mem")).map(drop));
    attempt("read its own memory map", std::fs::read("/proc/self/maps").map(drop));
    attempt("list a folder", std::fs::read_dir("/").map(drop));
    attempt("list its own folder", std::fs::read_dir(".").map(drop));
    attempt("make a file", std::fs::write("made", "x"));
    attempt("make a file elsewhere", std::fs::write("/tmp/fanlight-probe", "x"));
    attempt("make a folder", std::fs::create_dir("made"));
    attempt("remove a file", std::fs::remove_file(&targets.key));
    attempt("connect to a port", net::TcpStream::connect(("127.0.0.1", targets.port)).map(drop));
    attempt("listen on a port", net::TcpListener::bind("127.0.0.1:0").map(drop));
    attempt("send a datagram", net::UdpSocket::bind("127.0.0.1:0").map(drop));
    attempt("connect to a socket", std::os::unix::net::UnixStream::connect("/run/any.sock").map(drop));
    attempt("make a pair of sockets", std::os::unix::net::UnixStream::pair().map(drop));
    attempt("start a program", Command::new("/bin/true").spawn().map(drop));
    attempt("start a thread", std::thread::Builder::new().spawn(|| ()).map(drop));
    attempt("use what the supervisor had open", raw(libc::SYS_read, [targets.descriptor as i64, 0, 0, 0]));
    for (what, call, arguments) in [
        ("fork", libc::SYS_clone, [libc::SIGCHLD as i64, 0, 0, 0]),
        ("signal the supervisor", libc::SYS_kill, [supervisor, 0, 0, 0]),
        ("signal a thread of the supervisor", libc::SYS_tgkill, [supervisor, supervisor, 0, 0]),
        ("end itself as if from outside", libc::SYS_tgkill, [own, own, libc::SIGKILL as i64, 0]),
        ("trace the supervisor", libc::SYS_ptrace, [libc::PTRACE_ATTACH as i64, supervisor, 0, 0]),
        ("read another's memory", libc::SYS_process_vm_readv, [supervisor, 0, 0, 0]),
        ("outlive the supervisor", libc::SYS_prctl, [libc::PR_SET_PDEATHSIG as i64, 0, 0, 0]),
        ("open by another call", libc::SYS_openat2, [libc::AT_FDCWD as i64, 0, 0, 0]),
        ("make a file in memory", libc::SYS_memfd_create, [c"x".as_ptr() as i64, 0, 0, 0]),
        ("use a ring of calls", libc::SYS_io_uring_setup, [1, 0, 0, 0]),
        ("load a program into the kernel", libc::SYS_bpf, [0, 0, 0, 0]),
        ("leave its namespaces", libc::SYS_unshare, [libc::CLONE_NEWUSER as i64, 0, 0, 0]),
        ("mount", libc::SYS_mount, [0, 0, 0, 0]),
        ("change its user", libc::SYS_setuid, [0, 0, 0, 0]),
        ("use keys of the kernel", libc::SYS_keyctl, [0, 0, 0, 0]),
        ("send a command to a device", libc::SYS_ioctl, [0, libc::TIOCSTI as i64, 0, 0]),
        ("raise its limits", libc::SYS_prlimit64, [0, libc::RLIMIT_FSIZE as i64, 1, 0]),
    ] {
        attempt(what, raw(call, arguments));
    }
    let environment: Vec<_> = std::env::vars_os().collect();
    attempt("find something in the environment", if environment.is_empty() { Err(io::Error::other("none")) } else { Ok(()) });
    tried
}

fn raw(call: libc::c_long, [a, b, c, d]: [i64; 4]) -> io::Result<()> {
    // SAFETY: none of these calls is given memory to write to.
    match unsafe { libc::syscall(call, a, b, c, d) } {
        -1 => Err(io::Error::last_os_error()),
        _ => Ok(()),
    }
}
