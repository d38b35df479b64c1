import { Redirect, Route, Switch } from 'wouter';
import { IMPORT_STEPS, type ImportStep } from '../../state/addresses.ts';
import { NewImport } from './file/new-import.tsx';
import { ImportList } from './list/import-list.tsx';
import { ImportScreen } from './wizard/import-screen.tsx';

const ONE = /^\/dial-lists\/(?<id>\d{1,15})(?:\/(?<step>[^/]+))?$/;

function stepOf(text: string | undefined): ImportStep | null {
  return IMPORT_STEPS.find((s) => s === text) ?? null;
}

/** Dial lists: the list of imports, a new one, and each at its steps. */
export function DialListsScreen() {
  return (
    <Switch>
      <Route path="/dial-lists">
        <ImportList />
      </Route>
      <Route path="/dial-lists/new">
        <NewImport />
      </Route>
      <Route path={ONE}>{({ id, step }) => <ImportScreen key={id} id={Number(id)} asked={stepOf(step)} />}</Route>
      <Route>
        <Redirect to="/dial-lists" replace />
      </Route>
    </Switch>
  );
}
