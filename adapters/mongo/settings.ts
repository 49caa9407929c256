import type { Db } from 'mongodb';
import type { Settings } from '../../admin/panel/ports/settings.ts';
import { type CompanyEvents, companyEventDefaults } from '../../core/events/company.ts';
import { collections } from './collections.ts';
import { inserted } from './errors.ts';

const idOf = (company: string): string => `company:${company}`;

/** What a company set, over what holds until it does. */
export async function companyEvents(db: Db, company: string): Promise<CompanyEvents> {
  const found = await collections(db).settings.findOne({ _id: idOf(company) });
  return { ...companyEventDefaults, ...found?.events };
}

export function createSettings(db: Db): Settings {
  const { settings } = collections(db);
  return {
    async read(company) {
      const found = await settings.findOne({ _id: idOf(company) });
      return { rev: found?.rev ?? 0, values: { ...companyEventDefaults, ...found?.events } };
    },
    async write(company, seen, values) {
      const next = { events: values, rev: seen + 1 };
      if (seen === 0) return inserted(() => settings.insertOne({ _id: idOf(company), ...next }));
      const done = await settings.updateOne({ _id: idOf(company), rev: seen }, { $set: next });
      return done.modifiedCount === 1;
    },
  };
}
