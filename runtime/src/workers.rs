//! Guests in processes of their own.
//!
//! The process that has keys, data and the network is the **supervisor**; it runs no guest. A **worker** runs guests and has nothing:
//! a socket to the supervisor, a folder of artifacts to read, and the walls of `confine.rs` around it. A call is a question of bytes
//! with limits; what the guest asks of the gate goes back to the supervisor as the message that it is in one process, too, and is
//! counted and answered there, by the same sessions.
//!
//! | file | idea |
//! |---|---|
//! | `pool` | who runs the next call; workers that are replaced, and those that died |
//! | `call` | one call as the supervisor sees it |
//! | `process` | one worker as the supervisor sees it |
//! | `death` | how workers end, and what whoever runs them should hear of |
//! | `nursery` | the thread that starts processes |
//! | `vitals` | the memory and time that a process takes |
//! | `suspects` | programs that are not run again |
//! | `traffic` | whether there is time to linger |
//! | `wire`, `line` | what is said, and how it gets across |
//! | `serve`, `relay` | the worker itself |
//!
//! What a worker says is taken as a stranger's word: frames are bounded, and so is what they are decoded to (`within.rs`), names are
//! looked up, usage is clamped, the verdict about the gate is the supervisor's own, and an answer is checked as a guest's is. It speaks
//! for the calls that it has, all of them if it was taken over, and for no other. A worker that breaks the protocol, does not answer,
//! takes too much memory, or dies takes its calls with it. Nothing of them was kept, so each is run once more, alone in a fresh worker:
//! who kills that one as well is suspended.

mod call;
mod death;
mod line;
mod nursery;
mod pool;
mod process;
mod relay;
mod serve;
mod suspects;
mod traffic;
mod vitals;
mod wire;

pub use call::Remote;
pub use death::{Death, Trouble};
pub use pool::{Recycling, Workers};
pub use serve::{Guest, serve};
