//! Installed widgets at work: from an event to a committed state to a frame.
//!
//! | file | idea |
//! |---|---|
//! | `dispatch` | [`send`], [`dispatch::tell`] and [`frame`]: the three ways in |
//! | `late` | who is too busy to be told something is told when they are not |
//! | `tell` | what the host has to tell, to each state that a widget has |
//! | `subject` | everything about one widget, read in one transaction |
//! | `prepare` | the first state, and the state of an earlier version |
//! | `call` | one update with the gate open, and its commit |
//! | `storage` | what stands behind the gate's storage |
//! | `frame` | what a browser is told: status, view, grants |
//! | `incident` | failures written down: usage and audit |
//! | `suspension` | what is left alone for a while: who is told, and how it is tried again |
//! | `journal` | what widgets log |
//! | `setbacks` | how each widget's last event failed, until one succeeds |

mod call;
mod dispatch;
mod frame;
mod incident;
mod journal;
mod late;
mod prepare;
mod setbacks;
mod storage;
mod subject;
mod suspension;
mod tell;

pub(crate) use dispatch::{Sent, frame, send};
pub(crate) use frame::Frame;
pub(crate) use journal::{Entry as LogLine, Journal};
pub(crate) use late::{Late, tell_in_time};
pub(crate) use setbacks::Setbacks;
pub(crate) use subject::Subject;
pub(crate) use suspension::retry;
pub(crate) use tell::tell_later;
