import type { Store } from '../db/store.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import type { LeadHooks } from './hooks.ts';

/** The parts of the index needed to change leads. */
export type IndexPort = Pick<LeadIndex, 'put' | 'putSearch' | 'noteChanged' | 'valuesOf' | 'erase' | 'removeTraces'>;

/** The parts of the index additionally needed to select and show leads. */
export type ListPort = IndexPort & Pick<LeadIndex, 'select' | 'setOf' | 'bits' | 'findable'>;

/** What is needed to change leads. */
export interface LeadPorts {
  readonly store: Store;
  readonly index: IndexPort;
  readonly now: () => number;
  /** What other modules store about a lead; without it there is nothing else. */
  readonly hooks?: LeadHooks;
}
