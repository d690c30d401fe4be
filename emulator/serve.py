"""Serves MiniStack on one loopback port, over TLS, until standard input ends. Started by ministack.ts.

Why not the `ministack` command: it takes port 443 as well when it may, and it outlives whoever started it.
Here the port is bound before it is announced, so two runs never race for one; and because the other end of
standard input is held by the process that started us, its end, even by `kill -9`, is ours too.
"""

import asyncio
import os
import shutil
import signal
import socket
import sys
import threading


def bound_socket(port):
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(("127.0.0.1", port))
    except OSError as error:
        sys.exit(f"127.0.0.1:{port}: {error.strerror}")
    return bound


def end_with_parent(run_directory):
    sys.stdin.buffer.read()
    shutil.rmtree(run_directory, ignore_errors=True)
    # We lead our process group (ministack.ts starts us so), and the Lambda workers are in it.
    os.killpg(os.getpid(), signal.SIGKILL)


def main():
    bound = bound_socket(int(os.environ["GATEWAY_PORT"]))
    port = bound.getsockname()[1]
    # MiniStack reads it when it is imported, for the URLs that it hands out.
    os.environ["GATEWAY_PORT"] = str(port)
    print(port, flush=True)
    threading.Thread(target=end_with_parent, args=[os.environ["RUN_DIRECTORY"]], daemon=True).start()

    from hypercorn.asyncio import serve
    from hypercorn.config import Config
    from ministack.app import app

    config = Config()
    config.bind = [f"fd://{bound.detach()}"]
    config.certfile = os.environ["MINISTACK_SSL_CERT"]
    config.keyfile = os.environ["MINISTACK_SSL_KEY"]
    config.keep_alive_timeout = 75
    config.loglevel = "WARNING"

    async def serve_until_killed():
        # With a trigger of ours hypercorn takes no signal: nothing here is worth a graceful end.
        await serve(app, config, shutdown_trigger=asyncio.Event().wait)

    asyncio.run(serve_until_killed())


main()
