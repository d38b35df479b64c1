import type { Behaviour } from './behaviour.ts';
import type { Store, UserRow } from './store.ts';

export type LoginAnswer =
  | { readonly ok: true; readonly user: UserRow }
  | { readonly ok: false; readonly message: string };

/** The line with which a real server answers wrong credentials; it repeats the password (`docs/vendors.md`, Croco-dial). */
export function loginIncorrect(user: string, pass: string, behaviour: Behaviour): string {
  return `${behaviour.loginErrorPrefix}Login incorrect, please try again: |${user}|${pass}|BAD|`;
}

export function tooManyLogins(user: string, pass: string, behaviour: Behaviour): string {
  const minutes = behaviour.lockMinutes;
  return `${behaviour.loginErrorPrefix}Too many login attempts, try again in ${minutes} minutes: |${user}|${pass}|LOCK|`;
}

export function ipNotAllowed(user: string, pass: string, behaviour: Behaviour): string {
  return `${behaviour.loginErrorPrefix}Your IP Address is not allowed: |${user}|${pass}|IPBLOCK|`;
}

/**
 * Checks user and password. After `loginTries` wrong ones in a row the account is locked for `lockMinutes`, even for the right password; a
 * right one before that resets the count.
 */
export function login(store: Store, behaviour: Behaviour, user: string, pass: string, now: number): LoginAnswer {
  const row = store.user.get(user);
  if (row === undefined) return { ok: false, message: loginIncorrect(user, pass, behaviour) };
  const lockOver = now - row.last_failed_at >= behaviour.lockMinutes * 60_000;
  const failed = lockOver ? 0 : row.failed_logins;
  if (failed >= behaviour.loginTries) return { ok: false, message: tooManyLogins(user, pass, behaviour) };
  if (row.pass !== pass) {
    store.failLogin.run(failed + 1, now, user);
    return { ok: false, message: loginIncorrect(user, pass, behaviour) };
  }
  if (row.failed_logins > 0) store.failLogin.run(0, 0, user);
  return { ok: true, user: row };
}
