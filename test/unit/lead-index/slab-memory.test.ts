import { describe, expect, it } from 'vitest';
import { slabMemory } from '../../../src-main/lead-index/bitmap/slab-memory.ts';

describe('memory of a slab', () => {
  it('is empty, apart from every other piece, and begins where numbers may', () => {
    const pieces = [1, 7, 0, 16, 2048, 128 * 1024].map((bytes) => slabMemory(bytes));
    for (const [i, piece] of pieces.entries()) {
      expect(piece.byteOffset % 16).toBe(0);
      expect(piece.every((byte) => byte === 0)).toBe(true);
      piece.fill(i + 1);
    }
    expect(pieces.map((piece, i) => piece.every((byte) => byte === i + 1))).not.toContain(false);
    expect(new Set(pieces.map(({ buffer }) => buffer)).size).toBe(1);
  });

  it('is another one once the slab is full; large pieces are alone', () => {
    const first = slabMemory(64);
    expect(slabMemory(2 * 1024 * 1024).buffer.byteLength).toBe(2 * 1024 * 1024);
    const buffers = new Set(Array.from({ length: 40 }, () => slabMemory(1024 * 1024).buffer));
    expect(buffers.size).toBe(2);
    expect(buffers.has(first.buffer)).toBe(true);
  });
});
