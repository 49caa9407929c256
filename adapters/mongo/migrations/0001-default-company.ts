import type { Migration } from './migration.ts';

/** Settings, templates and recipients belong to a company; an installation begins with one. */
export const defaultCompany: Migration = {
  id: 1,
  name: 'default company',
  async up(db) {
    await db
      .collection<{ _id: string }>('companies')
      .updateOne(
        { _id: 'default' },
        { $setOnInsert: { name: 'Zapis', created_at: new Date() } },
        { upsert: true },
      );
  },
};
