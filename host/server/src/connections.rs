//! Sockets: how many, how long one may take to say what it wants, and the drain at the end.

use std::{
    collections::{HashMap, hash_map::Entry},
    io,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{Router, body::Body, extract::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use crate::network::network;

/// Sockets at once; more wait in the system's queue.
pub const AT_ONCE: usize = 4_096;
/// Sockets that may wait there. Who finds no room asks again after a second, by the rules of TCP; the usual 128 are there within milliseconds
/// when many browsers come back after a restart.
pub(crate) const BACKLOG: u32 = 4_096;
/// Sockets of one network at once. This machine is exempt: a proxy in front of us is on it.
pub(crate) const PER_NETWORK: usize = 256;
/// How long a client may take for the head of a request, also of the next one on the same socket.
const HEADER: Duration = Duration::from_secs(15);
/// Bytes of the head of a request.
const HEAD: usize = 32 << 10;
/// How long an answer may lie unread before its socket is closed: who asks and does not read would keep a place for good.
const UNREAD: Duration = Duration::from_secs(30);
/// How long requests under way may go on when the server stops.
const DRAIN: Duration = Duration::from_secs(30);
/// How long to wait when the system has no descriptor left.
const BREATH: Duration = Duration::from_millis(100);

/// Who is at the other end of the socket.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// Serve until `closing` turns true, then let what is under way end.
pub(crate) async fn serve(listener: TcpListener, router: Router, mut closing: watch::Receiver<bool>) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let networks = Networks::default();
    loop {
        let accepted = tokio::select! {
            () = told(&mut closing) => break,
            accepted = accept(&listener, &places) => accepted,
        };
        let (socket, peer, place) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "no connection was accepted");
                tokio::time::sleep(BREATH).await;
                continue;
            }
        };
        let Some(seat) = Seat::take(&networks, peer.ip()) else {
            tracing::debug!("a network has too many connections");
            continue;
        };
        let router = router.clone();
        let service = service_fn(move |request: hyper::Request<Incoming>| {
            let mut request: Request = request.map(Body::new);
            request.extensions_mut().insert(Peer(peer));
            router.clone().oneshot(request)
        });
        let mut socket = TimeoutStream::new(socket);
        socket.set_write_timeout(Some(UNREAD));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADER)
            .max_buf_size(HEAD)
            .serve_connection(TokioIo::new(Box::pin(socket)), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            let _held = (place, seat);
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end within 30 s and were cut off");
    }
}

type Networks = Arc<Mutex<HashMap<IpAddr, usize>>>;

/// One of a network's sockets; given back when it is dropped.
struct Seat(Networks, IpAddr);

impl Seat {
    fn take(networks: &Networks, address: IpAddr) -> Option<Self> {
        let network = network(address);
        let mut counts = networks.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(network).or_default();
        if *count >= PER_NETWORK && !network.is_loopback() {
            return None;
        }
        *count += 1;
        Some(Self(Arc::clone(networks), network))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Entry::Occupied(mut count) = counts.entry(self.1) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
    }
}

/// Wait for the end. A sender that is gone means the same.
pub(crate) async fn told(closing: &mut watch::Receiver<bool>) {
    drop(closing.wait_for(|closing| *closing).await);
}

async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = places.clone().acquire_owned().await.map_err(io::Error::other)?;
    let (socket, peer) = listener.accept().await?;
    // A frame is small and somebody waits for it. Without, it is slower: whose socket is gone already finds out by itself.
    if let Err(error) = socket.set_nodelay(true) {
        tracing::debug!(%error, "a socket keeps its delay");
    }
    Ok((socket, peer, place))
}

/// Shells often start with 1,024 descriptors, which is less than the sockets we take; the system allows more to whoever asks.
pub(crate) fn raise_descriptor_limit() {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = (AT_ONCE as u64) * 2;
    let wanted = maximum.map_or(wanted, |most| most.min(wanted));
    if current.is_some_and(|now| now < wanted) && setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum }).is_err()
    {
        tracing::debug!("the limit of open files stays as it is");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_has_its_share_and_this_machine_has_more() {
        let networks = Networks::default();
        let take = |address: [u16; 8]| Seat::take(&networks, IpAddr::from(address));
        let far = |host: usize| [0x2001, 0xdb8, 0, 1, 0, 0, 0, u16::try_from(host).unwrap()];
        let seats: Vec<_> = (0..PER_NETWORK).map(|host| take(far(host))).collect();
        assert!(seats.iter().all(Option::is_some) && take(far(PER_NETWORK)).is_none());
        let own: Vec<_> = (0..=PER_NETWORK).map(|_| take([0, 0, 0, 0, 0, 0xffff, 0x7f00, 1])).collect();
        assert!(own.iter().all(Option::is_some));
        drop((seats, own));
        assert!(networks.lock().unwrap().is_empty());
    }
}
