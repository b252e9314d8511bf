//! What keeps the server from starting, and what to do about it.

use std::{io, net::SocketAddr, path::PathBuf};

use fanlight_runtime::Failure;
use fanlight_store::StoreError;

/// The server did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// Another program listens there.
    #[error("{0} is in use by another program")]
    AddressInUse(SocketAddr),
    /// The same address was given for people and for the operator.
    #[error("people and figures cannot share the address {0}")]
    SameAddress(SocketAddr),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The operator's listener cannot be.
    #[error("cannot show figures on {address}: {source}")]
    AdminListen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The documents folder cannot be opened.
    #[error("the documents folder {} cannot be opened: {source}", .path.display())]
    Documents {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file of the data folder cannot be used.
    #[error("{} cannot be used: {source}", .path.display())]
    Data {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The store did not open. Its message says what to mend.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The sandbox did not start.
    #[error("{}", .0.message)]
    Runtime(Failure),
    /// The processes that run guests did not start, or not behind all walls that have to stand.
    #[error("guests cannot run in processes of their own: {}", .0.message)]
    Workers(Failure),
    /// A fault of ours.
    #[error("{0}; this is a bug in Fanlight, please report it")]
    Ours(String),
}

impl ServeError {
    /// What to do about it; empty where the message says so itself.
    pub fn hint(&self) -> String {
        match self {
            Self::AddressInUse(address) => {
                format!(
                    "Stop that program, or choose another port: --listen {}:{}",
                    address.ip(),
                    address.port().saturating_add(1)
                )
            }
            Self::SameAddress(address) => {
                format!(
                    "Give the figures a port of their own: --admin-listen {}:{}",
                    address.ip(),
                    address.port().saturating_add(1)
                )
            }
            Self::Listen { address, source } => elsewhere("--listen", *address, source),
            Self::AdminListen { address, source } => elsewhere("--admin-listen", *address, source),
            Self::Documents { .. } => "Make the folder, or name another one: --documents DIR".to_owned(),
            Self::Data { .. } => "Let the user that runs Fanlight write there, or choose another folder: --data DIR".to_owned(),
            Self::Runtime(failure) => failure.hint.clone(),
            Self::Workers(failure) => {
                format!("{} Or do without, behind one wall less: --in-process", failure.hint).trim_start().to_owned()
            }
            Self::Store(_) | Self::Ours(_) => String::new(),
        }
    }

    /// What it is the fault of, for scripts.
    pub fn fault(&self) -> Fault {
        match self {
            Self::AddressInUse(_)
            | Self::SameAddress(_)
            | Self::Listen { .. }
            | Self::AdminListen { .. }
            | Self::Documents { .. } => Fault::Options,
            Self::Data { source, .. } => match source.kind() {
                io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => Fault::Options,
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Fault::Refused,
                io::ErrorKind::InvalidData => Fault::File,
                _ => Fault::Machine,
            },
            Self::Store(error) => match error {
                StoreError::NotAFolder { .. } => Fault::Options,
                StoreError::Damaged { .. } | StoreError::DamagedPackage { .. } => Fault::File,
                StoreError::Locked { .. }
                | StoreError::NewerDatabase { .. }
                | StoreError::ForeignSchema { .. }
                | StoreError::ReadOnly { .. } => Fault::Refused,
                _ => Fault::Machine,
            },
            Self::Runtime(_) | Self::Workers(_) | Self::Ours(_) => Fault::Machine,
        }
    }
}

/// What to do about an address that cannot be listened on.
fn elsewhere(option: &str, address: SocketAddr, source: &io::Error) -> String {
    let why = match source.kind() {
        io::ErrorKind::AddrInUse => "Another program has it. ",
        io::ErrorKind::AddrNotAvailable => "It is no address of this machine: 127.0.0.1 and 0.0.0.0 always are. ",
        io::ErrorKind::PermissionDenied if address.port() < 1024 => "Ports below 1024 are for the system: let a proxy have it. ",
        _ => "",
    };
    format!("{why}Choose another address: {option} ADDR:PORT")
}

/// Where to look when the server did not start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// What was asked for cannot be: another address or folder has to be named.
    Options,
    /// A file of the data folder is damaged.
    File,
    /// The data folder may not be used: another server has it, a newer one wrote it, or nobody may write there.
    Refused,
    /// The machine, such as a full disk, or a fault of ours.
    Machine,
}
