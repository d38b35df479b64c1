import { type KeyboardEvent as KeyPress, useLayoutEffect, useRef } from 'react';

/** Something a person can do here: shown in tooltips, in the palette and on the sheet of keys. */
export interface Act {
  /** Stable and unique among what is shown at once. */
  readonly id: string;
  readonly label: string;
  /** "n", "Enter", "mod+k" (Ctrl, or Cmd on a Mac), "shift+x", or a sequence such as "g d". */
  readonly keys?: string;
  /** The heading it stands under on the sheet and in the palette. */
  readonly group: string;
  readonly run: () => void;
  readonly disabled?: boolean;
  /** Left out of the palette, where it would make no sense: moving in a table, say. */
  readonly hidden?: boolean;
}

interface Layer {
  acts: readonly Act[];
  /** A dialog: what lies beneath has no keys while it is open. */
  readonly barrier: boolean;
}

const layers: Layer[] = [];

/** Keys that the operator chose, by act; empty for none. */
let own: Readonly<Record<string, string>> = {};

/** Sets the operator's own keys: they hold at once, wherever the act stands. */
export function setOwnKeys(keys: Readonly<Record<string, string>>): void {
  own = keys;
}

/** The keys an act has now: the operator's own, or those it came with. */
export function keysOf(act: Pick<Act, 'id' | 'keys'>): string | undefined {
  const chosen = own[act.id];
  return chosen === undefined ? act.keys : chosen === '' ? undefined : chosen;
}

/** What is to be shown where an act's given keys are written out: the operator's own, if the act is on screen. */
export function shownKeys(given: string): string | undefined {
  for (let i = layers.length - 1; i >= 0; i--) {
    const act = layers[i]?.acts.find((a) => a.keys === given);
    if (act !== undefined) return keysOf(act);
  }
  return given;
}

/** An act with keys, as the page of keys tells of it. */
export type KeyedAct = Pick<Act, 'id' | 'label' | 'group'> & { readonly keys: string };

const known = new Map<string, KeyedAct>();

/** Every act with keys that was on screen since the page was opened, by id. */
export function knownActs(): ReadonlyMap<string, KeyedAct> {
  return known;
}

function note(acts: readonly Act[]): void {
  for (const { id, label, group, keys } of acts) {
    if (keys !== undefined && !known.has(id)) known.set(id, { id, label, group, keys });
  }
}

/** Makes these acts available while the component is shown. Of two acts on one key the one registered last wins. */
export function useKeys(acts: readonly Act[]): void {
  const layer = useRef<Layer>({ acts, barrier: false });
  useLayoutEffect(() => {
    layer.current.acts = acts;
    note(acts);
  });
  // Before it is painted: what stands on screen hears its key.
  useLayoutEffect(() => push(layer.current), []);
}

/** Registers one act and hands it back, for `ActButton` and menus. */
export function useAct(act: Act): Act {
  useKeys([act]);
  return act;
}

/** Stands first inside a dialog: keys of what lies beneath rest while it is open. */
export function KeyBarrier(): null {
  useLayoutEffect(() => push({ acts: [], barrier: true }), []);
  return null;
}

function push(layer: Layer): () => void {
  layers.push(layer);
  return () => {
    layers.splice(layers.indexOf(layer), 1);
  };
}

/** Every act that can be done now, the nearest first, with the keys it has now. */
export function currentActs(): Act[] {
  const found = new Map<string, Act>();
  for (let i = layers.length - 1; i >= 0; i--) {
    const layer = layers[i];
    if (layer === undefined || layer.barrier) break;
    for (const act of layer.acts) if (!found.has(act.id)) found.set(act.id, withOwnKeys(act));
  }
  return [...found.values()];
}

function withOwnKeys(act: Act): Act {
  if (own[act.id] === undefined) return act;
  const { keys: _, ...rest } = act;
  const keys = keysOf(act);
  return keys === undefined ? rest : { ...rest, keys };
}

/** Whether this is a Mac, where mod is Cmd. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

const LETTERS_GO_ELSEWHERE = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]';
const LETTERS_SELECT = '[role=combobox], [role=menu], [role=menuitem], [role=option], [role=listbox]';

/** Within how long a sequence of keys goes on, ms. */
const SEQUENCE_MS = 1200;

/** What was pressed, as `Act.keys` writes it. */
export function chord(event: Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>): string {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key));
  return `${mod ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${shift ? 'shift+' : ''}${key}`;
}

/** For a part of a screen that has the focus: its acts come before those of other parts with the same keys. */
export const onOwnKeys =
  (acts: readonly Act[]) =>
  (event: KeyPress): void => {
    if (event.defaultPrevented) return;
    const pressed = chord(event);
    const act = acts.find((one) => keysOf(one) === pressed && one.disabled !== true);
    if (act === undefined) return;
    event.preventDefault();
    act.run();
  };

/** Listens for the keys of all acts; returns how to stop. */
export function listenForKeys(target: Window): () => void {
  let begun = '';
  let begunAt = 0;
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return;
    const pressed = chord(event);
    const at = event.target instanceof Element ? event.target : null;
    const plain =
      !pressed.startsWith('mod+') && !pressed.startsWith('alt+') && event.key !== 'Escape' && !/^F\d/.test(event.key);
    if (plain && at?.closest(`${LETTERS_GO_ELSEWHERE}, ${LETTERS_SELECT}`)) return;
    // Of a text, these are the field's own.
    if (at?.closest(LETTERS_GO_ELSEWHERE) && (pressed === 'mod+z' || pressed === 'mod+a')) return;
    if (pressed === 'Enter' && at?.closest('button, a, [role=button], summary')) return;
    const acts = currentActs().filter((act) => act.keys !== undefined && act.disabled !== true);
    // By when the keys were pressed, not when a busy page comes to hear of them.
    const goesOn = begun !== '' && event.timeStamp - begunAt <= SEQUENCE_MS;
    const wanted = goesOn ? `${begun} ${pressed}` : pressed;
    const act = acts.find((a) => a.keys === wanted) ?? acts.find((a) => a.keys === pressed);
    begun = '';
    if (act !== undefined) {
      event.preventDefault();
      act.run();
    } else if (acts.some((a) => a.keys?.startsWith(`${pressed} `))) {
      begun = pressed;
      begunAt = event.timeStamp;
    }
  };
  target.addEventListener('keydown', onKey);
  return () => target.removeEventListener('keydown', onKey);
}
