import type { Values } from '../../../core/audit/act.ts';
import {
  type CompanyEvents,
  type CompanyForm,
  companyFields,
  readCompanyEvents,
} from '../../../core/events/company.ts';
import { reminderTexts, rulesOf, wrongReminder } from '../../../core/events/reminder-texts.ts';
import { eventDefaults, formOf } from '../../../core/events/values.ts';
import { plain } from '../../../core/i18n/t.ts';
import { readDeskHours } from '../../../core/time/desk-hours.ts';
import { readQuietHours } from '../../../core/time/staff-hours.ts';
import type { AuditWriter } from '../../ports.ts';
import { type SettingFaults, Settings as SettingsPage, type SettingTexts } from '../pages/settings.tsx';
import { StaffGroup } from '../pages/staff-group.tsx';
import type { CompanySettings, Settings } from '../ports/settings.ts';
import type { StaffGroupDesk } from '../ports/staff-group.ts';
import { type Fields, field, type KnownRequest, type PanelHandlers } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { settingFaults } from '../view/words.ts';
import { actBy } from '../visitor.ts';

export type SettingsDeps = {
  readonly settings: Settings;
  readonly staffGroups: Pick<StaffGroupDesk, 'read'>;
  readonly audit: AuditWriter;
};

/** What a company's events begin with. */
export const settings = ({
  settings: store,
  staffGroups,
  audit,
}: SettingsDeps): Pick<PanelHandlers, 'settings' | 'saveSettings'> => {
  const shown = async (
    { visitor, lang }: KnownRequest,
    form: SettingTexts,
    rev: number,
    more: { readonly faults?: SettingFaults; readonly changed?: boolean } = {},
  ) => ({
    page: (
      <>
        <SettingsPage form={form} rev={rev} visitor={visitor} {...more} />
        <StaffGroup group={await staffGroups.read(visitor.company_id)} visitor={visitor} />
      </>
    ),
    title: plain('panel.menu.settings', lang),
    at: 'settings',
  });
  return {
    async settings(request) {
      const { rev, ...found } = await store.read(request.visitor.company_id);
      return shown(request, asTyped(found), rev);
    },

    async saveSettings(request) {
      const { form, visitor, lang } = request;
      const typed = typedIn(form);
      const seen = Number(field(form, 'rev').slice(0, 9));
      const { same_day, day_before, before: minutes, ...hours } = typed;
      const { quiet_from, quiet_to, desk_from, desk_to, desk_days, ...rest } = hours;
      const quiet = readQuietHours({ from: quiet_from, to: quiet_to });
      const desk = readDeskHours({ from: desk_from, to: desk_to, days: desk_days });
      const rules = { same_day, day_before, before: minutes };
      const read = readCompanyEvents({ ...rest, reminders: rulesOf(rules) });
      if (!read.ok || quiet === 'wrong' || desk === 'wrong') {
        const faults = Object.fromEntries(
          (read.ok ? [] : read.faults).map((one) => [
            one.field === 'reminders' ? wrongReminder(rules) : one.field,
            plain(settingFaults[one.fault], lang),
          ]),
        );
        const all = {
          ...faults,
          ...(quiet === 'wrong' && { quiet_to: plain('panel.settings.fault.quiet', lang) }),
          ...(desk === 'wrong' && { desk_to: plain('panel.settings.fault.desk', lang) }),
        };
        return { ...(await shown(request, typed, seen, { faults: all })), status: 422 };
      }
      const before = await store.read(visitor.company_id);
      const saved =
        before.rev === seen &&
        (await store.write(visitor.company_id, seen, { values: read.values, quiet, desk }));
      // What was typed stays; sent again it replaces what the other one wrote, knowingly.
      if (!saved) {
        const { rev } = await store.read(visitor.company_id);
        return { ...(await shown(request, typed, rev, { changed: true })), status: 409 };
      }
      await audit.write({
        ...actBy(request),
        what: 'settings.changed',
        target: visitor.company_id,
        before: asValues(before),
        after: asValues({ values: read.values, quiet, desk }),
      });
      return { go_to: panelRoutes.settings.path, flash: 'panel.flash.settings_saved' };
    },
  };
};

function asForm(values: CompanyEvents): CompanyForm {
  const { contact, place, address, map, cutoff, hold, reminders } = formOf({
    ...eventDefaults,
    title: '',
    ...values,
  });
  return { contact, place, address, map, cutoff, hold, reminders };
}

function asTyped({ values, quiet, desk }: CompanySettings): SettingTexts {
  const { reminders: _rules, ...form } = asForm(values);
  return { ...form, ...reminderTexts(values.reminders), ...asHours(quiet), ...asDesk(desk) };
}

const typedFields = [
  ...companyFields.filter((name) => name !== 'reminders'),
  'same_day',
  'day_before',
  'before',
  'quiet_from',
  'quiet_to',
  'desk_from',
  'desk_to',
  'desk_days',
] as const;

const asHours = (quiet: CompanySettings['quiet']) => ({
  quiet_from: quiet?.from ?? '',
  quiet_to: quiet?.to ?? '',
});

const asDesk = (desk: CompanySettings['desk']) => ({
  desk_from: desk?.from ?? '',
  desk_to: desk?.to ?? '',
  desk_days: desk?.days ?? 'all',
});

const typedIn = (form: Fields): SettingTexts =>
  Object.fromEntries(typedFields.map((name) => [name, field(form, name).slice(0, 2_000)])) as SettingTexts;

const asValues = ({ values, quiet, desk }: CompanySettings): Values => ({
  ...asForm(values),
  ...asHours(quiet),
  ...asDesk(desk),
});
