import type { Store } from '../store.ts';
import { type Account, type AccountInput, accountSchema } from './model.ts';
import { sampleAccount } from './sample-account.ts';

const KEY = 'account';

/** The account as it was left; where there is none, or parts of another are given, the sample with these. */
export function openAccount(
  store: Store,
  { account, secret = 'practice' }: { readonly account?: Partial<AccountInput>; readonly secret?: string },
): Account {
  const kept =
    account === undefined ? accountSchema.safeParse(JSON.parse(store.meta.get(KEY)?.value ?? 'null')) : undefined;
  return kept?.success === true ? kept.data : accountSchema.parse({ ...sampleAccount(secret), ...account });
}

/** Keeps an account that is in a file after it was changed, by its interface or by what was sold against its orders. */
export function keepAccount(store: Store, switches: { readonly account: Account }, inFile: boolean) {
  let dirty = false;
  return {
    changed: () => {
      dirty = true;
    },
    keep(): void {
      if (!inFile || !dirty) return;
      dirty = false;
      store.setMeta.run(KEY, JSON.stringify(switches.account));
    },
  };
}
