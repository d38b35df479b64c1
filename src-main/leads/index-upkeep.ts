import { readModel } from '../db/remake-tables.ts';
import { CHUNK_IDS, chunkOf } from '../lead-index/bitmap/chunk.ts';
import { ExpectedChunk } from '../lead-index/facets/expected-chunk.ts';
import { differences, repairTables } from '../lead-index/facets/repair.ts';
import type { FacetValues, LeadIndex, SearchText } from '../lead-index/index.ts';
import { yieldToCommands } from '../platform/yielding.ts';
import { workFacets } from './join.ts';
import { personOf } from './person.ts';
import type { LeadPorts } from './ports.ts';
import { hasLead, leadIdsFrom, newestLead } from './rows/leads.ts';
import { recordsOf } from './rows/records.ts';
import { searchEntry } from './touched.ts';

/** The number of leads read at once, which takes about 3 ms. */
const TOGETHER = 20;

/** The result of checking the index. */
export interface IndexFindings {
  readonly leads: number;
  /** The number of chunks that differed from the rows. */
  readonly chunks: number;
  /** The number of leads that the search would not have found correctly. */
  readonly texts: number;
}

/** The progress of the check. */
export interface IndexProgress {
  readonly done: number;
  readonly total: number;
}

export interface IndexUpkeepPorts extends LeadPorts {
  readonly index: LeadIndex;
}

/** What the index should have for a lead, from its rows; null if it doesn't exist. */
function leadOf(ports: IndexUpkeepPorts, id: number): { values: FacetValues; text: SearchText } | null {
  const { store } = ports;
  if (!hasLead(store, id)) return null;
  const person = personOf(recordsOf(store, id));
  return { values: { ...person.facets, ...workFacets(store, id) }, text: searchEntry(ports, id, person) };
}

interface How {
  /** Whether differences are corrected. */
  readonly repair: boolean;
  /** Whether the words of leads are compared, or all rebuilt (with `repair`). */
  readonly search: 'compare' | 'again';
}

/**
 * Compares the index with the rows of leads, chunk by chunk, while other commands run. Leads that these change are read again.
 *
 * @param readable called when the tables are readable; with `repair` also consistent with each other
 */
export async function lookThroughIndex(
  ports: IndexUpkeepPorts,
  how: How,
  progress: (now: IndexProgress) => void = () => {},
  readable: () => void = () => {},
): Promise<IndexFindings> {
  const { store, index } = ports;
  const newest = () => newestLead(store);
  const found = { leads: 0, chunks: 0, texts: 0 };
  let before = 0;
  progress({ done: 0, total: newest() });
  if (how.repair && store.write(() => repairTables(store, index.bits, chunkOf(newest())))) found.chunks++;
  if (how.repair && how.search === 'again') {
    // Each of the three takes long enough for a turn of its own.
    await yieldToCommands();
    readModel();
    await yieldToCommands();
    if (!store.raw.open) return found;
    index.search.restart();
  }
  readable();
  for (let at = 0; at <= chunkOf(newest()) && store.raw.open; at++) {
    const chunk = new ChunkReading(ports, at, how);
    try {
      await chunk.read((id) => {
        found.leads = chunk.leads + before;
        progress({ done: id, total: newest() });
      });
      await chunk.readChanged();
      if (!store.raw.open) break;
      found.chunks += chunk.compare();
      found.texts += chunk.texts;
      before = found.leads = before + chunk.leads;
    } finally {
      chunk.end();
    }
    await yieldToCommands();
  }
  return found;
}

/** The number of leads whose words are corrected in one transaction. If there are many at once, the search defers them. */
const TEXTS_TOGETHER = 150;

/** Reads the leads of one chunk from their rows while other commands run. */
class ChunkReading {
  readonly #ports: IndexUpkeepPorts;
  readonly #at: number;
  readonly #how: How;
  readonly #expected = new ExpectedChunk();
  /** Reports leads that have changed since the chunk was started, which are read again. */
  readonly #watch: ReturnType<LeadIndex['watch']>;
  #waiting: SearchText[] = [];
  leads = 0;
  texts = 0;

  constructor(ports: IndexUpkeepPorts, at: number, how: How) {
    this.#ports = ports;
    this.#at = at;
    this.#how = how;
    this.#watch = ports.index.watch(at);
  }

  async read(progress: (id: number) => void): Promise<void> {
    const { store } = this.#ports;
    const below = (this.#at + 1) * CHUNK_IDS;
    let from = this.#at * CHUNK_IDS;
    while (store.raw.open) {
      const ids = leadIdsFrom(store, from, below, TOGETHER);
      for (const id of ids) {
        const lead = leadOf(this.#ports, id);
        this.#expected.set(id, lead?.values ?? null);
        if (lead) this.#waiting.push(lead.text);
      }
      this.leads += ids.length;
      const last = ids.at(-1);
      if (last === undefined || this.#waiting.length >= TEXTS_TOGETHER) this.#lookAtTexts();
      if (last === undefined) return;
      from = last + 1;
      progress(last);
      await yieldToCommands();
    }
  }

  /** Reads changed leads again until only few are left for `compare`, which reads them without yielding. */
  async readChanged(): Promise<void> {
    const { ids } = this.#watch;
    while (ids.size > TOGETHER && this.#ports.store.raw.open) {
      let read = 0;
      for (const id of ids) {
        this.#readAgain(id);
        if (++read === TOGETHER) break;
      }
      await yieldToCommands();
    }
  }

  #readAgain(id: number): void {
    this.#watch.ids.delete(id);
    this.#expected.set(id, leadOf(this.#ports, id)?.values ?? null);
  }

  #lookAtTexts(): void {
    const { store, index } = this.#ports;
    const { repair, search } = this.#how;
    if (this.#waiting.length === 0) return;
    const now = this.#waiting.flatMap((text) =>
      this.#watch.ids.has(text.id) ? (leadOf(this.#ports, text.id)?.text ?? []) : text,
    );
    this.#waiting = [];
    const differing = new Set(search === 'again' ? now.map(({ id }) => id) : index.search.differing(now));
    const wrong = now.filter(({ id }) => differing.has(id));
    if (repair && wrong.length > 0) {
      store.write(() => {
        // No lead has changed, but what was found before is outdated.
        index.noteChanged([]);
        index.search.put([], wrong);
      });
    }
    if (search === 'compare') this.texts += wrong.length;
  }

  /** @returns the number of values whose chunks were wrong; with `repair` they are corrected */
  compare(): number {
    const { store, index } = this.#ports;
    const { repair } = this.#how;
    return store.write(() => {
      for (const id of [...this.#watch.ids]) this.#readAgain(id);
      index.bits.sync();
      const wrong = differences(index.bits, this.#at, this.#expected, repair);
      if (repair) index.bits.write(wrong);
      return wrong.length;
    });
  }

  end(): void {
    this.#watch.end();
  }
}
