import { startCore } from '../../src-main/core/start-core.ts';
import { vendorFetcher } from '../../src-main/sync/fetch-vendor.ts';
import { directWire } from './direct-wire.ts';

/** A core without separate threads, which would take longer to start than a test of a few requests takes. */
export const startWithoutThreads: typeof startCore = (ports, parts) =>
  startCore(ports, { ...parts, transport: directWire(), fetcher: vendorFetcher() });
