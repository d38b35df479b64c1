/** The errors of a write that nobody reads any more, because the terminal was closed or the program after the pipe has ended. */
const NOBODY_READS = new Set(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']);

/**
 * Continues when stdout or stderr is closed. Without this a write to it is an uncaught exception, for which Electron each time opens a
 * dialog with "A JavaScript error occurred in the main process" (electron/electron issue 40781). Other errors are thrown as before.
 */
export function outliveClosedOutput(
  streams: readonly NodeJS.WritableStream[] = [process.stdout, process.stderr],
): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!NOBODY_READS.has(error.code ?? '')) throw error;
    });
  }
}
