import { type KeyboardEvent as KeyPress, useLayoutEffect, useRef } from 'react';

/** A command of the current screen: shown in tooltips, in the palette and on the sheet of keys. */
export interface Action {
  /** Stable, and unique among the commands shown at once. */
  readonly id: string;
  readonly label: string;
  /** Other words by which the palette finds it. */
  readonly otherWords?: string;
  /** "n", "Enter", "mod+k" (Ctrl, or Cmd on a Mac), "shift+x", or a sequence such as "g d". */
  readonly keys?: string;
  /** Its heading on the sheet and in the palette. */
  readonly group: string;
  readonly run: () => void;
  readonly disabled?: boolean;
  /** Not shown in the palette, where it would make no sense: moving in a table, for example. */
  readonly hidden?: boolean;
}

interface Layer {
  actions: readonly Action[];
  /** A dialog: keys of what is below are disabled while it is open. */
  readonly barrier: boolean;
}

const layers: Layer[] = [];

/** Keys that the operator chose, by command; empty for none. */
let own: Readonly<Record<string, string>> = {};

/** Sets the operator's own keys, which apply at once, wherever the command is. */
export function setOwnKeys(keys: Readonly<Record<string, string>>): void {
  own = keys;
}

/** A command's current keys: the operator's own, or the defaults. */
export function keysOf(action: Pick<Action, 'id' | 'keys'>): string | undefined {
  const chosen = own[action.id];
  return chosen === undefined ? action.keys : chosen === '' ? undefined : chosen;
}

/** The text for a command's default keys: the operator's own, if the command is on screen. */
export function shownKeys(given: string): string | undefined {
  for (let i = layers.length - 1; i >= 0; i--) {
    const action = layers[i]?.actions.find((a) => a.keys === given);
    if (action !== undefined) return keysOf(action);
  }
  return given;
}

/** A command with keys, for the page of keys. */
export type KeyedAction = Pick<Action, 'id' | 'label' | 'otherWords' | 'group'> & { readonly keys: string };

const known = new Map<string, KeyedAction>();

/** Every command with keys that was on screen since the page was opened, by id. */
export function knownActions(): ReadonlyMap<string, KeyedAction> {
  return known;
}

function note(actions: readonly Action[]): void {
  for (const { id, label, group, keys } of actions) {
    if (keys !== undefined && !known.has(id)) known.set(id, { id, label, group, keys });
  }
}

/** Makes these commands available while the component is shown. If two have the same key, the one registered last is used. */
export function useKeys(actions: readonly Action[]): void {
  const layer = useRef<Layer>({ actions, barrier: false });
  useLayoutEffect(() => {
    layer.current.actions = actions;
    note(actions);
  });
  // This is done before painting, so that everything visible reacts to its key.
  useLayoutEffect(() => push(layer.current), []);
}

/** Registers one command and returns it, for its button and for menus. */
export function useAction(action: Action): Action {
  useKeys([action]);
  return action;
}

/** Placed first inside a dialog: keys of what is below are disabled while it is open. */
export function KeyBarrier(): null {
  useLayoutEffect(() => push({ actions: [], barrier: true }), []);
  return null;
}

function push(layer: Layer): () => void {
  layers.push(layer);
  return () => {
    layers.splice(layers.indexOf(layer), 1);
  };
}

/** Every command that is now possible, the innermost first, with its current keys. */
export function currentActions(): Action[] {
  const found = new Map<string, Action>();
  for (let i = layers.length - 1; i >= 0; i--) {
    const layer = layers[i];
    if (layer === undefined || layer.barrier) break;
    for (const action of layer.actions) if (!found.has(action.id)) found.set(action.id, withOwnKeys(action));
  }
  return [...found.values()];
}

/** The text by which the palette finds a command. */
export const searchedText = ({ label, otherWords = '' }: Pick<Action, 'label' | 'otherWords'>): string =>
  `${label} ${otherWords}`.trim();

function withOwnKeys(action: Action): Action {
  if (own[action.id] === undefined) return action;
  const { keys: _, ...rest } = action;
  const keys = keysOf(action);
  return keys === undefined ? rest : { ...rest, keys };
}

/** Whether this is a Mac, where mod is Cmd. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

const LETTERS_GO_ELSEWHERE = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]';
const LETTERS_SELECT = '[role=combobox], [role=menu], [role=menuitem], [role=option], [role=listbox]';

/** The longest time between the keys of a sequence, ms. */
const SEQUENCE_MS = 1200;

/** What was pressed, in the form of `Action.keys`. */
export function chord(event: Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>): string {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key));
  return `${mod ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${shift ? 'shift+' : ''}${key}`;
}

/** For the focused part of a screen: its commands have priority over those of other parts with the same keys. */
export const onOwnKeys =
  (actions: readonly Action[]) =>
  (event: KeyPress): void => {
    if (event.defaultPrevented) return;
    const pressed = chord(event);
    const action = actions.find((one) => keysOf(one) === pressed && one.disabled !== true);
    if (action === undefined) return;
    event.preventDefault();
    action.run();
  };

/** Listens for the keys of all commands. @returns a function that stops it */
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
    // In a text field, these keys belong to the field.
    if (at?.closest(LETTERS_GO_ELSEWHERE) && (pressed === 'mod+z' || pressed === 'mod+a')) return;
    if (pressed === 'Enter' && at?.closest('button, a, [role=button], summary')) return;
    const actions = currentActions().filter((action) => action.keys !== undefined && action.disabled !== true);
    // By the time when the keys were pressed, not when a busy page handles them.
    const goesOn = begun !== '' && event.timeStamp - begunAt <= SEQUENCE_MS;
    const wanted = goesOn ? `${begun} ${pressed}` : pressed;
    const action = actions.find((a) => a.keys === wanted) ?? actions.find((a) => a.keys === pressed);
    begun = '';
    if (action !== undefined) {
      event.preventDefault();
      action.run();
    } else if (actions.some((a) => a.keys?.startsWith(`${pressed} `))) {
      begun = pressed;
      begunAt = event.timeStamp;
    }
  };
  target.addEventListener('keydown', onKey);
  return () => target.removeEventListener('keydown', onKey);
}
