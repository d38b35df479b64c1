import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageArguments } from '../../../../build/start/package-arguments.ts';

const root = process.cwd();
const builder = createRequire(createRequire(join(root, 'package.json')).resolve('electron-builder'));

interface Config {
  readonly linux: Readonly<Record<string, unknown>>;
  readonly deb: Readonly<Record<string, unknown>>;
  readonly appImage: Readonly<Record<string, unknown>>;
  readonly asarUnpack: readonly string[];
  readonly electronFuses: Readonly<Record<string, boolean>>;
}

describe('the packages', () => {
  let config: Config;
  beforeAll(async () => {
    const { getConfig } = builder('app-builder-lib/out/util/config/config') as {
      getConfig: (projectDir: string, path: string, added: null) => Promise<Config>;
    };
    config = await getConfig(root, 'build/electron-builder.yml', null);
  });

  it('are described as electron-builder’s own schema wants it', () => {
    const { validateSchema } = builder('app-builder-lib/out/util/config/schemaValidator') as {
      validateSchema: (schema: unknown, data: unknown) => void;
    };
    const schema: unknown = JSON.parse(readFileSync(join(root, 'node_modules/app-builder-lib/scheme.json'), 'utf8'));
    expect(() => validateSchema(schema, config)).not.toThrow();
    expect(() => validateSchema(schema, { ...config, asarUnpck: [] })).toThrow('asarUnpck');
  });

  it('start the AppImage’s program with its sandbox', async () => {
    const { default: AppImageTarget } = builder('app-builder-lib/out/targets/appimage/AppImageTarget') as {
      default: new (
        name: string,
        packager: unknown,
        helper: unknown,
        out: string,
      ) => { desktopEntry: { value: unknown } };
    };
    const packager = { platformSpecificBuildOptions: config.linux, config, appInfo: { buildVersion: '1' } };
    const helper = { computeDesktopEntry: async (_options: unknown, exec: string) => exec };
    expect(await new AppImageTarget('AppImage', packager, helper, '').desktopEntry.value).toBe('AppRun %U');
  });

  it('say in the deb what it is, who keeps it and what it needs', () => {
    expect(config.deb).toMatchObject({ packageName: 'trunkline', packageCategory: 'office', priority: 'optional' });
    expect(config.deb.depends).toContain('libgtk-3-0t64 | libgtk-3-0');
    expect(config.linux).toMatchObject({ synopsis: expect.stringContaining('telephone'), vendor: 'Trunkline' });
    expect(String(config.linux.description).length).toBeGreaterThan(80);
  });

  it('leave nothing but native modules outside the archive', () => {
    expect(config.asarUnpack).toEqual(['**/*.node']);
    expect(config).toMatchObject({ asar: { smartUnpack: false } });
    expect(config.electronFuses).toMatchObject({ runAsNode: false, onlyLoadAppFromAsar: true });
  });

  it('take maintainer, updates and signing from the environment, and are never published by themselves', () => {
    expect(packageArguments({}, ['--linux'])).toEqual([
      '--config',
      'build/electron-builder.yml',
      '--publish',
      'never',
      '--linux',
      '-c.linux.maintainer=Trunkline <packages@trunkline.invalid>',
    ]);
    const env = {
      TRUNKLINE_MAINTAINER: 'Ann <ann@example.org>',
      TRUNKLINE_UPDATES: 'https://updates.example.org/desk',
      TRUNKLINE_SIGNED: '1',
    };
    expect(packageArguments(env, []).slice(4)).toEqual([
      '-c.linux.maintainer=Ann <ann@example.org>',
      '-c.publish.provider=generic',
      '-c.publish.url=https://updates.example.org/desk',
      '-c.forceCodeSigning=true',
    ]);
    expect(() => packageArguments({ TRUNKLINE_UPDATES: 'http://updates.example.org' }, [])).toThrow('https address');
  });

  it('hold what the program imports, and nothing that only tests and tools use', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const imported = new Set<string>();
    for (const folder of ['src-main', 'src-preload']) {
      for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
        if (!name.endsWith('.ts')) continue;
        const text = readFileSync(join(root, folder, name), 'utf8');
        for (const [, from = ''] of text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^'.#][^']*)'/gm)) {
          if (!from.startsWith('node:')) imported.add(/^(?:@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? from);
        }
      }
    }
    imported.delete('electron');
    expect([...imported].sort()).toEqual(Object.keys(dependencies).sort());
  });
});
