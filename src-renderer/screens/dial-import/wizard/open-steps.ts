import type { ImportDetail } from '../../../../src-preload/contract/index.ts';
import type { ImportStep } from '../../../state/addresses.ts';

/** The steps that an import in this state can be seen at. */
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

/** Where an import stands: the step that wants something. */
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
