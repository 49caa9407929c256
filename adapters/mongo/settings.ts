import type { Db } from 'mongodb';
import type { Settings } from '../../admin/panel/ports/settings.ts';
import { type CompanyEvents, companyEventDefaults } from '../../core/events/company.ts';
import type { DeskHours } from '../../core/time/desk-hours.ts';
import type { QuietHours } from '../../core/time/staff-hours.ts';
import { collections } from './collections.ts';
import { inserted } from './errors.ts';

const idOf = (company: string): string => `company:${company}`;

/** What a company set, over what holds until it does. */
export async function companyEvents(db: Db, company: string): Promise<CompanyEvents> {
  const found = await collections(db).settings.findOne({ _id: idOf(company) });
  return { ...companyEventDefaults, ...found?.events };
}

/** When staff get no cards, nobody is nudged and no advertisement is sent; null: never. */
export async function quietHours(db: Db, company: string): Promise<QuietHours | null> {
  const found = await collections(db).settings.findOne(
    { _id: idOf(company) },
    { projection: { quiet_hours: 1 } },
  );
  return found?.quiet_hours ?? null;
}

/** When coordinators answer what people write; null: always. */
export async function deskHours(db: Db, company: string): Promise<DeskHours | null> {
  const found = await collections(db).settings.findOne(
    { _id: idOf(company) },
    { projection: { desk_hours: 1 } },
  );
  return found?.desk_hours ?? null;
}

export function createSettings(db: Db): Settings {
  const { settings } = collections(db);
  return {
    async read(company) {
      const found = await settings.findOne({ _id: idOf(company) });
      return {
        rev: found?.rev ?? 0,
        values: { ...companyEventDefaults, ...found?.events },
        quiet: found?.quiet_hours ?? null,
        desk: found?.desk_hours ?? null,
      };
    },
    async write(company, seen, { values, quiet, desk }) {
      const next = { events: values, quiet_hours: quiet, desk_hours: desk, rev: seen + 1 };
      if (seen === 0) return inserted(() => settings.insertOne({ _id: idOf(company), ...next }));
      const done = await settings.updateOne({ _id: idOf(company), rev: seen }, { $set: next });
      return done.modifiedCount === 1;
    },
  };
}
