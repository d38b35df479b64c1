import { harmless } from '../../src-preload/rules/harmless.ts';

/** The attributes that a person reads or hears. */
const READ = ['title', 'aria-label', 'aria-description', 'aria-valuetext', 'alt', 'placeholder'] as const;

/** The properties of an element with all of its text made harmless; the same object if there is nothing to change. */
export function shown<P>(props: P): P {
  if (typeof props !== 'object' || props === null) return props;
  const given = props as Record<string, unknown>;
  let changed: Record<string, unknown> | null = null;
  const { children } = given;
  const safe = shownChildren(children);
  if (safe !== children) changed = { ...given, children: safe };
  for (const name of READ) {
    const value = given[name];
    if (typeof value !== 'string') continue;
    const text = harmless(value);
    if (text === value) continue;
    changed ??= { ...given };
    changed[name] = text;
  }
  return changed === null ? props : (changed as P);
}

function shownChildren(children: unknown): unknown {
  if (typeof children === 'string') return harmless(children);
  if (!Array.isArray(children)) return children;
  let changed: unknown[] | null = null;
  for (let at = 0; at < children.length; at++) {
    const child: unknown = children[at];
    const safe = shownChildren(child);
    if (safe === child) continue;
    changed ??= [...(children as unknown[])];
    changed[at] = safe;
  }
  return changed ?? children;
}
