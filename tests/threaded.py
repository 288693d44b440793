"""Serves an application from a thread of the tests, over real HTTP, on a port that is free."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn

from page.api import Api


@contextmanager
def threaded(server: Api) -> Iterator[str]:
    """The address of a server, which ends with the block."""
    config = uvicorn.Config(server, log_level="error", ws="none", lifespan="off")
    running = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as door:
        # The door is open before the server is: who comes early waits in line.
        thread = Thread(target=running.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            running.should_exit = True
            thread.join()
