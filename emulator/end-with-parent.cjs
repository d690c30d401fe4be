// Loaded before the CDK CLI, which leads a process group: ends the group when the process that started it is gone,
// however it went. That process holds the other end of standard input, and never writes to it.
process.stdin.on('close', () => process.kill(-process.pid, 'SIGKILL'));
process.stdin.resume().unref();
