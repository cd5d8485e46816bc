"""A local Neo4j Community server for people without one: from pip alone, with ports and a folder of its own."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kg.errors import Neo4jError
from kg.neo4j.artifacts import OTHER_WAYS, Say, jars, java
from kg.neo4j.memory import heap as heap_size

BOLT, HTTP = 7697, 7484
USER = "neo4j"
_MAIN = "org.neo4j.server.CommunityEntryPoint"
_OPENS = (
    "java.base/java.nio",
    "java.base/java.io",
    "java.base/sun.nio.ch",
    "java.base/java.util.concurrent",
    "java.base/java.lang",
)
_WAIT = 180.0  # seconds a server may take to start on a slow machine
_CONF = """# written by kg neo4j start
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.http.advertised_address=127.0.0.1:{http}
server.https.enabled=false
server.memory.pagecache.size=64m
server.directories.data={data}
server.directories.logs={logs}
server.directories.import={home}/import
dbms.usage_report.enabled=false
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A local server: its folder, where it listens, the password that kg made."""

    folder: Path
    bolt: int
    http: int

    @property
    def uri(self) -> str:
        """Where drivers find it."""
        return f"bolt://127.0.0.1:{self.bolt}"

    @property
    def browser(self) -> str:
        """Where Neo4j Browser is."""
        return f"http://127.0.0.1:{self.http}/browser/"

    @property
    def password_file(self) -> Path:
        """The file with the password, readable by the user alone."""
        return self.folder / "password"

    @property
    def password(self) -> str:
        """The password that kg made."""
        return self.password_file.read_text(encoding="utf-8").strip()


def folder_of(store: Path) -> Path:
    """The server's folder beside a store's own files."""
    return store.resolve() / "neo4j"


def start(
    folder: Path, *, bolt: int = BOLT, http: int = HTTP, heap: str | None = None, say: Say = lambda line: None
) -> Server:
    """Starts the server and waits until it answers; one that runs already is left alone.

    `heap` is the memory for queries (`2g`); None for `KG_NEO4J_HEAP`, else for a share of the machine's.

    Raises:
        Neo4jError: a port is taken, Java or the jars can't be had, or the server does not come up.
        UsageError: `heap` is no size.
    """
    size = heap_size(heap)
    running = status(folder)
    if running is not None:
        say(f"Neo4j runs already at {running.uri}{'; it takes another heap after kg neo4j stop' if heap else ''}")
        return running
    for port in (bolt, http):
        if _answers(port):
            raise Neo4jError(f"port {port} is taken by another program. Choose others with --bolt and --http")
    server = Server(folder, bolt, http)
    classpath = f"{jars(say)}/*"
    _prepare(server, classpath)
    _launch(server, classpath, size, say)
    return server


def _prepare(server: Server, classpath: str) -> None:
    folder = server.folder
    for name in ("conf", "data", "logs", "import"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    text = _CONF.format(bolt=server.bolt, http=server.http, data=folder / "data", logs=folder / "logs", home=folder)
    (folder / "conf" / "neo4j.conf").write_text(text, encoding="utf-8")
    if not server.password_file.exists():
        descriptor = os.open(server.password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(18))
        _admin(server, classpath, "dbms", "set-initial-password", server.password)


def _admin(server: Server, classpath: str, *arguments: str) -> None:
    environment = {**os.environ, "NEO4J_HOME": str(server.folder), "NEO4J_CONF": str(server.folder / "conf")}
    command = [str(java()), "-cp", classpath, "org.neo4j.cli.AdminTool", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        server.password_file.unlink(missing_ok=True)
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise Neo4jError(f"Neo4j's admin tool failed: {' '.join(last)}. {OTHER_WAYS}")


def _launch(server: Server, classpath: str, heap: int, say: Say) -> None:
    """Starts the server with a heap of so many MiB and waits for it."""
    opens = [word for module in _OPENS for word in ("--add-opens", f"{module}=ALL-UNNAMED")]
    command = [
        str(java()), f"-Xmx{heap}m", *opens, "-cp", classpath, _MAIN,
        f"--home-dir={server.folder}", f"--config-dir={server.folder / 'conf'}", "--console-mode",
    ]  # fmt: skip
    log = (server.folder / "logs" / "console.log").open("ab")
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    (server.folder / "server.pid").write_text(f"{process.pid} {server.bolt} {server.http}\n", encoding="utf-8")
    say(f"Starting Neo4j at {server.uri} with a heap of up to {heap} MiB ...")
    end = time.monotonic() + _WAIT
    while time.monotonic() < end:
        if process.poll() is not None:
            (server.folder / "server.pid").unlink(missing_ok=True)
            raise Neo4jError(
                f"Neo4j stopped while starting; see {server.folder / 'logs' / 'console.log'}. {OTHER_WAYS}"
            )
        if _answers(server.bolt) and _answers(server.http):
            return
        time.sleep(0.2)
    raise Neo4jError(f"Neo4j does not answer after {_WAIT:.0f} s; see {server.folder / 'logs' / 'console.log'}")


def status(folder: Path) -> Server | None:
    """The running server of a folder, None if there is none; a stale pid file is taken away."""
    file = folder / "server.pid"
    try:
        pid, bolt, http = map(int, file.read_text(encoding="utf-8").split())
        os.kill(pid, 0)
    except (OSError, ValueError):
        file.unlink(missing_ok=True)
        return None
    if _is_zombie(pid):
        file.unlink(missing_ok=True)
        return None
    return Server(folder, bolt, http)


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return False


def stop(folder: Path) -> bool:
    """Stops the server of a folder and waits for its end; whether one ran."""
    if status(folder) is None:
        return False
    pid = int((folder / "server.pid").read_text(encoding="utf-8").split()[0])
    os.kill(pid, signal.SIGTERM)
    end = time.monotonic() + 60
    while status(folder) is not None and time.monotonic() < end:
        with suppress(ChildProcessError):  # one that another kg started is not ours to wait for
            os.waitpid(pid, os.WNOHANG)
        time.sleep(0.1)
    (folder / "server.pid").unlink(missing_ok=True)
    return True


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=0.5):
            return True
    except OSError:
        return False
