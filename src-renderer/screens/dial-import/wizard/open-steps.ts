import type { ImportDetail } from '../../../../src-preload/contract/index.ts';
import type { ImportStep } from '../../../state/addresses.ts';

/** The steps that are available for an import in this state. */
export function openSteps(state: ImportDetail['state']): readonly ImportStep[] {
  switch (state) {
    case 'draft':
    case 'failed':
      return ['file', 'columns'];
    case 'checking':
      return ['checks'];
    case 'checked':
      return ['file', 'columns', 'checks', 'start'];
    case 'starting':
    case 'started':
      return ['checks', 'result'];
  }
}

/** The current step of an import: the one that needs input. */
export function currentStep(state: ImportDetail['state'], configured: boolean): ImportStep {
  switch (state) {
    case 'draft':
    case 'failed':
      return configured ? 'columns' : 'file';
    case 'checking':
    case 'checked':
      return 'checks';
    case 'starting':
    case 'started':
      return 'result';
  }
}
