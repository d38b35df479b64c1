import { Check, Phone } from 'lucide-react';
import { useRef } from 'react';
import { Link } from 'wouter';
import type { DeliveryAgent, DeliveryTimeline } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { deliveriesAt, postsAt } from '../../../state/addresses.ts';
import { telAddress } from '../../../state/lead-verdict.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { formatPhone } from '../../../ui/format.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { type Action, useKeys } from '../../../ui/keys.ts';
import { ErrorNote, Note, Skeleton } from '../../../ui/notes.tsx';
import { Page } from '../../../ui/page.tsx';
import { Badge } from '../../../ui/state-badge.tsx';
import { JOB_STATES } from '../../../ui/states.ts';
import { toast, toastError } from '../../../ui/toaster.tsx';
import { When } from '../../../ui/when.tsx';
import styles from './transfer.module.css';

/** The number of agents with a key. */
const KEYED = 9;

/** The address that calls an agent, in the same form as for leads; null for an invalid number. */
function callAddress(phone: string): string | null {
  const digits = phone.replace(/\D/g, '');
  return telAddress(digits.length === 10 ? `1${digits}` : digits);
}

/** Shown with a caller on the line: the agents to transfer the call to. One key calls an agent, another logs who took the call. */
export function TransferScreen({ jobId }: { readonly jobId: number }) {
  const { value: timeline, error, refresh } = useCommandQuery('delivery.timeline', { jobId }, ['jobs']);
  const links = useRef(new Map<number, HTMLAnchorElement>());
  const agents = timeline?.facts.agents ?? [];
  const took = (agent: DeliveryAgent) => {
    const no = agent.takenAt === null ? agent.no : null;
    call('delivery.agentTook', { jobId, no }).then(
      () => {
        toast(no === null ? `${agent.name} no longer has this call.` : `${agent.name} took the call.`, () => {
          call('delivery.agentTook', { jobId, no: no === null ? agent.no : null }).then(refresh, (thrown: unknown) =>
            toastError(errorMessage(thrown)),
          );
        });
        return refresh();
      },
      (thrown: unknown) => toastError(`Not recorded: ${errorMessage(thrown)}`),
    );
  };
  useKeys(
    agents.slice(0, KEYED).flatMap((agent, at): Action[] => [
      {
        id: `transfer.call.${at + 1}`,
        label: `Call ${agent.name} of ${agent.client}`,
        keys: String(at + 1),
        group: 'Transfer',
        disabled: callAddress(agent.phone) === null,
        run: () => links.current.get(agent.no)?.click(),
      },
      {
        id: `transfer.took.${at + 1}`,
        label: `${agent.name} took the call`,
        keys: `t ${at + 1}`,
        group: 'Transfer',
        run: () => took(agent),
      },
    ]),
  );
  return (
    <Page
      title="Transfer the call"
      above={[
        { href: postsAt(), label: 'Posts' },
        ...(timeline === null ? [] : [{ href: postsAt(timeline.facts.batchId), label: 'Result' }]),
      ]}
    >
      <div className={styles.place}>
        {error !== null && <ErrorNote>{error}</ErrorNote>}
        {timeline === null ? (
          error === null && <Skeleton lines={4} height={40} />
        ) : (
          <>
            <Caller timeline={timeline} jobId={jobId} />
            {agents.length === 0 && <NoAgents timeline={timeline} jobId={jobId} />}
            <ol className={styles.agents} aria-label="Agents">
              {agents.map((agent, at) => (
                <Agent
                  key={agent.no}
                  agent={agent}
                  callKey={at < KEYED ? String(at + 1) : undefined}
                  onTook={() => took(agent)}
                  onLink={(link) => {
                    if (link === null) links.current.delete(agent.no);
                    else links.current.set(agent.no, link);
                  }}
                />
              ))}
            </ol>
          </>
        )}
      </div>
    </Page>
  );
}

/** The caller in a line: what the agent will ask first. */
function Caller({ timeline, jobId }: { readonly timeline: DeliveryTimeline; readonly jobId: number }) {
  const { fields, facts, state } = timeline;
  const of = (pattern: RegExp) => Object.entries(fields).find(([name]) => pattern.test(name))?.[1] ?? '';
  const name = `${of(/^first_?name$/i)} ${of(/^last_?name$/i)}`.trim();
  const place = [of(/^city$/i), of(/^state$/i), of(/^zip/i)].filter((one) => one !== '').join(', ');
  return (
    <section aria-label="Caller" className={styles.caller}>
      <h2>{name === '' ? 'The caller' : name}</h2>
      <p>
        {formatPhone(of(/phone|mobile|cell/i).replace(/\D/g, ''))}
        {place !== '' && ` · ${place}`}
      </p>
      {state !== null && <Badge look={JOB_STATES[state]} />}
      <Link href={deliveriesAt({ batchId: facts.batchId, job: jobId })}>Show in Deliveries</Link>
    </section>
  );
}

function NoAgents({ timeline, jobId }: { readonly timeline: DeliveryTimeline; readonly jobId: number }) {
  const { state, facts } = timeline;
  if (facts.kind !== 'transfer')
    return <Note kind="warning">This lead was not posted as a transfer: LeadExec names no agents for it.</Note>;
  if (state === 'ready' || state === 'sending') return <Note>Asking LeadExec for agents …</Note>;
  if (state === 'unknown') {
    return (
      <Note kind="warning" actions={<Link href={deliveriesAt({ batchId: facts.batchId, job: jobId })}>Decide</Link>}>
        No answer arrived, so no agent is known, and the lead may have been sold. Keep the caller, or offer to call
        back. Nothing is posted again until you decide.
      </Note>
    );
  }
  return (
    <Note kind="warning" actions={<Link href={deliveriesAt({ batchId: facts.batchId, job: jobId })}>Why</Link>}>
      LeadExec named no agent. {facts.stateReason} Keep the caller, or offer to call back.
    </Note>
  );
}

interface AgentProps {
  readonly agent: DeliveryAgent;
  readonly callKey: string | undefined;
  readonly onTook: () => void;
  /** Receives the link that calls, for the key that does the same. */
  readonly onLink: (link: HTMLAnchorElement | null) => void;
}

function Agent({ agent, callKey, onTook, onLink }: AgentProps) {
  const { name, client, phone, takenAt } = agent;
  return (
    <li className={cx(styles.agent, takenAt !== null && styles.taken)}>
      <div className={styles.who}>
        <h3 className={styles.name}>{name === '' ? 'No name given' : name}</h3>
        <p className={styles.client}>{client}</p>
      </div>
      <a ref={onLink} className={styles.phone} href={callAddress(phone) ?? undefined}>
        <Phone size={28} aria-hidden="true" />
        <span className="visually-hidden">Call {name}, </span>
        <span>{formatPhone(phone)}</span>
        {callKey !== undefined && <Kbd keys={callKey} />}
      </a>
      <div className={styles.took}>
        <span className={styles.record}>
          <Button icon={Check} keys={callKey === undefined ? undefined : `t ${callKey}`} onClick={onTook}>
            {takenAt === null ? `${name === '' ? 'This agent' : name} took it` : 'Took it: undo'}
          </Button>
          {callKey !== undefined && <Kbd keys={`t ${callKey}`} />}
        </span>
        {takenAt !== null && (
          <span>
            Took the call <When at={takenAt} />
          </span>
        )}
      </div>
    </li>
  );
}
