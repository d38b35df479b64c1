import type { Connection, SourceHealth } from '../../../src-preload/contract/index.ts';
import { capital } from '../../../src-preload/rules/capital.ts';
import { type Health, healthOf } from '../../features/connection/health.ts';
import { sourceHealthOf } from '../../features/connection/source-health.ts';

/** The health of a source. That it was stopped or paused takes precedence over what was reported before. */
export function currentHealth(connection: Connection, health: SourceHealth | undefined): SourceHealth | undefined {
  const { runState } = connection;
  if (health === undefined || (runState !== 'paused' && runState !== 'stopped')) return health;
  return { ...health, state: runState, error: health.error ?? connection.runReason, nextAt: null };
}

/** How a source is, in one word with its icon, as the strip says it. */
export function sourceLook(connection: Connection, health: SourceHealth | undefined): Health {
  if (health === undefined) return healthOf(connection);
  const { word, icon, tone } = sourceHealthOf(health, connection, Date.now());
  return { word: capital(word), icon, tone };
}
