import { ChevronsUpDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { DialerChoices } from '../../../../src-preload/contract/index.ts';
import { type KnownChoices, listInWords } from '../../../state/dialer-choices.ts';
import { changeSetting, useDraft } from '../../../state/draft.ts';
import { IconButton } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/inputs.tsx';
import { type Choice, PickDialog } from '../../../ui/pick-dialog.tsx';
import { When } from '../../../ui/when.tsx';
import styles from './reported-inputs.module.css';
import type { Errors } from './setting-inputs.tsx';
import { inWords, SETTING_LABELS } from './setting-words.ts';

interface KnownChoicesProps {
  readonly errors: Errors;
  readonly known: KnownChoices;
  /** The name of the dialer. */
  readonly dialer: string;
}

/** The list: typed, or chosen from those that the dialer reported. */
export function ListSetting({ errors, known: { choices }, dialer }: KnownChoicesProps) {
  const value = useDraft((d) => d.settings.list_id);
  const pick = (listId: string) => {
    changeSetting('list_id', listId);
    const list = choices?.lists?.find((one) => one.listId === listId);
    if (list === undefined || list.campaign === '') return;
    changeSetting('campaign', list.campaign);
    changeSetting('campaign_id', list.campaign);
  };
  const lists = (choices?.lists ?? []).map((list) => ({
    value: list.listId,
    label: `${list.listId} ${list.name}`,
    note: listInWords(list),
  }));
  return (
    <PickedSetting
      name="list_id"
      errors={errors}
      value={value}
      digits
      help={listHelp(value, choices, dialer)}
      title={`Lists of ${dialer}`}
      choices={lists}
      own={(typed) => (/^\d{3,12}$/.test(typed) ? `List ${typed} (not in this list)` : null)}
      onPick={pick}
    />
  );
}

/** The help text for a list by its number. */
function listHelp(value: string, choices: DialerChoices | null, dialer: string): ReactNode {
  if (choices?.lists === undefined) return '3 to 12 digits';
  const { lists, allLists } = choices;
  if (lists === null) return `3 to 12 digits; ${dialer} doesn’t report its lists`;
  if (value.trim() === '') return `3 to 12 digits, or pick one of ${lists.length}`;
  const list = lists.find((one) => one.listId === value.trim());
  if (list !== undefined) {
    const words = `${list.name}: ${listInWords(list)}`;
    return list.active ? (
      words
    ) : (
      <span className={styles.warn}>{words}. Its leads are not dialed until it is active.</span>
    );
  }
  if (!allLists) return '3 to 12 digits';
  return (
    <span className={styles.warn}>
      Not one of the {lists.length} lists reported by {dialer}. Check the number.
    </span>
  );
}

/** The campaign that the leads are loaded for: typed, or chosen. */
export function CampaignSetting({ errors, known: { choices }, dialer }: KnownChoicesProps) {
  const value = useDraft((d) => d.settings.campaign);
  const campaigns = choices?.campaigns ?? [];
  const found = campaigns.find((one) => one.campaignId.toLowerCase() === value.trim().toLowerCase());
  const help =
    found !== undefined ? (
      `${found.name}${found.active ? '' : ', inactive'}`
    ) : campaigns.length > 0 && value.trim() !== '' ? (
      <span className={styles.warn}>Not one of the campaigns reported by {dialer}.</span>
    ) : (
      'The leads are loaded for this campaign'
    );
  return (
    <PickedSetting
      name="campaign"
      errors={errors}
      value={value}
      help={help}
      title={`Campaigns of ${dialer}`}
      choices={campaigns.map(({ campaignId, name, active }) => ({
        value: campaignId,
        label: name === campaignId ? name : `${campaignId} ${name}`,
        note: active ? 'active' : 'inactive',
      }))}
      own={(typed) => `${typed} (not in this list)`}
      onPick={(campaign) => {
        changeSetting('campaign', campaign);
        changeSetting('campaign_id', campaign);
      }}
    />
  );
}

interface PickedProps {
  readonly name: 'list_id' | 'campaign';
  readonly errors: Errors;
  readonly value: string;
  readonly digits?: boolean;
  readonly help: ReactNode;
  readonly title: string;
  readonly choices: readonly Choice[];
  /** The label for typed text that is not among the choices; null if it is invalid. */
  readonly own: (typed: string) => string | null;
  readonly onPick: (value: string) => void;
}

function PickedSetting({ name, errors, value, digits, help, title, choices, own, onPick }: PickedProps) {
  const [picking, setPicking] = useState(false);
  const error = errors[name];
  return (
    <Field label={SETTING_LABELS[name]} help={help} error={error === undefined ? undefined : inWords(error)}>
      <div className={styles.input}>
        <TextInput
          value={value}
          inputMode={digits === true ? 'numeric' : undefined}
          onChange={(text) => changeSetting(name, text)}
          className={styles.text}
        />
        {choices.length > 0 && <IconButton icon={ChevronsUpDown} label={title} onClick={() => setPicking(true)} />}
      </div>
      {picking && (
        <PickDialog
          title={title}
          placeholder={digits === true ? 'Number or name' : 'Name'}
          choices={choices}
          own={(typed) => own(typed) ?? `${typed} can’t be a list: 3 to 12 digits`}
          onPick={onPick}
          onClose={() => setPicking(false)}
        />
      )}
    </Field>
  );
}

/** When the dialer's lists were read, and a button that reads them again. */
export function ChoicesReadAt({ known, dialer }: { readonly known: KnownChoices; readonly dialer: string }) {
  const { choices, asking, error, refresh } = known;
  return (
    <p className={styles.since}>
      <span>
        {asking ? (
          `Asking ${dialer} for its lists …`
        ) : error !== null ? (
          error
        ) : choices === null ? (
          `${dialer} hasn’t reported its lists yet.`
        ) : choices.lists === null && choices.campaigns === null ? (
          `${dialer} doesn’t report its lists and campaigns. Type them.`
        ) : (
          <>
            Lists and campaigns from {dialer}, updated <When at={choices.at} />.
          </>
        )}
      </span>
      <button type="button" className={styles.again} disabled={asking} onClick={refresh}>
        Refresh
      </button>
    </p>
  );
}
