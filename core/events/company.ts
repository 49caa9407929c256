import { type EventFault, type EventForm, readEvent } from './form.ts';
import { type EventValues, eventDefaults } from './values.ts';

/** What a company's new events begin with; each event may say otherwise. */
export type CompanyEvents = Pick<
  EventValues,
  'place' | 'contact' | 'cutoff_minutes' | 'hold_minutes' | 'reminders'
>;

export const companyEventDefaults: CompanyEvents = {
  place: eventDefaults.place,
  contact: eventDefaults.contact,
  cutoff_minutes: eventDefaults.cutoff_minutes,
  hold_minutes: eventDefaults.hold_minutes,
  reminders: eventDefaults.reminders,
};

export const companyFields = ['contact', 'place', 'address', 'map', 'cutoff', 'hold', 'reminders'] as const;
export type CompanyForm = Readonly<Record<(typeof companyFields)[number], string>>;

/** By the rules of an event's own form; what is left blank is as it was before anybody set anything. */
export function readCompanyEvents(
  form: CompanyForm,
):
  | { readonly ok: true; readonly values: CompanyEvents }
  | { readonly ok: false; readonly faults: readonly EventFault[] } {
  const read = readEvent({ ...form, title: 'any' } satisfies EventForm);
  if (!read.ok) return read;
  const { place, contact, cutoff_minutes, hold_minutes, reminders } = {
    ...companyEventDefaults,
    ...read.event,
  };
  return { ok: true, values: { place, contact, cutoff_minutes, hold_minutes, reminders } };
}

/** A place that nobody wrote is the company's. */
export const placeOr = (place: EventValues['place'], own: EventValues['place']): EventValues['place'] =>
  Object.values(place).every((part) => part === null) ? own : place;
