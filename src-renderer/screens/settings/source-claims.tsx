import type { LiondeskOptions } from '../../../src-preload/contract/index.ts';
import type { SourceDraft } from '../../state/settings-source.ts';
import { Field, FieldGroup } from '../../ui/field.tsx';
import { Checkbox } from '../../ui/inputs.tsx';
import { Select } from '../../ui/select.tsx';

interface SourceClaimsProps {
  readonly draft: Pick<SourceDraft, 'writeBack' | 'soleUse' | 'claimedVia'>;
  readonly onChange: (change: Partial<SourceDraft>) => void;
}

/** The values of `claimed_via` ("Lead" object), in words. */
const VIA: readonly { readonly value: LiondeskOptions['claimedVia']; readonly label: string }[] = [
  { value: 'Phone', label: 'By phone (Phone)' },
  { value: 'Text', label: 'By text message (Text)' },
  { value: 'Email', label: 'By e-mail (Email)' },
  { value: 'Assigned', label: 'Assigned by someone (Assigned)' },
  { value: 'Auto', label: 'By itself (Auto)' },
];

/** Whether LionDesk hears of claims, and what follows either way. */
export function SourceClaims({ draft, onChange }: SourceClaimsProps) {
  return (
    <FieldGroup legend="Claims">
      <Checkbox
        label="Tell LionDesk of each claim"
        help={
          draft.writeBack
            ? 'LionDesk is told of each claim (claimed_via), and asked who has the lead then: claimed here, until it confirms.'
            : 'LionDesk is not told (claimed_via): claims stand at this desk alone until LionDesk says who has the lead.'
        }
        checked={draft.writeBack}
        onChange={(writeBack) => onChange({ writeBack })}
      />
      {draft.writeBack && (
        <Checkbox
          label="Only this desk claims with this account"
          help={
            draft.soleUse
              ? 'A lead that LionDesk gives to the account is this desk’s own claim, unless what LionDesk says speaks against it.'
              : 'LionDesk knows the account, not the desk: a claim is shown as “Claimed with your account”, since another desk that uses it may have made it.'
          }
          checked={draft.soleUse}
          onChange={(soleUse) => onChange({ soleUse })}
        />
      )}
      {draft.writeBack && (
        <Field label="Said to have been claimed">
          <Select<LiondeskOptions['claimedVia']>
            value={draft.claimedVia}
            options={VIA}
            onChange={(claimedVia) => onChange({ claimedVia })}
          />
        </Field>
      )}
    </FieldGroup>
  );
}
