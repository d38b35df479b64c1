import { call } from '../bridge/index.ts';

/** The agent at this desk, to whom new work is assigned. @throws CommandError */
export async function whoIsHere(): Promise<string> {
  return (await call('agents.list', {})).me;
}
