"""
Runs a handler's module as Lambda does: a process for each event that is read from standard input, forked from one that
has imported the module, so that it may be killed at any time.
"""

import gc
import importlib
import json
import os
import random
import signal
import sys
import traceback

import simulated

simulated.install()

# They remember what has just been exchanged.
from urllib3.util import connection  # noqa: E402

connection.create_connection = simulated.dialled(connection.create_connection)
handler = importlib.import_module(sys.argv[1]).handler


class Context:
    def __init__(self, names):
        self.__dict__.update(names)

    def get_remaining_time_in_millis(self):
        return simulated.thread.line.ask({'ask': 'remaining'})


def run(task):
    simulated.thread.run = task['run']
    simulated.thread.dial = {host: tuple(address) for host, address in task['dial'].items()}
    simulated.thread.line = simulated.Line(task['port'], task['run'], 'main')
    simulated.thread.line.tell({'ask': 'alive', 'pid': os.getpid()})
    random.seed(task['seed'])
    error = None
    try:
        handler(task['event'], Context(task['context']))
    except BaseException:
        error = traceback.format_exc()
    simulated.thread.line.tell({'ask': 'over', 'error': error})


# What the children share stays shared: none of them collects it.
gc.freeze()
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    if os.fork() == 0:
        try:
            run(json.loads(line))
        finally:
            # Also where nobody listens any more: this process must never read the next event.
            os._exit(0)
