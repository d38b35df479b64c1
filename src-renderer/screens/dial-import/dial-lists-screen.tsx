import { Page } from '../../frame/page.tsx';
export function DialListsScreen() {
  return <Page title="Dial lists">{null}</Page>;
}
