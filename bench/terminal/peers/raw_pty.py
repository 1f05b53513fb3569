"""The ceiling: how fast one process reads a PTY's output, sending it nowhere. Prints MB/s."""

import os
import pty
import sys
import time


def main(command: str) -> None:
    child, master = pty.fork()
    if child == 0:
        os.execv("/bin/bash", ["/bin/bash", "-c", f"read -r; {command}"])
    os.write(master, b"\n")
    started = time.perf_counter()
    total = 0
    while True:
        try:
            data = os.read(master, 65536)
        except OSError:
            break
        if not data:
            break
        total += len(data)
    print(total / (time.perf_counter() - started) / 1e6)
    os.waitpid(child, 0)


main(sys.argv[1])
