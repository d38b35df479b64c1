import { Redirect, Route, Switch } from 'wouter';
import { RejectList } from '../../features/rejects/reject-list.tsx';
import { leadAt, leadsInAt } from '../../state/addresses.ts';
import { Page } from '../../ui/page.tsx';
import { FileColumns } from './file-columns.tsx';
import { FileResult } from './file-result.tsx';
import styles from './leads-in.module.css';
import { NewFile } from './new-file.tsx';
import { NewLeadScreen } from './new-lead-screen.tsx';

/** Adding leads by hand or from a file, and the list of everything that could not be read. */
export function LeadsInScreen() {
  return (
    <Switch>
      <Route path={leadsInAt('new')}>
        <NewLeadScreen />
      </Route>
      <Route path={leadsInAt('file')}>
        <NewFile />
      </Route>
      <Route path={leadsInAt('columns')}>
        <FileColumns />
      </Route>
      <Route path={leadsInAt('result')}>
        <FileResult />
      </Route>
      <Route path={leadsInAt('rejects')}>
        <Page title="Rejected records" above={[{ href: leadAt(), label: 'Inbox' }]}>
          <div className={styles.sheet}>
            <RejectList />
          </div>
        </Page>
      </Route>
      <Route>
        <Redirect to={leadsInAt('new')} replace />
      </Route>
    </Switch>
  );
}
