import type { CompanyForm } from '../../../core/events/company.ts';
import type { ReminderTexts } from '../../../core/events/reminder-texts.ts';
import { plain } from '../../../core/i18n/t.ts';
import { deskDays } from '../../../core/time/desk-hours.ts';
import { panelRoutes } from '../routes/index.ts';
import { Field, FormToken, inputOf } from '../view/form.tsx';
import { Toolbar } from '../view/parts.tsx';
import { deskDayWords, settingWords } from '../view/words.ts';
import type { Visitor } from '../visitor.ts';

/** The settings as they are typed: rules of reminders in fields of their own, as in an event’s form. */
export type SettingTexts = Omit<CompanyForm, 'reminders'> &
  ReminderTexts &
  Readonly<Record<'quiet_from' | 'quiet_to' | 'desk_from' | 'desk_to' | 'desk_days', string>>;
export type SettingFaults = Partial<Record<keyof SettingTexts, string>>;
type Props = {
  readonly form: SettingTexts;
  /** Of what was read: a change made meanwhile by somebody else is noticed. */
  readonly rev: number;
  readonly visitor: Visitor;
  readonly faults?: SettingFaults;
  readonly changed?: boolean;
};

export function Settings({ form, rev, visitor: { lang, form_token }, faults = {}, changed }: Props) {
  const input = (name: keyof SettingTexts, inputMode: 'text' | 'numeric' = 'text') => {
    const { label, hint } = settingWords[name];
    const about = { name, fault: faults[name], ...(hint && { hint: plain(hint, lang) }) };
    return (
      <Field label={plain(label, lang)} {...about}>
        <input inputMode={inputMode} value={form[name]} {...inputOf(about)} />
      </Field>
    );
  };
  return (
    <>
      <Toolbar title={plain('panel.menu.settings', lang)} />
      {changed && (
        <p class="flash bad" role="alert">
          {plain('panel.settings.changed', lang)}
        </p>
      )}
      <form method="post" action={panelRoutes.saveSettings.path} class="card">
        <p>{plain('panel.settings.how', lang)}</p>
        <FormToken token={form_token} />
        <input type="hidden" name="rev" value={rev} />
        {input('contact')}
        {input('place')}
        {input('address')}
        {input('map')}
        {input('cutoff', 'numeric')}
        {input('hold', 'numeric')}
        <fieldset>
          <legend>{plain('panel.form.reminders', lang)}</legend>
          {input('same_day')}
          {input('day_before')}
          {input('before')}
        </fieldset>
        <fieldset>
          <legend>{plain('panel.settings.quiet', lang)}</legend>
          {input('quiet_from')}
          {input('quiet_to')}
        </fieldset>
        <fieldset>
          <legend>{plain('panel.settings.desk', lang)}</legend>
          {input('desk_from')}
          {input('desk_to')}
          <Field label={plain(settingWords.desk_days.label, lang)} name="desk_days">
            <select {...inputOf({ name: 'desk_days' })}>
              {deskDays.map((days) => (
                <option value={days} selected={form.desk_days === days}>
                  {plain(deskDayWords[days], lang)}
                </option>
              ))}
            </select>
          </Field>
        </fieldset>
        <button type="submit" class="first">
          {plain('panel.settings.save', lang)}
        </button>
      </form>
    </>
  );
}
