//! A small web server for one folder, for the reader at this machine only: it listens on the loopback address, answers
//! GET and HEAD, and reads nothing outside the folder. Pages get a script that reloads them; their files do not.

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::http::{Answer, EVENTS, Request, answer};

/// Where the preview is found if nobody says otherwise and nobody else is there.
const USUAL_PORT: u16 = 4600;
/// More open connections than this are turned away.
const MOST_CONNECTIONS: usize = 64;
/// No request line with its headers is longer.
const LONGEST_REQUEST: usize = 16 * 1024;
/// A browser that says nothing for so long is gone.
const PATIENCE: Duration = Duration::from_secs(10);

/// A running server.
pub struct Preview {
    address: SocketAddr,
    builds: Arc<Builds>,
}

/// Counts builds, and wakes who waits for the next.
#[derive(Default)]
struct Builds {
    count: Mutex<u64>,
    next: Condvar,
    connections: AtomicUsize,
}

impl Preview {
    /// Serves `folder` from threads of its own. Without a port, the usual one or any free one.
    ///
    /// # Errors
    /// If the port is taken.
    pub fn start(folder: &Path, port: Option<u16>) -> io::Result<Self> {
        let at = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let listener = match port {
            Some(port) => at(port)?,
            None => at(USUAL_PORT).or_else(|_| at(0))?,
        };
        let address = listener.local_addr()?;
        let builds = Arc::new(Builds::default());
        let (shared, folder) = (Arc::clone(&builds), folder.to_path_buf());
        thread::Builder::new().name("preview".into()).spawn(move || listen(&listener, &folder, &shared))?;
        Ok(Self { address, builds })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Lets open pages reload.
    pub fn changed(&self) {
        *self.builds.count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.builds.next.notify_all();
    }
}

fn listen(listener: &TcpListener, folder: &Path, builds: &Arc<Builds>) {
    for stream in listener.incoming().flatten() {
        let (folder, shared): (PathBuf, _) = (folder.to_path_buf(), Arc::clone(builds));
        if builds.connections.fetch_add(1, Ordering::SeqCst) >= MOST_CONNECTIONS {
            builds.connections.fetch_sub(1, Ordering::SeqCst);
            continue;
        }
        let spawned = thread::Builder::new().name("preview connection".into()).spawn(move || {
            // A browser that went away is no failure.
            let _ = serve(stream, &folder, &shared);
            shared.connections.fetch_sub(1, Ordering::SeqCst);
        });
        if spawned.is_err() {
            builds.connections.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

fn serve(mut stream: TcpStream, folder: &Path, builds: &Builds) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let request = Request::parse(&read_head(&mut stream)?);
    if let Ok(request) = &request
        && request.path == EVENTS
    {
        return send_events(&mut stream, builds);
    }
    let answer = request.map_or_else(|refused| refused, |request| answer(&request, folder));
    stream.write_all(&answer.to_bytes())?;
    stream.flush()
}

/// The bytes up to the empty line.
fn read_head(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let mut piece = [0; 1024];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") && head.len() < LONGEST_REQUEST {
        match stream.read(&mut piece)? {
            0 => break,
            length => head.extend_from_slice(&piece[..length]),
        }
    }
    Ok(head)
}

/// Tells the number of the build, and each new one, for as long as the browser listens.
fn send_events(stream: &mut TcpStream, builds: &Builds) -> io::Result<()> {
    stream.write_all(&Answer::events_head())?;
    // Another run of the program has other builds under the same numbers.
    let run = std::process::id();
    let mut told = None;
    loop {
        let count = builds.count.lock().unwrap_or_else(PoisonError::into_inner);
        let (count, _) = builds
            .next
            .wait_timeout_while(count, PATIENCE, |count| told == Some(*count))
            .unwrap_or_else(PoisonError::into_inner);
        let now = *count;
        drop(count);
        // With nothing to tell, a comment finds out whether anybody listens.
        let message = if told == Some(now) { ": still here\n\n".into() } else { format!("data: {run}-{now}\n\n") };
        told = Some(now);
        stream.write_all(message.as_bytes())?;
        stream.flush()?;
    }
}
