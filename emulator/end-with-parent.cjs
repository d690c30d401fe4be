// Node.js loads this file before the CDK CLI, which leads a process group. The parent process holds the other end of
// standard input, and never writes to it. When the parent ends, even by a signal, this file ends the group.
process.stdin.on('close', () => process.kill(-process.pid, 'SIGKILL'));
process.stdin.resume().unref();
