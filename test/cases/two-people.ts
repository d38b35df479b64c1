import type { Lead } from './case.ts';

export const lines = (...rows: readonly string[]): string => `${rows.join('\r\n')}\r\n`;
export const nora = (more: Readonly<Record<string, string>> = {}): Lead => ({ phone_number: '7275550101', ...more });
export const omar = (more: Readonly<Record<string, string>> = {}): Lead => ({ phone_number: '8135550102', ...more });
export const NAMES = [
  nora({ first_name: 'Nora', last_name: 'Quill' }),
  omar({ first_name: 'Omar', last_name: 'Vance' }),
];
export const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
