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
  { value: 'Email', label: 'By email (Email)' },
  { value: 'Assigned', label: 'Assigned by someone (Assigned)' },
  { value: 'Auto', label: 'Automatically (Auto)' },
];

/** Whether claims are reported to LionDesk, and what follows either way. */
export function SourceClaims({ draft, onChange }: SourceClaimsProps) {
  return (
    <FieldGroup legend="Claims">
      <Checkbox
        label="Report each claim to LionDesk"
        help={
          draft.writeBack
            ? 'Each claim is reported to LionDesk (claimed_via), which is then asked who has the lead. Until it confirms, the lead shows as claimed here.'
            : 'Claims are not reported to LionDesk (claimed_via). They exist on this desk only, until LionDesk says who has the lead.'
        }
        checked={draft.writeBack}
        onChange={(writeBack) => onChange({ writeBack })}
      />
      {draft.writeBack && (
        <Checkbox
          label="Only this desk claims with this account"
          help={
            draft.soleUse
              ? 'Leads that LionDesk assigns to the account count as this desk’s claims, unless LionDesk’s data contradicts it.'
              : 'Claims are shown as “Claimed with your account”, because another desk with the same account may have made them.'
          }
          checked={draft.soleUse}
          onChange={(soleUse) => onChange({ soleUse })}
        />
      )}
      {draft.writeBack && (
        <Field label="Claimed via">
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
