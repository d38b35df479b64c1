import type { Store } from '../db/store.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import type { LeadHooks } from './hooks.ts';

/** What changing leads needs of the index that lists are read from. */
export type IndexPort = Pick<LeadIndex, 'put' | 'putSearch' | 'noteChanged' | 'valuesOf' | 'erase' | 'removeTraces'>;

/** What choosing and showing leads needs of it besides. */
export type ListPort = IndexPort & Pick<LeadIndex, 'select' | 'setOf' | 'bits' | 'findable'>;

/** What changing leads takes. */
export interface LeadPorts {
  readonly store: Store;
  readonly index: IndexPort;
  readonly now: () => number;
  /** What other rooms keep of a lead; without it there is nothing else. */
  readonly hooks?: LeadHooks;
}
