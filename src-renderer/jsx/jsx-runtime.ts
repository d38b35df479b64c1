import * as runtime from 'react/jsx-runtime';
import { shown } from './shown.ts';

/**
 * React's own JSX, but the text of an element is first made harmless (`harmless` in the contract). The compiler turns every element of the
 * page into a call of these functions (`jsxImportSource` in tsconfig.json), so no screen can forget it. The values of inputs are not
 * changed.
 */
export const jsx: typeof runtime.jsx = (type, props, key) => runtime.jsx(type, shown(props), key);
export const jsxs: typeof runtime.jsxs = (type, props, key) => runtime.jsxs(type, shown(props), key);
export const Fragment = runtime.Fragment;
export type { JSX } from 'react/jsx-runtime';
