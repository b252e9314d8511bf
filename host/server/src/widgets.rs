//! Installed widgets at work: from an event to a committed state to a frame.
//!
//! | file | idea |
//! |---|---|
//! | `dispatch` | [`send`], [`tell`] (now or later) and [`frame`]: the three ways in |
//! | `queue` | one ordered queue per installed widget |
//! | `subject` | everything about one widget, read in one transaction |
//! | `prepare` | the first state, and the state of an earlier version |
//! | `call` | one update with the gate open, and its commit |
//! | `storage` | what stands behind the gate's storage |
//! | `frame` | what a browser is told: status, view, grants |
//! | `incident` | failures written down: usage and audit |
//! | `journal` | what widgets log |
//! | `setbacks` | how each widget's last event failed, until one succeeds |

mod call;
mod dispatch;
mod frame;
mod incident;
mod journal;
mod prepare;
mod queue;
mod setbacks;
mod storage;
mod subject;

pub(crate) use dispatch::{Sent, frame, send, tell, tell_later};
pub(crate) use frame::Frame;
pub(crate) use journal::{Entry as LogLine, Journal};
pub(crate) use queue::Queues;
pub(crate) use setbacks::Setbacks;
pub(crate) use subject::Subject;
