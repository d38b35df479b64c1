import { Redirect, Route, Switch } from 'wouter';
import { postsAt } from '../../state/addresses.ts';
import { ChangesScreen } from './changes-screen.tsx';
import { ChecksStep } from './checks/checks-step.tsx';
import { ColumnsStep } from './columns/columns-step.tsx';
import { HandStep } from './hand-step.tsx';
import { NewPosts } from './new-posts.tsx';
import { PostList } from './post-list.tsx';
import { ResultStep } from './result/result-step.tsx';
import { RevenueScreen } from './revenue-screen.tsx';
import { TransferScreen } from './transfer/transfer-screen.tsx';

const TRANSFER = /^\/posts\/transfer\/(?<id>\d{1,15})$/;
const RESULT = /^\/posts\/(?<id>\d{1,15})$/;

/** Posting leads to a receiver: the list of posts, new posts step by step, revenue, and transferring a call. */
export function PostsScreen() {
  return (
    <Switch>
      <Route path={postsAt()}>
        <PostList />
      </Route>
      <Route path={postsAt('file')}>
        <NewPosts />
      </Route>
      <Route path={postsAt('columns')}>
        <ColumnsStep />
      </Route>
      <Route path={postsAt('checks')}>
        <ChecksStep />
      </Route>
      <Route path={postsAt('hand')}>
        <HandStep />
      </Route>
      <Route path={postsAt('revenue')}>
        <RevenueScreen />
      </Route>
      <Route path={postsAt('changes')}>
        <ChangesScreen />
      </Route>
      <Route path={TRANSFER}>{({ id }) => <TransferScreen key={id} jobId={Number(id)} />}</Route>
      <Route path={RESULT}>{({ id }) => <ResultStep key={id} id={Number(id)} />}</Route>
      <Route>
        <Redirect to={postsAt()} replace />
      </Route>
    </Switch>
  );
}
