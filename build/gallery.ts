import { join } from 'node:path';
import { serveGallery } from '../test/gallery/serve.ts';

/** `npm run gallery`: every component of `src-renderer/ui` in its states, light and dark, with hot reload. */
const gallery = await serveGallery({
  port: 0,
  cacheDir: join(import.meta.dirname, '..', 'node_modules', '.cache', 'gallery'),
});
process.stdout.write(`The components: ${gallery.origin}/\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    gallery.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(1);
      },
    );
  });
}
