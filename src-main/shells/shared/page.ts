import { realpathSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { isBelow } from './written-files.ts';

/** What the page may use: its own files and its own desk, nothing inline and nothing from elsewhere. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sent with every answer of a shell, page or not. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=(), display-capture=()',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

export interface PageFile {
  readonly path: string;
  readonly type: string;
  readonly bytes: number;
  /** Its name contains a hash of its content, so it never changes. */
  readonly immutable: boolean;
}

/**
 * The file of the built page for an address path; null if there is none. Only files of the known kinds below `pageDir` are returned,
 * however the path is written and wherever links lead. A path without an extension is a screen, and the page itself is returned.
 */
export function pageFile(pageDir: string, urlPath: string): PageFile | null {
  let wanted: string;
  try {
    wanted = decodeURIComponent(urlPath);
  } catch {
    // An invalid escape can't be a file.
    return null;
  }
  if (wanted.includes('\0') || wanted.includes('\\')) return null;
  if (wanted === '/' || extname(wanted) === '') wanted = '/index.html';
  const type = TYPES[extname(wanted).toLowerCase()];
  if (type === undefined) return null;
  try {
    const root = realpathSync(pageDir);
    const real = realpathSync(join(root, wanted));
    const found = statSync(real);
    if (!isBelow(root, real) || !found.isFile()) return null;
    return { path: real, type, bytes: found.size, immutable: wanted.startsWith('/assets/') };
  } catch {
    // No such file.
    return null;
  }
}

/** How long a browser may keep a file of the page. */
export function cacheRule(file: Pick<PageFile, 'immutable'>): string {
  return file.immutable ? 'private, max-age=31536000, immutable' : 'no-store';
}
