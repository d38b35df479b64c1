import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspectFile } from '../../src-main/dialing/read-csv/inspect.ts';
import { readCsvFile } from '../../src-main/dialing/read-csv/read-file.ts';

/** Reads a made workbook of so many rows twice, as an import does, and prints its rate and the most memory it took. */
export async function benchXlsx(rows = 100_000): Promise<{ perSecond: number; mostMegabytes: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-bench-xlsx-'));
  try {
    const path = join(folder, 'list.xlsx');
    const { spawnSync } = await import('node:child_process');
    const script = `import { makeXlsx } from ${JSON.stringify(new URL('../support/make-xlsx.ts', import.meta.url).href)};
      const cell = (at, n) => '<c r="' + String.fromCharCode(65 + n) + at + '" t="s"><v>' + ((at - 1) * 10 + n - 10) + '</v></c>';
      const names = ['Phone','First Name','Last Name','Address','City','State','ZIP','Email','Comments','Source','Date of Birth'];
      const texts = [], body = ['<row r="1">' + names.map((n, i) => '<c t="inlineStr"><is><t>' + n + '</t></is></c>').join('') + '</row>'];
      for (let at = 2; at < ${rows} + 2; at++) {
        body.push('<row r="' + at + '"><c r="A' + at + '"><v>' + (2000000000 + at * 7) + '</v></c>' + Array.from({ length: 9 }, (_, n) => cell(at, n + 1)).join('') + '<c r="K' + at + '" s="1"><v>' + (20000 + at % 9000) + '</v></c></row>');
        for (let n = 0; n < 10; n++) texts.push('<t>Text ' + at + ' of ' + n + '</t>');
      }
      makeXlsx(${JSON.stringify(path)}, { formats: [14], strings: texts, sheets: [{ name: 'A', rows: body.join('') }] });`;
    // Made in another process, so that its memory is not counted here.
    const made = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    let most = 0;
    const watch = () => {
      most = Math.max(most, process.memoryUsage().rss);
    };
    const started = performance.now();
    const found = await inspectFile(path, { onProgress: watch });
    const { records } = await readCsvFile(path, found.format, () => undefined, { onBytes: watch });
    const seconds = (performance.now() - started) / 1000;
    if (records !== rows || found.estimatedRows !== rows) throw new Error(`${records} rows were read, not ${rows}.`);
    const figures = { perSecond: Math.round((2 * rows) / seconds), mostMegabytes: Math.round(most / 1e6) };
    console.log(
      `Workbook: ${rows.toLocaleString('en')} rows x 11 columns, ${(statSync(path).size / 1e6).toFixed(0)} MB; read twice in ${seconds.toFixed(1)} s, ${figures.perSecond.toLocaleString('en')} rows/s, at most ${figures.mostMegabytes} MB of memory`,
    );
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchXlsx(Number(process.argv[2] ?? 100_000));
