import { CommandError, type DialerTraits, type ReadBackResult } from '../../../src-preload/contract/index.ts';
import { addLeadUrl, getConnection, saveTraits } from '../../connections/connections.ts';
import { logReading, type Reading as Noted } from '../../connections/reading-log.ts';
import type { Store } from '../../db/store.ts';
import type { Clock } from '../../platform/clock.ts';
import { shownCounts } from '../../queue/rows/shown-counts.ts';
import type { QueuedJob } from '../../queue/types.ts';
import { ADD_LEAD_CONTENT_TYPE } from '../../vendors/crocodial/form.ts';
import { leadInfoBody, readLeadInfo } from '../../vendors/crocodial/lead-info.ts';
import { exchange } from '../../vendors/exchange.ts';
import { HttpClient } from '../../vendors/http.ts';
import { getImport, startedAfter } from '../import-table.ts';
import { fromRowId } from '../row-id.ts';
import { compareHeld, type Difference, differenceInWords } from './compare.ts';
import { keepHeldValues } from './held-values.ts';
import { proposeTraits } from './propose.ts';
import { nextSample, type Sampled } from './sample.ts';
import { keepReadBack, storedReadBack } from './stored.ts';

/** The shortest interval between two requests, for all dialers together, ms. It is shorter when nothing is being sent. */
const APART_MS = { sending: 1_000, idle: 250 } as const;
/** How long no requests are made to a dialer that can't be reached, ms. */
const UNREACHED_MS = 30_000;
/** The longest wait for an answer, ms. */
const PATIENCE_MS = 15_000;
/** Lists that were started longer ago aren't read back, because agents have called and changed their leads since. */
const WITHIN_MS = 24 * 60 * 60 * 1000;
const LISTS_AT_MOST = 20;
const SHOWN_AT_MOST = 20;

export interface ReadBackPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly secretOf: (connectionId: number) => string | null;
  /** Returns the fields of a lead as they were shown and sent; null if its row no longer exists. */
  readonly dial: { leadOf(job: QueuedJob): Record<string, string> | null };
  /** Whether a dialer answers `lead_all_info`. If that is unknown, it is tried. @throws CommandError */
  readonly answers: (connectionId: number) => Promise<boolean>;
  readonly publish: (topic: 'imports' | 'connections' | 'jobs') => void;
}

interface Reading {
  lastRow: number;
  readonly differences: Difference[];
  result: ReadBackResult;
}

const NOTHING: ReadBackResult = {
  state: 'reading',
  leads: 0,
  values: 0,
  differing: 0,
  differences: [],
  proposal: null,
};

/**
 * Reads back a small sample of the loaded leads, if the dialer can report its data (`lead_all_info`), and compares it with what was shown.
 * It changes nothing in the dialer. A dialer that refuses or gives another answer isn't asked again before the next start.
 */
export class ReadBack {
  readonly #ports: ReadBackPorts;
  readonly #client = new HttpClient();
  readonly #silent = new Set<number>();
  readonly #readings = new Map<number, Reading>();
  /** The time until which no requests are made to a dialer that could not be reached. */
  readonly #unreached = new Map<number, number>();
  #cancelTimer: (() => void) | null = null;
  #busy = false;
  #closed = false;

  constructor(ports: ReadBackPorts) {
    this.#ports = ports;
  }

  /** Schedules a check for leads to read back. */
  wake(waitMs = 0): void {
    if (this.#closed || this.#busy || this.#cancelTimer !== null) return;
    const apart = this.#isSending() ? APART_MS.sending : APART_MS.idle;
    this.#cancelTimer = this.#ports.clock.after(Math.max(apart, waitMs), () => {
      this.#cancelTimer = null;
      this.#busy = true;
      this.#step()
        .then((more) => {
          this.#busy = false;
          if (more) this.wake();
          else if (this.#unreached.size > 0) this.wake(UNREACHED_MS);
        })
        .catch((error: unknown) => {
          this.#busy = false;
          // The data can't be read or written. The module of the data reports that, and the next change tries again.
          process.emitWarning(error instanceof Error ? error : new Error(String(error)));
        });
    });
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
    void this.#client.close();
  }

  /** Applies the proposed change of the profile. @throws CommandError `conflict` if nothing is proposed */
  adopt(importId: number): ReadBackResult {
    const { store } = this.#ports;
    const result = storedReadBack(store, importId);
    const { connectionId } = getImport(store, importId);
    if (!result?.proposal || connectionId === null)
      throw new CommandError('conflict', 'Reading this list back suggested no profile change.');
    const { traits } = result.proposal;
    store.write(() => saveTraits(store, connectionId, traits));
    const adopted: ReadBackResult = { ...result, proposal: null };
    const reading = this.#readings.get(importId);
    if (reading) reading.result = adopted;
    keepReadBack(store, importId, adopted);
    this.#ports.publish('connections');
    this.#ports.publish('imports');
    return adopted;
  }

  /** @returns whether there may be more to read */
  async #step(): Promise<boolean> {
    const { store, clock } = this.#ports;
    for (const { id, connectionId, state } of startedAfter(store, clock.now() - WITHIN_MS, LISTS_AT_MOST)) {
      if (this.#silent.has(connectionId)) continue;
      const reading = this.#reading(id);
      if ((this.#unreached.get(connectionId) ?? 0) > clock.now()) continue;
      this.#unreached.delete(connectionId);
      if (reading.result.state !== 'reading') continue;
      const next = nextSample(store, { id, whole: state === 'started' }, reading.lastRow, reading.result.leads);
      if (next.is === 'wait') continue;
      if (next.is === 'done') {
        if (reading.result.leads > 0) this.#keep(id, reading, { ...reading.result, state: 'done' });
        continue;
      }
      const answers = await this.#answers(connectionId);
      if (answers === null) continue;
      if (answers) await this.#read(id, reading, next.job);
      else this.#keep(id, reading, { ...reading.result, state: 'no-answer' });
      return true;
    }
    return false;
  }

  /** Whether a dialer can report its leads; null if that can't be determined now. */
  async #answers(connectionId: number): Promise<boolean | null> {
    try {
      return await this.#ports.answers(connectionId);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      // A refused login has stopped the connection, and no request is made until somebody resumes it.
      this.#unreached.set(connectionId, this.#ports.clock.now() + UNREACHED_MS);
      return null;
    }
  }

  #isSending(): boolean {
    const { ready, sending } = shownCounts(this.#ports.store);
    return ready + sending > 0;
  }

  #reading(importId: number): Reading {
    let reading = this.#readings.get(importId);
    if (!reading) {
      const kept = storedReadBack(this.#ports.store, importId);
      // An interrupted read-back starts again, because the differences themselves are never stored.
      reading = { lastRow: 0, differences: [], result: kept === null || kept.state === 'reading' ? NOTHING : kept };
      this.#readings.set(importId, reading);
    }
    return reading;
  }

  async #read(importId: number, reading: Reading, job: Sampled): Promise<void> {
    const { store, secretOf, dial } = this.#ports;
    const shown = dial.leadOf(job);
    reading.lastRow = job.source;
    const pass = secretOf(job.connectionId);
    if (pass === null || shown === null) return;
    const { url, user, timeoutMs } = getConnection(store, job.connectionId);
    const at = this.#ports.clock.now();
    const began = performance.now();
    const answer = await exchange(this.#client, {
      url: addLeadUrl(url),
      method: 'POST',
      headers: { 'content-type': ADD_LEAD_CONTENT_TYPE, accept: '*/*', 'accept-encoding': 'identity' },
      body: leadInfoBody({ user, pass }, job.leadId),
      timeoutMs: Math.min(timeoutMs, PATIENCE_MS),
      fresh: false,
    });
    if (this.#closed) return;
    const note = (httpStatus: number | null, outcome: Noted['outcome'], words: string) => {
      const tookMs = Math.round(performance.now() - began);
      const noted = { connectionId: job.connectionId, jobId: job.id, function: 'lead_all_info', at, tookMs };
      logReading(store, { ...noted, httpStatus, outcome, words });
    };
    // A network error says nothing about the dialer. The next lead shows more.
    if (answer.kind !== 'answer') return note(null, 'no-answer', answer.error);
    const reply = readLeadInfo(answer.contentType, answer.body);
    if (reply.is === 'unclear')
      return note(answer.status, 'unclear', `Lead ${job.leadId}: its values contain the separator`);
    if (reply.is !== 'lead' || reply.values.get('phone_number') !== job.lane) {
      note(answer.status, reply.is === 'refused' ? 'closed' : 'unclear', `Lead ${job.leadId} was not returned`);
      this.#silent.add(job.connectionId);
      this.#keep(importId, reading, { ...reading.result, state: 'no-answer' });
      return;
    }
    const { values, differences } = compareHeld(fromRowId(job.source).row, shown, reply.values);
    const what = differences.length === 0 ? 'stored as shown' : `${differences.length} stored differently`;
    note(answer.status, 'answered', `Lead ${job.leadId}: ${values} values compared, ${what}`);
    store.write(() => keepHeldValues(store, job.id, differences));
    if (differences.length > 0) this.#ports.publish('jobs');
    reading.differences.push(...differences);
    const before = reading.result;
    this.#keep(importId, reading, {
      state: 'reading',
      leads: before.leads + 1,
      values: before.values + values,
      differing: before.differing + differences.length,
      differences: [
        ...before.differences,
        ...differences.map((one) => ({ row: one.row, field: one.field, words: differenceInWords(one) })),
      ].slice(0, SHOWN_AT_MOST),
      proposal: proposeTraits(this.#traitsOf(importId, job.connectionId), reading.differences),
    });
  }

  /** The traits with which the list was checked. */
  #traitsOf(importId: number, connectionId: number): DialerTraits {
    return getImport(this.#ports.store, importId).traits ?? getConnection(this.#ports.store, connectionId).traits;
  }

  #keep(importId: number, reading: Reading, result: ReadBackResult): void {
    reading.result = result;
    keepReadBack(this.#ports.store, importId, result);
    this.#ports.publish('imports');
  }
}
