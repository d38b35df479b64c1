import { describe, expect, it } from 'vitest';
import { FileRefused, plainPath } from '../../../src-main/files/plain-path.ts';
import { safeFileName } from '../../../src-main/files/safe-name.ts';

describe('a path that somebody has named', () => {
  it('is made absolute and plain', () => {
    expect(plainPath('/a//b/./c/../d.csv')).toBe('/a/b/d.csv');
    expect(plainPath('list.csv')).toBe(`${process.cwd()}/list.csv`);
    expect(plainPath('/a/con:x. ')).toBe('/a/con:x. ');
  });

  it.each(['', 'a\0', '\0/a', 'x'.repeat(40_000)])('is refused where no system takes it: %j', (path) => {
    expect(() => plainPath(path)).toThrow(FileRefused);
  });

  it.each([
    '\\\\?\\C:\\desk\\trunkline.db',
    '\\\\.\\C:\\desk\\trunkline.db',
    '//?/C:/desk/trunkline.db',
    '\\\\.\\PhysicalDrive0',
    'C:\\desk\\vault.json::$DATA',
    'C:\\desk\\exports\\list.csv:hidden',
    'C:\\desk\\vault.json.',
    'C:\\desk\\vault.json ',
    'C:\\desk \\vault.json',
    'CON',
    'C:\\x\\nul.csv',
    'C:\\x\\Com1',
    'C:\\x\\LPT¹.txt',
  ])('is refused on Windows where it leads elsewhere than it reads: %s', (path) => {
    expect(() => plainPath(path, 'win32')).toThrow(FileRefused);
  });

  it.each(['C:\\Users\\Ann\\list.csv', '.\\list.csv', '..\\x\\console.csv', '\\\\server\\share\\list.csv'])(
    'is taken on Windows where it is plain: %s',
    (path) => {
      expect(() => plainPath(path, 'win32')).not.toThrow();
    },
  );
});

describe('a file’s name made of somebody’s words', () => {
  it.each([
    ['Leads June', 'Leads June'],
    ['Núñez & Søn 名簿', 'Núñez & Søn 名簿'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['..\\..\\x', '-..-x'],
    ['...', 'file'],
    ['', 'file'],
    ['\u202Efdp.exe', 'fdp.exe'],
    ['a\u2066b\u200E\u061C\uFEFF\u0000\u001B[2Jc', 'ab[2Jc'],
    ['a\r\nb\u2028c', 'abc'],
    ['a:b*c?"<>|', 'a-b-c-----'],
    ['CON', 'CON-'],
    ['nul.csv', 'nul.csv-'],
    [' .hidden. ', 'hidden'],
  ])('%j is %j', (words, name) => {
    expect(safeFileName(words)).toBe(name);
  });

  it('is at most 180 bytes, and no character is cut in two', () => {
    expect(Buffer.byteLength(safeFileName('é'.repeat(300)))).toBe(180);
    expect(safeFileName('😀'.repeat(300))).toBe('😀'.repeat(45));
  });
});
