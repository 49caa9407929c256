import { type Db, ObjectId } from 'mongodb';
import { append } from '../../adapters/mongo/conversations/append.ts';

/** An answer of staff as the panel keeps it: the conversation is told afterwards. */
export async function keepAnswer(db: Db, user: string, text: string, now = Date.now()): Promise<void> {
  const words = { key: `staff:${text}`, from: 'staff', by: null, text, file: null } as const;
  const whose = { user_id: new ObjectId(user), company_id: 'default' };
  await append(db, whose, { ...words, chat_message_id: null }, new Date(now));
}
