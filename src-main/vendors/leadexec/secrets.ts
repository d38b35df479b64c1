import { REMOVED } from '../../../src-preload/contract/removed.ts';
import type { CallDefinition } from './call-definition.ts';

/** Members with a secret, in bodies and in answers: Login, lead sources, methods (FTP, SMTP), the token. */
const SECRET = /^(?:.*password|.*secret|access_?token|refresh_?token|api_?key)$/i;

export const isSecretMember = (name: string): boolean => SECRET.test(name);

/** Replaces each secret in a value, at any depth. Empty texts are not secrets. */
export function mapSecrets(value: unknown, replace: (secret: string, name: string, owner: object) => unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => mapSecrets(one, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]): [string, unknown] => {
      const isSecret = isSecretMember(name) && (typeof member === 'string' || typeof member === 'number');
      if (!isSecret || member === '') return [name, mapSecrets(member, replace)];
      return [name, replace(String(member), name, value)];
    }),
  );
}

/** A body or an answer without its secrets. */
export const withoutSecrets = (value: unknown): unknown => mapSecrets(value, () => REMOVED);

/** Every secret in a value. */
export function secretsIn(value: unknown): string[] {
  const found: string[] = [];
  mapSecrets(value, (secret) => {
    found.push(secret);
    return secret;
  });
  return found;
}

/** The text of an answer without its secrets, whether or not it is complete. */
export function answerWithoutSecrets(text: string): string {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && secretsIn(parsed).length > 0
      ? JSON.stringify(withoutSecrets(parsed))
      : text;
  } catch {
    // It is truncated or not JSON: members are found by their names, up to the end.
    return text.replace(
      /("(?:[^"\\]*(?:password|secret)|access_?token|refresh_?token|api_?key)"\s*:\s*)(?:"(?:[^"\\]|\\.)*"?|[^\s,}\]]+)/gi,
      `$1"${REMOVED}"`,
    );
  }
}

/**
 * The values in a path that are never shown: phone numbers and codes of two-factor authentication. A phone number also as an answer may write
 * it: (415) 555-0100.
 */
export const hiddenParts = ({ parameters }: CallDefinition, path: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(parameters).flatMap(([name, { hidden }]) => (hidden ? waysToWrite(String(path[name] ?? '')) : []));

function waysToWrite(value: string): string[] {
  const phone = /^1?(\d{3})(\d{3})(\d{4})$/.exec(value);
  if (!phone) return [value];
  const [, area, exchange, line] = phone;
  return [
    ...[value, `${area}${exchange}${line}`, `(${area}) ${exchange}-${line}`, `(${area})${exchange}-${line}`],
    ...['-', '.', ' '].map((sign) => [area, exchange, line].join(sign)),
  ];
}
