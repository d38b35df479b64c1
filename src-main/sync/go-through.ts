import { askClaims, askMe, type KnownTokens } from './liondesk-claims.ts';
import { planLiondesk, stepLiondesk } from './liondesk-sync.ts';
import type { Live } from './live-source.ts';
import { planLocumjobs } from './locumjobs-plan.ts';
import { stepLocumjobs } from './locumjobs-sync.ts';
import { sourceRow } from './source-rows.ts';
import { noSecret, type TokenPorts, tokenFor } from './source-token.ts';
import type { StepPorts } from './step.ts';

export interface SecretPorts extends TokenPorts {
  readonly knownTokens: KnownTokens;
}

/** Plans a sync if none is in progress, and continues it as long as it is wanted. @throws FetchError */
export async function goThrough(step: StepPorts, live: Live, ports: SecretPorts, wanted: () => boolean): Promise<void> {
  const { connection } = live;
  const { source } = connection;
  const { store } = step.leads;
  const secret = ports.secretOf(connection.id);
  if (source === null || secret === null) throw noSecret(connection.name);
  const row = () => sourceRow(store, connection);
  const isNew = row().began_at === null;
  if (isNew) live.answered = live.asked;
  if (source.kind === 'locumjobs') {
    const from = { connection, options: source, secret };
    if (isNew) await planLocumjobs(step, from, row());
    while (wanted() && (await stepLocumjobs(step, from, 'sync')));
  } else {
    const from = { connection, options: source, token: tokenFor(connection, source, ports) };
    // This happens before the first offer is read, so that each offer can be recognized as the user's own or not.
    await askMe(step, from, ports.knownTokens);
    if (isNew && wanted()) await planLiondesk(step, from, row());
    while (wanted() && (await stepLiondesk(step, from, row())));
    if (wanted()) await askClaims(step, from);
  }
}
