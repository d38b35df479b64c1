/** The part of a change that is logged. */
interface LoggedChange {
  readonly entry: { readonly id: number };
  readonly chunk: number;
  /** The leads, in the form of `applyOps`; null if there are too many. */
  readonly ops: readonly number[] | null;
}

/**
 * Changes as one row of `lead_bits_log`: for each its value id, chunk number and number of leads, then the leads; each number in four
 * bytes.
 */
export function logged(changes: readonly LoggedChange[]): Buffer {
  let length = 0;
  for (const { ops } of changes) length += 3 + (ops?.length ?? 0);
  const numbers = new Uint32Array(length);
  let at = 0;
  for (const { entry, chunk, ops } of changes) {
    numbers[at++] = entry.id;
    numbers[at++] = chunk;
    numbers[at++] = ops?.length ?? 0;
    for (const op of ops ?? []) numbers[at++] = op;
  }
  return Buffer.from(numbers.buffer);
}

/** Reads what `logged` wrote: value id, chunk number, and the changes in the form of `applyOps`. */
export function* readLogged(row: Uint8Array): Generator<readonly [number, number, number[]]> {
  // Copied, so that it starts at a multiple of four bytes.
  const bytes = new Uint8Array(row);
  const numbers = new Uint32Array(bytes.buffer, 0, bytes.byteLength / 4);
  for (let at = 0; at < numbers.length; ) {
    const [valueId = 0, chunk = 0, n = 0] = numbers.subarray(at, at + 3);
    at += 3;
    yield [valueId, chunk, Array.from(numbers.subarray(at, at + n))];
    at += n;
  }
}
