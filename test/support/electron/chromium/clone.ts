/*
 * What crosses between the page and the main process crosses as JSON here, where Electron has the structured clone algorithm
 * (docs/api/ipc-renderer.md, "ipcRenderer.invoke": "Arguments will be serialized with the Structured Clone Algorithm"). So it is cloned
 * first, by the engine itself, which refuses what Electron refuses; then what JSON lacks is marked.
 */

/**
 * `pack` throws what the engine throws for what can't be cloned. The function is sent into the page as it stands: nothing in it may come
 * from outside it.
 */
export function cloneTools(): { pack: (value: unknown) => string; unpack: (text: string) => unknown } {
  const marked = (kind: string, value?: unknown) => ({ $: kind, value });
  function mark(value: unknown): unknown {
    if (value === undefined) return marked('undefined');
    if (typeof value === 'bigint') return marked('bigint', String(value));
    if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : numberOf(value);
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(mark);
    if (value instanceof Date) return marked('date', value.getTime());
    if (value instanceof Map) return marked('map', [...value].map(mark));
    if (value instanceof Set) return marked('set', [...value].map(mark));
    if (value instanceof Error) return marked('error', [value.name, value.message]);
    if (value instanceof ArrayBuffer) return marked('bytes', [...new Uint8Array(value)]);
    if (ArrayBuffer.isView(value)) {
      return marked('view', [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)]);
    }
    const entries = Object.entries(value).map(([key, of]) => [key, mark(of)] as const);
    return '$' in value ? marked('object', entries) : Object.fromEntries(entries);
  }
  const numberOf = (value: number) => marked('number', Object.is(value, -0) ? '-0' : String(value));
  function unmark(value: unknown): unknown {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(unmark);
    if (!('$' in value)) return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, unmark(of)]));
    const { $, value: of } = value as { $: string; value?: unknown };
    const list = of as unknown[];
    if ($ === 'undefined') return undefined;
    if ($ === 'bigint') return BigInt(String(of));
    if ($ === 'number') return Number(of);
    if ($ === 'date') return new Date(of === null ? Number.NaN : Number(of));
    if ($ === 'map') return new Map(list.map(unmark) as Array<[unknown, unknown]>);
    if ($ === 'set') return new Set(list.map(unmark));
    if ($ === 'error') return Object.assign(new Error(String(list[1])), { name: String(list[0]) });
    if ($ === 'bytes') return new Uint8Array(list as number[]).buffer;
    if ($ === 'view') return new Uint8Array(list as number[]);
    return Object.fromEntries((list as Array<[string, unknown]>).map(([key, inside]) => [key, unmark(inside)]));
  }
  return {
    pack: (value) => JSON.stringify(mark(structuredClone(value))),
    unpack: (text) => unmark(JSON.parse(text)),
  };
}
