import { open, stat } from 'node:fs/promises';

/** Lines at the end of a log that are looked at. */
const TAIL_LINES = 200;

/** Bytes that so many lines take at most. */
const TAIL_BYTES = 256 * 1024;

/** The last lines of a log. Throws what the file system says. */
export async function readTail(path: string): Promise<string[]> {
  const found = await stat(path);
  if (!found.isFile()) throw new Error('it is no regular file');
  const handle = await open(path);
  try {
    const start = Math.max(0, found.size - TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(TAIL_BYTES), 0, TAIL_BYTES, start);
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n').filter((line) => line.trim() !== '');
    return lines.slice(-TAIL_LINES);
  } finally {
    await handle.close();
  }
}
