#!/usr/bin/python3
"""Hands assignments out and in through a shared folder that is laid out as nbgrader's exchange; nbgrader is not needed.

students:  list                    what is handed out
           fetch a1                copies it to ./a1; what is there stays as it is
           submit a1               hands in the notebooks of ./a1; the last one counts
           feedback a1             copies the feedback to ./a1/feedback.html
teachers:  publish FOLDER          hands out a release, such as notebooks/assignments/release/a1
           collect a1 FOLDER       copies each student's last submission to FOLDER/STUDENT/a1
           return a1 FOLDER        hands back the pages that ./gradus grade a1 FOLDER wrote

The exchange is GRADUS_EXCHANGE, /srv/gradus/exchange unless set, the course GRADUS_COURSE, gradus unless set.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import stat
import sys
from datetime import datetime, timezone
from pathlib import Path

COURSE = Path(os.environ.get("GRADUS_EXCHANGE") or "/srv/gradus/exchange", os.environ.get("GRADUS_COURSE") or "gradus")
OUT, IN, BACK = COURSE / "outbound", COURSE / "inbound", COURSE / "feedback"
MOST_FILES, MOST_BYTES = 100, 20 << 20
SECRET, TIME = "submission_secret.txt", "timestamp.txt"


class Refused(Exception):
    """Why nothing was done, in a sentence."""


def named(assignment):
    """A name that is no path; + separates the parts of a submission's name."""
    if not assignment or assignment.startswith(".") or any(letter in assignment for letter in "/\\+*\0"):
        raise Refused(f'received the assignment "{assignment}"; expected a name such as a1')
    return assignment


def published(assignment):
    folder = OUT / named(assignment)
    if not folder.is_dir():
        raise Refused(f'there is no assignment "{assignment}" in {OUT}; there are: {", ".join(listed()) or "none"}')
    return folder


def listed():
    return sorted(path.name for path in OUT.iterdir() if not path.name.startswith(".")) if OUT.is_dir() else []


def files(folder, owner):
    """Each regular file of its owner below a folder: its relative path and its bytes. No link is followed."""
    count = size = 0
    for at, folders, names, descriptor in os.fwalk(folder, follow_symlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            try:
                file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=descriptor)
            except OSError:
                continue  # a link, or unreadable
            with open(file, "rb") as opened:
                facts = os.fstat(file)
                if not stat.S_ISREG(facts.st_mode) or facts.st_uid != owner:
                    continue
                content = opened.read(MOST_BYTES + 1)
            count, size = count + 1, size + len(content)
            if count > MOST_FILES or size > MOST_BYTES:
                raise Refused(f"{folder} has more than {MOST_FILES} files or {MOST_BYTES >> 20} MB")
            yield Path(os.path.relpath(os.path.join(at, name), folder)), content


def place(folder, contents, mode, time=None):
    """Writes files beside a folder and moves them there in one step; an older folder of this name goes."""
    part = folder.with_name(f".{folder.name}.{secrets.token_hex(8)}")
    try:
        part.mkdir(parents=True)
        for path, content in contents:
            file = part / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            file.chmod(mode)
            if time is not None:
                os.utime(file, (time, time))
        for directory, _, _ in os.walk(part):
            os.chmod(directory, mode | (mode & 0o444) >> 2 | 0o100)
        old = folder.with_name(f"{part.name}.old")
        if folder.exists():
            folder.rename(old)
        part.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def publish(release):
    release = Path(release).resolve()
    if not list(release.glob("*.ipynb")):
        raise Refused(f"{release} holds no notebook; expected a release, such as notebooks/assignments/release/a1")
    for text in (file.read_text(encoding="utf-8") for file in release.rglob("*.ipynb")):
        if "BEGIN SOLUTION" in text or "BEGIN HIDDEN TESTS" in text:
            raise Refused(f"{release} holds solutions or hidden tests; ./gradus release makes a release of them")
    # inbound: everybody may add, nobody but the teacher may list, and nobody may rename what another added.
    for folder, mode in ((COURSE, 0o755), (OUT, 0o755), (IN, 0o3733), (BACK, 0o711)):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(mode)
    place(OUT / named(release.name), files(release, release.stat().st_uid), 0o644)
    print(f"Handed out: {OUT / release.name}")


def fetch(assignment):
    source, target = published(assignment), Path(assignment)
    kept = []
    for path, content in files(source, source.stat().st_uid):
        if (target / path).exists():
            kept.append(str(path))
            continue
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)
    print(f"In {target.resolve()}" + (f"; already there and kept: {', '.join(kept)}" if kept else ""))


def submit(assignment):
    expected = {path.name for path in published(assignment).glob("*.ipynb")}
    if not Path(assignment).is_dir():
        raise Refused(f"there is no folder {Path(assignment).resolve()}; start this where fetch made it")
    user = pwd.getpwuid(os.getuid()).pw_name
    contents = [(path, content) for path, content in files(assignment, os.getuid()) if path.suffix == ".ipynb"]
    if not contents:
        raise Refused(f"{Path(assignment).resolve()} holds no notebook of yours")
    time = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S.%f %Z")
    contents += [(Path(TIME), time.encode()), (Path(SECRET), secrets.token_hex(64).encode())]
    name = f"{user}+{assignment}+{time}"
    # Others may read it if they know its name, which has a random part and is listed to nobody but the teacher.
    place(IN / f"{name}+{secrets.token_urlsafe(9)}", contents, 0o644)
    place(cache() / name, contents, 0o600)
    missing = sorted(expected - {path.name for path, _ in contents})
    print(f"Handed in at {time}" + (f"; MISSING: {', '.join(missing)}" if missing else ""))


def cache():
    """Where nbgrader, too, keeps what was handed in."""
    folder = Path(os.environ.get("JUPYTER_DATA_DIR") or Path.home() / ".local/share/jupyter", "nbgrader_cache", COURSE.name)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def collect(assignment, target):
    """The newest of each student, by the time at which the system saw it arrive, which no student can set."""
    published(assignment)
    newest = {}
    for found in IN.iterdir():
        user, _, rest = found.name.partition("+")
        if found.name.startswith(".") or rest.partition("+")[0] != assignment:
            continue
        try:
            owner = pwd.getpwnam(user).pw_uid
        except KeyError:
            owner = None
        facts = found.lstat()
        if facts.st_uid != owner or not stat.S_ISDIR(facts.st_mode):
            print(f"{found.name}: left, it is not {user}'s own folder")
            continue
        newest[user] = max(newest.get(user, (0, found)), (facts.st_ctime, found))
    for user, (time, found) in sorted(newest.items()):
        try:
            place(Path(target, user, assignment), files(found, pwd.getpwnam(user).pw_uid), 0o600, time)
            print(f"{user}: {datetime.fromtimestamp(time).isoformat(' ', 'seconds')}")
        except (Refused, OSError) as reason:
            print(f"{user}: left. {reason}")
    print(f"{len(newest)} students; grade them with ./gradus grade {assignment} {target}")


def page(secret, assignment):
    """Under a name that only who handed in can know."""
    return BACK / (hashlib.sha256(secret + f"+{assignment}".encode()).hexdigest() + ".html")


def give_back(assignment, target):
    graded = Path(target).resolve()
    pages = graded.with_name(graded.name + "-graded") / "feedback"
    count = 0
    for secret in sorted(graded.glob(f"*/{named(assignment)}/{SECRET}")):
        feedback = pages / f"{secret.parent.parent.name}.html"
        if feedback.exists():
            file = page(secret.read_bytes(), assignment)
            part = file.with_suffix(".part")
            part.write_bytes(feedback.read_bytes())
            part.chmod(0o644)
            part.replace(file)
            count += 1
    print(f"Handed back: {count} pages")


def feedback(assignment):
    for handed_in in sorted(cache().glob(f"*+{named(assignment)}+*"), reverse=True):
        found = page((handed_in / SECRET).read_bytes(), assignment)
        if found.exists():
            target = Path(assignment, "feedback.html")
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(found.read_bytes())
            print(f"In {target.resolve()}, on what you handed in at {(handed_in / TIME).read_text()}")
            return
    raise Refused(f"there is no feedback on {assignment} yet")


def main(words):
    commands = {
        ("list", 0): lambda: print("\n".join(listed()) or "nothing is handed out"),
        ("fetch", 1): fetch, ("submit", 1): submit, ("feedback", 1): feedback,
        ("publish", 1): publish, ("collect", 2): collect, ("return", 2): give_back,
    }  # fmt: skip
    command = commands.get((words[0] if words else "", len(words) - 1))
    if command is None:
        sys.exit(f"{__doc__}\nreceived: {' '.join(words) or 'nothing'}")
    try:
        command(*words[1:])
    except (Refused, PermissionError) as reason:
        sys.exit(f"Nothing was done: {reason}")


if __name__ == "__main__":
    main(sys.argv[1:])
