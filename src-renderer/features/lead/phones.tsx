import { Check, Clock, Copy, Phone, PhoneOff, Scale } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { CallVerdict, LeadDetail } from '../../../src-preload/contract/index.ts';
import { beginCall } from '../../state/lead-calls.ts';
import { clockIn, HERE, zoneWord } from '../../state/lead-times.ts';
import { firstToCall, telAddress, useVerdicts, verdictWords } from '../../state/lead-verdict.ts';
import buttons from '../../ui/button.module.css';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatCount, formatPhone } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { toast, toastError } from '../../ui/toaster.tsx';
import { toneClass } from '../../ui/tone.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useNow } from '../../ui/use-now.ts';
import { LEAD_ACTIONS } from '../keys/lead-keys.ts';
import { nameOf } from './lead-name.ts';
import styles from './phones.module.css';

interface PhonesProps {
  readonly lead: LeadDetail;
  /** A call of this lead has no outcome yet; another call can begin only after it is logged. Null until that is known. */
  readonly calling: boolean | null;
  /** Called when a call has begun. Resolves once `calling` says so. */
  readonly onBegun: () => Promise<void>;
  /** What the call key does meanwhile: it goes to the outcome. */
  readonly onOutcome: () => void;
}

/** The lead's phones, each with its local time and whether it may be called now. */
export function Phones({ lead, calling, onBegun, onOutcome }: PhonesProps) {
  const { value: verdicts, error } = useVerdicts(lead.id);
  const now = useNow();
  const [anyway, setAnyway] = useState<CallVerdict | null>(null);
  const links = useRef(new Map<string, HTMLAnchorElement>());
  const first = verdicts === null || calling === null ? undefined : firstToCall(verdicts, now);
  /** A call has begun and `calling` doesn't say so yet: pressing the key again must not begin another one. */
  const beginning = useRef(false);
  /** The phone of a call that was requested before it is known whether it may be called; it is made then. Empty: the first that may be. */
  const wanted = useRef<string | null>(null);
  const count = async (phone: string, despite: boolean) => {
    if (beginning.current) return;
    beginning.current = true;
    if (await beginCall(lead.id, phone, despite)) await onBegun();
    beginning.current = false;
  };

  /** Whether the telephone may be opened at once; if not, the reason is shown and confirmation is asked for. */
  const begin = (phone: string): boolean => {
    const verdict = verdicts?.find((v) => v.phone === phone);
    if (beginning.current) return false;
    if (verdict === undefined || calling === null) {
      wanted.current = phone;
      return false;
    }
    if (!verdictWords(verdict, Date.now()).may) {
      setAnyway(verdict);
      return false;
    }
    void count(phone, false);
    return true;
  };
  const copy = (phone: string) => {
    const text = /^\d{8,15}$/.test(phone) ? `+${phone}` : phone;
    navigator.clipboard.writeText(text).then(
      () => toast(`${formatPhone(phone)} copied`),
      () => toastError('Phone not copied: the browser denied clipboard access.'),
    );
  };
  const none = lead.phones.length === 0;
  useEffect(() => {
    if (wanted.current === null || first === undefined) return;
    const phone = wanted.current === '' ? first.phone : wanted.current;
    wanted.current = null;
    if (calling === true) onOutcome();
    else links.current.get(phone)?.click();
  });
  useKeys([
    {
      ...LEAD_ACTIONS.call,
      label: calling === true ? 'Log outcome' : `Call ${first === undefined ? '' : formatPhone(first.phone)}`,
      disabled: none,
      run: () => {
        if (calling === true) onOutcome();
        else if (first === undefined) wanted.current = '';
        else links.current.get(first.phone)?.click();
      },
    },
    {
      ...LEAD_ACTIONS.copyPhone,
      disabled: none,
      run: () => copy(first?.phone ?? lead.phones[0]?.phone ?? ''),
    },
  ]);

  if (none) return <p className={styles.none}>No phone{lead.unlocked ? '.' : ' while the lead is locked.'}</p>;
  return (
    <>
      {error !== null && <ErrorNote>Call hours can’t be checked: {error}</ErrorNote>}
      <ul className={styles.list} aria-label="Phones">
        {lead.phones.map(({ phone, sources, attempts, attemptsToday }) => {
          const verdict = verdicts?.find((v) => v.phone === phone);
          const tel = telAddress(phone);
          return (
            <li key={phone} className={styles.phone}>
              <div className={styles.line}>
                <Tooltip text={`From ${sources.join(', ')}`}>
                  <button
                    type="button"
                    className={styles.number}
                    aria-label={`${formatPhone(phone)}, from ${sources.join(', ')}: copy`}
                    onClick={() => copy(phone)}
                  >
                    {formatPhone(phone)}
                  </button>
                </Tooltip>
                {verdict !== undefined && <There verdict={verdict} now={now} />}
                <span className={styles.attempts}>
                  {attempts === 0
                    ? 'never called'
                    : `${attemptsToday} today, ${formatCount(attempts, 'call')} in total`}
                </span>
                <span className={styles.actions}>
                  {tel !== null && (
                    <Tooltip
                      text={calling === true ? 'Log the last call’s outcome first' : `Call ${formatPhone(phone)}`}
                      keys={phone === first?.phone ? LEAD_ACTIONS.call.keys : undefined}
                    >
                      <a
                        ref={(element) => {
                          if (element === null) links.current.delete(phone);
                          else links.current.set(phone, element);
                        }}
                        href={tel}
                        aria-label={`Call ${formatPhone(phone)}`}
                        className={cx(
                          buttons.button,
                          phone === first?.phone &&
                            calling !== true &&
                            verdict !== undefined &&
                            verdictWords(verdict, now).may
                            ? buttons.main
                            : buttons.plain,
                        )}
                        onClick={(event) => {
                          if (calling === true) {
                            event.preventDefault();
                            onOutcome();
                          } else if (!begin(phone)) event.preventDefault();
                        }}
                      >
                        <Phone size={16} aria-hidden="true" />
                        Call
                      </a>
                    </Tooltip>
                  )}
                  <IconButton
                    icon={Copy}
                    label={`Copy ${formatPhone(phone)}`}
                    keys={phone === (first?.phone ?? lead.phones[0]?.phone) ? LEAD_ACTIONS.copyPhone.keys : undefined}
                    onClick={() => copy(phone)}
                  />
                </span>
              </div>
              {verdict === undefined ? (
                <p className={styles.verdict}> </p>
              ) : (
                <VerdictLine verdict={verdict} now={now} />
              )}
            </li>
          );
        })}
      </ul>
      {anyway !== null && (
        <CallAnyway
          verdict={anyway}
          name={nameOf(lead)}
          onClose={() => setAnyway(null)}
          onCall={() => void count(anyway.phone, true)}
        />
      )}
    </>
  );
}

/** The local time of a phone: one for each zone the person could be in. */
function There({ verdict, now }: { readonly verdict: CallVerdict; readonly now: number }) {
  const zones = [...new Set(verdict.zones.map(({ zone }) => zone))];
  const clocks = [...new Set(zones.map((zone) => clockIn(zone, now)))];
  if (clocks.length === 0) return <span className={styles.there}>zone unknown</span>;
  const by = verdict.zones.map(({ zone, by }) => `${zoneWord(zone)} by ${by === 'zip' ? 'ZIP' : by}`).join(', ');
  const same = clocks.length === 1 && clocks[0] === clockIn(HERE, now);
  return (
    <span className={styles.there} title={by}>
      <Clock size={13} aria-hidden="true" />
      {clocks.join(' or ')} there{same ? ', as here' : ''}
      <span className="visually-hidden"> ({by})</span>
    </span>
  );
}

function VerdictLine({ verdict, now }: { readonly verdict: CallVerdict; readonly now: number }) {
  const { may, word, why } = verdictWords(verdict, now);
  const Icon = may ? Check : verdict.doNotCall ? PhoneOff : Clock;
  return (
    <p className={cx(styles.verdict, toneClass(may ? 'good' : verdict.doNotCall ? 'bad' : 'warn'))}>
      <Icon size={14} aria-hidden="true" className={styles.icon} />
      <span>
        <strong>{word}</strong>
        <span className={styles.why}> · {why}</span>
      </span>
    </p>
  );
}

interface CallAnywayProps {
  readonly verdict: CallVerdict;
  readonly name: string;
  readonly onClose: () => void;
  readonly onCall: () => void;
}

/** Confirms a call that the rules don't allow now: the operator may know better. */
function CallAnyway({ verdict, name, onClose, onCall }: CallAnywayProps) {
  const now = useNow();
  const { word, why } = verdictWords(verdict, now);
  const tel = telAddress(verdict.phone);
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={`${name}: ${word.charAt(0).toLowerCase()}${word.slice(1)}`}
      lead={why}
      foot={
        <>
          <Button autoFocus onClick={onClose}>
            Cancel
          </Button>
          {tel !== null && (
            <a
              href={tel}
              className={cx(buttons.button, buttons.danger)}
              onClick={() => {
                onCall();
                onClose();
              }}
            >
              <Phone size={16} aria-hidden="true" />
              Call {formatPhone(verdict.phone)} anyway
            </a>
          )}
        </>
      }
    >
      <p className={styles.why}>If you call anyway, the timeline records the call and the rule against it.</p>
      {verdict.rules.length > 0 && (
        <ul className={styles.rules}>
          {verdict.rules.map((rule) => (
            <li key={rule.id}>
              <Scale size={12} aria-hidden="true" /> {rule.place}: {rule.source}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
