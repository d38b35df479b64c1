import { CommandError } from '../../src-preload/contract/index.ts';
import { metaOf } from '../db/meta.ts';
import { KEYS_MARK } from '../db/salvage/marks.ts';
import type { Store } from '../db/store.ts';

/** Whether some leads can't be recognized, because their phones and emails are still being restored. */
export const areKeysMissing = (store: Store): boolean => metaOf(store).get(KEYS_MARK) !== null;

/** To be called before leads are added: one of a person whose keys are missing would be a second lead. @throws CommandError `busy` */
export function assertNoKeysMissing(store: Store): void {
  if (!areKeysMissing(store)) return;
  throw new CommandError(
    'busy',
    'The phones and emails by which leads are recognized are being restored. Until then no lead is added, so that nobody is added twice. Try again in some minutes.',
  );
}
