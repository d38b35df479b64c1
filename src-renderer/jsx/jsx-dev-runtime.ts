import * as runtime from 'react/jsx-dev-runtime';
import { shown } from './shown.ts';

/** Like `jsx-runtime.ts`, for the development server. */
export const jsxDEV: typeof runtime.jsxDEV = (type, props, key, isStatic, source, self) =>
  runtime.jsxDEV(type, shown(props), key, isStatic, source, self);
export const Fragment = runtime.Fragment;
export type { JSX } from 'react/jsx-dev-runtime';
