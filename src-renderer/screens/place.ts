import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { DeskStatus } from '../../src-preload/contract/index.ts';

/** A place of the desk: one entry of the rail, and all addresses below its path. */
export interface Place {
  readonly path: `/${string}`;
  readonly label: string;
  readonly icon: LucideIcon;
  /** The keys that open it: "g l". */
  readonly keys: string;
  readonly screen: ComponentType;
  /**
   * The number beside the entry, and its meaning for a screen reader after the entry's name: "2 open"; null if there is nothing to count.
   */
  readonly count?: (status: DeskStatus) => { readonly value: number; readonly meaning: string } | null;
  /** The same for a number that is not in the status; a hook, called where the rail is drawn. */
  readonly useCount?: () => { readonly value: number; readonly meaning: string } | null;
  /** Not in the rail: only reached by address. */
  readonly hidden?: boolean;
  /** Whether it has an entry in the rail and a key now; by default always. */
  readonly shown?: (status: DeskStatus) => boolean;
  /** Whether the desk opens at this place. The first place that returns true is used. */
  readonly greets?: (status: DeskStatus) => boolean;
}
