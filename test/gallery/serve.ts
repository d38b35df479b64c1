import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';

export interface GalleryServer {
  /** `http://127.0.0.1:PORT`, without a slash. */
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Serves the gallery from its source, with hot reload.
 * @param port 0 for one that is free
 * @param cacheDir where the packages it needs are kept bundled; of its own for each server that runs at the same time
 */
export async function serveGallery({ port, cacheDir }: { port: number; cacheDir: string }): Promise<GalleryServer> {
  const root = join(import.meta.dirname, '..', '..');
  const server = await createServer({
    configFile: false,
    root: import.meta.dirname,
    cacheDir,
    plugins: [react({ jsxImportSource: '#jsx' })],
    server: { host: '127.0.0.1', port, fs: { allow: [root] } },
    appType: 'spa',
    clearScreen: false,
    logLevel: 'warn',
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (address === null || address === undefined || typeof address === 'string')
    throw new Error('The gallery is not served.');
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
