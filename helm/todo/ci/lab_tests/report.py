"""What was checked and measured, printed as it happens and once more at the end."""

import time
import traceback


class Report:
    def __init__(self):
        self._lines = []
        self._failures = 0

    @property
    def passed(self):
        return self._failures == 0

    def topic(self, name, run):
        """Runs one topic. What goes wrong in it is a failure of the topic, and the next one goes on."""
        print(f"\n=== {name}", flush=True)
        started = time.monotonic()
        self._lines.append(f"\n{name}")
        try:
            run(self)
        except Exception as error:  # the report must come out whatever happens
            traceback.print_exc()
            self.check(f"{name} runs to its end", False, str(error).strip()[-400:])
        self._lines.append(f"      took {time.monotonic() - started:.0f} s")

    def check(self, what, holds, detail=""):
        self._failures += not holds
        self._add(f"  {'ok  ' if holds else 'FAIL'}  {what}{f': {detail}' if detail else ''}")
        return holds

    def figure(self, what, value):
        self._add(f"        {what}: {value}")

    def note(self, text):
        self._add(f"  note  {text}")

    def _add(self, line):
        print(line, flush=True)
        self._lines.append(line)

    def print(self):
        print("\n".join(["", "=" * 100, "Report", *self._lines, ""]))
        print("All checks passed." if self.passed else f"{self._failures} checks FAILED.", flush=True)
