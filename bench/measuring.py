"""What the measurements of Shipmate's commands share."""
import os
import pathlib
import subprocess
import sys
import time

HOME = pathlib.Path(__file__).resolve().parent.parent
LAUNCHER = str(HOME / "shipmate")
CACHES = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "shipmate" / "aot"


def measure(command, environment, good=(0,)):
    """Seconds, and peak resident memory in MB, of one run that must end with a good exit code."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    end = b""
    while piece := process.stdout.read(1 << 20):
        end = (end + piece)[-4096:]
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in good:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{end.decode(errors='replace')}")
    return seconds, usage.ru_maxrss / 1024


def wait_for_the_cache():
    """The first run makes it in the background."""
    before = {path for path in CACHES.glob("*.aot") if path.stat().st_size}
    subprocess.run([LAUNCHER, "--version"], check=True, stdout=subprocess.DEVNULL)
    for _ in range(180):
        claims = [path for path in CACHES.glob("*.aot") if not path.stat().st_size]
        if not claims:
            made = {path for path in CACHES.glob("*.aot") if path.stat().st_size}
            print(f"AOT cache: {max(p.stat().st_size for p in made) / 2**20:.0f} MB"
                  f"{'' if made == before else ', made for this run'}\n")
            return
        time.sleep(1)
    sys.exit(f"No AOT cache was made in {CACHES} within three minutes.")
