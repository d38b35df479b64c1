import { BellPlus, Volume2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { OfferSettings } from '../../../src-preload/contract/index.ts';
import { errorMessage } from '../../bridge/index.ts';
import { systemNotices } from '../../state/offer-notices.ts';
import {
  askForNotices,
  keepOfferSettings,
  minutesError,
  quietHoursError,
  systemWords,
  teamLeads,
  USUAL_MINUTES,
  USUAL_QUIET,
} from '../../state/settings-offers.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button } from '../../ui/button.tsx';
import { chime } from '../../ui/chime.ts';
import { Field } from '../../ui/field.tsx';
import { NumberInput, Switch, TextInput } from '../../ui/inputs.tsx';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Select } from '../../ui/select.tsx';
import { toast, toastError } from '../../ui/toaster.tsx';
import styles from './offer-settings.module.css';
import sheet from './settings.module.css';

/** What is said when a lead is offered, what is hidden until it is claimed, and what has to follow a claim. */
export function OfferSettingsPane() {
  const { value: settings, error, refresh } = useCommandQuery('offers.settings', {}, ['offers']);
  const change = (to: Partial<OfferSettings>) => {
    keepOfferSettings(to).then(refresh, (thrown: unknown) => toastError(`Not saved: ${errorMessage(thrown)}`));
  };
  return (
    <section aria-labelledby="offers-settings" className={sheet.sheet}>
      <h2 id="offers-settings">Offers</h2>
      <p className={sheet.soft}>Changes take effect immediately, for everyone using this desk.</p>
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {settings === null ? (
        error === null && <Skeleton lines={6} />
      ) : (
        <>
          <Notices settings={settings} onChange={change} />
          <AfterClaim settings={settings} onChange={change} />
        </>
      )}
    </section>
  );
}

interface PartProps {
  readonly settings: OfferSettings;
  readonly onChange: (change: Partial<OfferSettings>) => void;
}

function Notices({ settings, onChange }: PartProps) {
  return (
    <section aria-labelledby="offers-new" className={styles.part}>
      <h3 id="offers-new">When a lead is offered to you</h3>
      <div className={styles.line}>
        <SystemNotices settings={settings} onChange={onChange} />
      </div>
      <div className={styles.line}>
        <Switch
          label="Play a sound"
          help="Plays in a Trunkline window you have clicked or typed in since it was opened."
          checked={settings.sound}
          onChange={(sound) => onChange({ sound })}
        />
        <Button
          size="small"
          icon={Volume2}
          hint="Play the sound"
          onClick={() => {
            if (!chime()) toastError('This computer has no audio output.');
          }}
        >
          Test
        </Button>
      </div>
      <Quiet settings={settings} onChange={onChange} />
      <Switch
        label="Hide name and source until claimed"
        help="On the board and in notifications, so nobody picks leads by name or source."
        checked={settings.blind}
        onChange={(blind) => onChange({ blind })}
      />
    </section>
  );
}

function SystemNotices({ settings, onChange }: PartProps) {
  const [standing, setStanding] = useState(systemNotices);
  const ask = () => {
    askForNotices().then(
      (now) => {
        setStanding(now);
        if (now === 'granted') toast('Browser notifications are on');
      },
      (thrown: unknown) => toastError(errorMessage(thrown)),
    );
  };
  return (
    <>
      <Switch
        label="System notification for each new offer"
        help={systemWords(standing)}
        checked={settings.notify}
        onChange={(notify) => onChange({ notify })}
      />
      {standing === 'default' && (
        <Button size="small" icon={BellPlus} onClick={ask}>
          Allow notifications
        </Button>
      )}
    </>
  );
}

function Quiet({ settings, onChange }: PartProps) {
  const { quiet } = settings;
  const [typed, setTyped] = useState(quiet);
  const [from, to] = [quiet?.from, quiet?.to];
  useEffect(() => setTyped(from === undefined || to === undefined ? null : { from, to }), [from, to]);
  const wrong = typed === null ? undefined : quietHoursError(typed);
  const type = (next: typeof typed) => {
    setTyped(next);
    if (next === null || quietHoursError(next) === undefined) onChange({ quiet: next });
  };
  return (
    <div className={styles.under}>
      <Switch
        label="Quiet hours"
        help="No sounds or notifications between these times, by this computer’s clock. Offers still appear on the board."
        checked={typed !== null}
        onChange={(on) => type(on ? USUAL_QUIET : null)}
      />
      {typed !== null && (
        <div className={styles.fields}>
          <Field label="From" error={wrong}>
            <TextInput type="time" value={typed.from} onChange={(time) => type({ ...typed, from: time })} />
          </Field>
          <Field label="To">
            <TextInput type="time" value={typed.to} onChange={(time) => type({ ...typed, to: time })} />
          </Field>
        </div>
      )}
    </div>
  );
}

function AfterClaim({ settings, onChange }: PartProps) {
  const { value: agents } = useCommandQuery('agents.list', {}, ['leads']);
  const kept = settings.firstTouchMinutes;
  const [minutes, setMinutes] = useState(kept);
  useEffect(() => setMinutes(kept), [kept]);
  const wrong = kept === null ? undefined : minutesError(minutes);
  return (
    <section aria-labelledby="offers-touch" className={styles.part}>
      <h3 id="offers-touch">After a claim</h3>
      <div className={styles.under}>
        <Switch
          label="First-contact timer"
          help="A claimed lead that isn’t called in time is reported until it is called, handed over or handed back."
          checked={kept !== null}
          onChange={(on) => onChange({ firstTouchMinutes: on ? USUAL_MINUTES : null })}
        />
        {kept !== null && (
          <form
            className={styles.fields}
            onSubmit={(event) => {
              event.preventDefault();
              if (wrong === undefined) onChange({ firstTouchMinutes: minutes });
            }}
          >
            <Field label="Call within, minutes" error={wrong}>
              <NumberInput value={minutes} onChange={setMinutes} />
            </Field>
            <Button type="submit" className={styles.keep} disabled={wrong !== undefined || minutes === kept}>
              Save
            </Button>
          </form>
        )}
        {kept !== null && (
          <div className={styles.fields}>
            <Field label="Who is notified" help="The team lead, on the team lead’s desk.">
              <Select<string>
                value={settings.teamLead}
                options={teamLeads(agents, settings.teamLead)}
                onChange={(teamLead) => onChange({ teamLead })}
              />
            </Field>
          </div>
        )}
      </div>
    </section>
  );
}
