import type { Db } from 'mongodb';
import { collections } from '../collections.ts';

const id = 'bot';

/** What the bot is called: the panel never asks Telegram itself, so whoever knows writes it down. */
export const createBotName = (db: Db) => ({
  read: async (): Promise<string | undefined> =>
    (await collections(db).settings.findOne({ _id: id }))?.username,
  async write(username: string): Promise<void> {
    await collections(db).settings.updateOne({ _id: id }, { $set: { username } }, { upsert: true });
  },
});
