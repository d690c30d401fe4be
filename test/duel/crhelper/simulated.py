"""
What a Lambda environment of Python does to the world, by the simulator's leave: it sleeps by the simulator's clock, and
every HTTP request is an effect of its invocation. Each thread asks over a line of its own, and stands until it is
answered; while a thread does not ask, the clock stands.
"""

import http.client
import json
import logging
import socket
import threading
import time

real_create_connection = socket.create_connection
thread = threading.local()


class Line:
    """One thread's line to the simulator."""

    def __init__(self, port, run, name):
        self.socket = real_create_connection(('127.0.0.1', port))
        self.file = self.socket.makefile('rw', encoding='utf-8')
        self.requesting = False
        self.tell({'line': name, 'run': run})

    def tell(self, message):
        self.file.write(json.dumps(message) + '\n')
        self.file.flush()

    def hear(self):
        return json.loads(self.file.readline())

    def ask(self, message):
        self.tell(message)
        return self.hear()

    def begin(self):
        if not self.requesting:
            self.requesting = True
            self.ask({'ask': 'begin'})

    def end(self):
        if self.requesting:
            self.requesting = False
            self.ask({'ask': 'end'})


class Timer(threading.Thread):
    """threading.Timer, by the simulator's clock."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__(daemon=True)
        self.interval, self.function = interval, function
        self.args, self.kwargs = args or [], kwargs or {}
        self.finished = threading.Event()

    def cancel(self):
        self.finished.set()

    def start(self):
        # The clock knows of it before whoever starts it goes on.
        self.line = Line(thread.line.socket.getpeername()[1], thread.run, 'timer')
        self.line.ask({'ask': 'timer', 'seconds': self.interval})
        self.of = thread.run, thread.dial
        super().start()

    def run(self):
        self.line.hear()
        thread.line, (thread.run, thread.dial) = self.line, self.of
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()
        self.line.tell({'ask': 'bye'})


class LogHandler(logging.Handler):
    """Lambda's own handler, which stands at the root logger."""

    def emit(self, record):
        if hasattr(thread, 'line'):
            thread.line.tell({'ask': 'log', 'text': self.format(record)})


def sleep(seconds):
    thread.line.ask({'ask': 'sleep', 'seconds': seconds})


def dialled(connect):
    """A way to connect that goes where the simulator says that a host is."""
    return lambda address, *args, **kwargs: connect(thread.dial.get(address[0], address), *args, **kwargs)


def during_request(method, ends):
    """A method of a connection that begins a request, or ends it: by its answer, or by failing."""

    def wrapped(self, *args, **kwargs):
        thread.line.begin()
        try:
            result = method(self, *args, **kwargs)
        except BaseException:
            thread.line.end()
            raise
        if ends:
            thread.line.end()
        return result

    return wrapped


def install():
    """To be called before whatever remembers one of these is imported."""
    time.sleep = sleep
    threading.Timer = Timer
    socket.create_connection = dialled(real_create_connection)
    for name, ends in {'putrequest': False, 'send': False, 'getresponse': True}.items():
        setattr(http.client.HTTPConnection, name, during_request(getattr(http.client.HTTPConnection, name), ends))
    logging.root.addHandler(LogHandler())
