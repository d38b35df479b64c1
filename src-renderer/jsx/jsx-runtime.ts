import * as runtime from 'react/jsx-runtime';
import { shown } from './shown.ts';

/**
 * React's own JSX, but what an element shows is made harmless first (`harmless` in the contract). The compiler turns every element of the
 * page into a call of these (`jsxImportSource` in tsconfig.json), so no screen can forget it; what inputs hold stays as it is.
 */
export const jsx: typeof runtime.jsx = (type, props, key) => runtime.jsx(type, shown(props), key);
export const jsxs: typeof runtime.jsxs = (type, props, key) => runtime.jsxs(type, shown(props), key);
export const Fragment = runtime.Fragment;
export type { JSX } from 'react/jsx-runtime';
