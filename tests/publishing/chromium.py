"""A real browser for the tests: Chromium driven over its own pipe, with nothing but the standard library."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 60.0
"""Seconds after which a browser that does not answer is given up."""


def program() -> str | None:
    """Where a Chromium is, if there is one."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


class BrowserError(Exception):
    """The browser did not answer, or answered with an error."""


class Browser:
    """One page in a headless Chromium. `messages` and `requests` hold what the last page logged and asked for."""

    def __init__(self, language: str = "zh-CN") -> None:
        self.folder = tempfile.mkdtemp(prefix="chromium-")
        to_browser, self.write_end = os.pipe()
        self.read_end, from_browser = os.pipe()
        high = [fcntl.fcntl(end, fcntl.F_DUPFD, 60) for end in (to_browser, from_browser)]

        def connect() -> None:
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage",
            "--disable-background-networking", "--remote-debugging-pipe", f"--lang={language}",
            f"--accept-lang={language}", f"--user-data-dir={self.folder}", "about:blank",
        ]  # fmt: skip
        self.process = subprocess.Popen(
            [str(program()), *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=connect, pass_fds=(3, 4),
        )  # fmt: skip
        for end in (to_browser, from_browser, *high):
            os.close(end)
        self.buffer = b""
        self.number = 0
        self.events: list[dict[str, Any]] = []
        self.session: str | None = None
        self.messages: list[str] = []
        self.requests: list[str] = []
        target = next(t for t in self.ask("Target.getTargets")["targetInfos"] if t["type"] == "page")
        attached = self.ask("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.write_end)
        os.close(self.read_end)
        shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command, wait for its answer."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write_end, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error']}")
                return dict(answer["result"])
            self._note(answer)

    def open(self, address: str) -> None:
        """Open a page and wait until it has loaded."""
        self.messages, self.requests, self.events = [], [], []
        self.ask("Page.navigate", url=address)
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self._note(self._receive())
        self.run("document.fonts.ready.then(() => 1)")

    def run(self, script: str) -> Any:
        """The value of a script on the page; promises are waited for."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise BrowserError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def size(self, width: int, height: int, *, phone: bool = False, dark: bool = False) -> None:
        """The window's size, and whether it is a phone's or set to dark."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=phone,
        )
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.ask("Emulation.setEmulatedMedia", features=scheme)

    def picture(self, target: Path) -> None:
        """A PNG of the window."""
        target.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot")["data"]))

    def _note(self, event: dict[str, Any]) -> None:
        self.events.append(event)
        parameters = event.get("params", {})
        if event["method"] == "Log.entryAdded":
            self.messages.append(f"{parameters['entry']['level']}: {parameters['entry']['text']}")
        elif event["method"] == "Runtime.exceptionThrown":
            self.messages.append(str(parameters["exceptionDetails"]["text"]))
        elif event["method"] == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "warning"):
            self.messages.append(parameters["type"])
        elif event["method"] == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])

    def _receive(self) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.read_end], [], [], max(until - time.monotonic(), 0))
            found = os.read(self.read_end, 1 << 16) if ready else b""
            if not found:
                raise BrowserError("浏览器没有回答")
            self.buffer += found
        message, _, self.buffer = self.buffer.partition(b"\0")
        return dict(json.loads(message))
