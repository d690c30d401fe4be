"""Serves MiniStack on one loopback port, over TLS, until standard input ends. server.ts starts this script.

The `ministack` command does not fit: it also takes port 443 if it may, and goes on when its parent has ended.
This script binds the port before it prints it, so two runs never race for one port. The parent holds the other
end of standard input. When the parent ends, even by `kill -9`, the input ends, and then so does this script.
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
    # server.ts makes this script the leader of a process group, and the Lambda workers are in that group.
    os.killpg(os.getpid(), signal.SIGKILL)


def main():
    bound = bound_socket(int(os.environ["GATEWAY_PORT"]))
    port = bound.getsockname()[1]
    # MiniStack reads the port when it is imported, for the URLs in its answers.
    os.environ["GATEWAY_PORT"] = str(port)
    print(port, flush=True)
    threading.Thread(target=end_with_parent, args=[os.environ["RUN_DIRECTORY"]], daemon=True).start()

    from hypercorn.asyncio import serve
    from hypercorn.config import Config

    import acl_context

    acl_context.patch()
    from ministack.app import app

    config = Config()
    config.bind = [f"fd://{bound.detach()}"]
    config.certfile = os.environ["MINISTACK_SSL_CERT"]
    config.keyfile = os.environ["MINISTACK_SSL_KEY"]
    config.keep_alive_timeout = 75
    config.loglevel = "WARNING"

    async def serve_until_killed():
        # With a shutdown trigger, hypercorn handles no signal. No data here needs a graceful end.
        await serve(app, config, shutdown_trigger=asyncio.Event().wait)

    asyncio.run(serve_until_killed())


main()
