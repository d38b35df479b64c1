import { useId, useState } from 'react';
import type { OfferCard } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { nameInWords } from '../../../features/offer/offer-look.ts';
import { dialerAt, importAt } from '../../../state/addresses.ts';
import { useDesk } from '../../../state/desk.ts';
import { navigate, navigateFromHere } from '../../../state/hash-location.ts';
import { clockIn, fieldsOf, HERE, quickTimes, readFields, timeIn } from '../../../state/lead-times.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/inputs.tsx';
import { ErrorNote, Note } from '../../../ui/notes.tsx';
import { Select } from '../../../ui/select.tsx';
import { toast } from '../../../ui/toaster.tsx';
import styles from './detail.module.css';

/** The values used last, as the default for the next lead. */
let last = { dialerId: null as number | null, listId: '', campaignId: '', user: '' };

interface ToDialerDialogProps {
  readonly card: OfferCard;
  readonly onClose: () => void;
}

/** Sends a lead to a dialer as a callback for one of its users. */
export function ToDialerDialog({ card, onClose }: ToDialerDialogProps) {
  const dialers = (useDesk((s) => s.status)?.connections ?? []).filter((c) => c.kind === 'crocodial');
  const { value: lead } = useCommandQuery('leads.get', card.leadId === null ? null : { id: card.leadId });
  const zone = lead?.zone ?? HERE;
  const [now] = useState(() => Date.now());
  const quick = quickTimes(zone, now);
  const [dialerId, setDialerId] = useState<number | null>(last.dialerId);
  const [listId, setListId] = useState(last.listId);
  const [campaignId, setCampaignId] = useState(last.campaignId);
  const [user, setUser] = useState(last.user);
  const [picked, setPicked] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const timeId = useId();
  const [wrong, setWrong] = useState<string | null>(null);
  const name = nameInWords(card);
  const dialer = dialers.find((d) => d.id === dialerId) ?? dialers[0];
  const at = picked ?? quick[0]?.at ?? now;
  const fields = fieldsOf(zone, at);
  const setTime = (day: string, time: string) => setPicked(readFields(zone, day, time) ?? at);
  const missing =
    listId.trim() === ''
      ? 'list'
      : campaignId.trim() === ''
        ? 'campaign'
        : user.trim() === ''
          ? 'user'
          : at <= now
            ? 'time'
            : null;

  if (dialer === undefined)
    return (
      <Dialog
        open
        onClose={onClose}
        title="No dialer is connected"
        lead="This sends a callback to a dialer. Connect one first; the lead is not changed."
        foot={
          <Button kind="main" onClick={() => navigate(dialerAt())}>
            Connect a dialer
          </Button>
        }
      />
    );
  const send = () => {
    const go = navigateFromHere();
    setBusy(true);
    setWrong(null);
    last = { dialerId: dialer.id, listId, campaignId, user };
    call('offers.toDialer', {
      id: card.id,
      dialerId: dialer.id,
      listId: listId.trim(),
      campaignId: campaignId.trim(),
      user: user.trim(),
      callbackAt: at,
    }).then(
      ({ importId }) => {
        toast(
          `${name} is being sent to ${dialer.name} as a callback for ${user.trim()}. Its answer will appear in the dial list.`,
        );
        onClose();
        go(importAt(importId));
      },
      (thrown: unknown) => {
        setWrong(errorMessage(thrown));
        setBusy(false);
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Send ${name} to the dialer`}
      lead="As a callback for one dialer user only (USERONLY). It is checked like any dial list row."
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="main" type="submit" form="to-dialer" disabled={missing !== null || busy}>
            {busy ? 'Sending …' : `Send 1 callback to ${dialer.name}`}
          </Button>
        </>
      }
    >
      <form
        id="to-dialer"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (missing === null && !busy) send();
        }}
      >
        <Field label="Dialer">
          <Select
            value={dialer.id}
            onChange={setDialerId}
            options={dialers.map((d) => ({ value: d.id, label: d.name }))}
          />
        </Field>
        <Field label="Dialer user" help="Only this user gets the callback">
          <TextInput value={user} maxLength={20} onChange={setUser} />
        </Field>
        <Field label="List" help="3 to 12 digits">
          <TextInput value={listId} inputMode="numeric" maxLength={12} onChange={setListId} />
        </Field>
        <Field label="Campaign">
          <TextInput value={campaignId} maxLength={20} onChange={setCampaignId} />
        </Field>
        <Field label="When" help={zone === HERE ? undefined : `Where the lead is, it is ${clockIn(zone, now)} now`}>
          <Select
            value={quick.find((one) => one.at === at)?.at ?? 0}
            onChange={(moment) => moment !== 0 && setPicked(moment)}
            options={[
              ...quick.map((one) => ({
                value: one.at,
                label: `${one.label}${one.label.startsWith('In ') ? `, ${timeIn(zone, one.at, now)}` : ''}`,
              })),
              { value: 0, label: timeIn(zone, at, now), disabled: true },
            ]}
          />
        </Field>
        <Field label="Or at" help={at <= now ? 'That time has passed' : undefined}>
          <span className={styles.moment}>
            <TextInput type="date" aria-label="Day" value={fields.day} onChange={(day) => setTime(day, fields.time)} />
            <TextInput
              id={timeId}
              type="time"
              aria-label="Time"
              value={fields.time}
              onChange={(time) => setTime(fields.day, time)}
            />
          </span>
        </Field>
      </form>
      {!card.mine && <Note kind="warning">You don’t have this lead; the callback is sent anyway.</Note>}
      {wrong !== null && <ErrorNote>Not sent: {wrong}</ErrorNote>}
    </Dialog>
  );
}
