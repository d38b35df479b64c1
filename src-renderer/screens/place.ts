import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { DeskStatus } from '../../src-preload/contract/index.ts';

/** A place of the desk: one entry of the rail, and every address below its path. */
export interface Place {
  readonly path: `/${string}`;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Goes there: "g l". */
  readonly keys: string;
  readonly screen: ComponentType;
  /** What waits for a person there, and what that number means, as one reads it aloud behind the place: "2 open"; null when nothing does. */
  readonly count?: (status: DeskStatus) => { readonly value: number; readonly means: string } | null;
  /** The same for a number that the status doesn't tell; a hook, called where the rail is drawn. */
  readonly useCount?: () => { readonly value: number; readonly means: string } | null;
  /** Left out of the rail: reached by address alone. */
  readonly hidden?: boolean;
  /** Whether it has an entry in the rail and a key now; without it, always. */
  readonly shown?: (status: DeskStatus) => boolean;
  /** Whether a person who opens the desk is taken here first. The first place that says so wins. */
  readonly greets?: (status: DeskStatus) => boolean;
}
