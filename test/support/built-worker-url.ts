import { pathToFileURL } from 'node:url';
import type { workerUrl as ofSource } from '../../src-main/core/worker-url.ts';
import { builtFile } from './built-parts.ts';

/** In tests a thread of a desk runs from the build: from the source each would take several hundred files to start. */
export const workerUrl: typeof ofSource = (name) => pathToFileURL(builtFile(name));
