import type { InitiatedBy } from '../booking/words.ts';
import type { News, NotifyRole } from './words.ts';

/** Who has to do with a booking, before anybody is left out. */
export type Concerned = {
  readonly client: { readonly user_id: string; readonly has_telegram: boolean };
  /** Of the old slot and the new one. */
  readonly specialists: readonly string[];
  /** Of the company. */
  readonly admins: readonly string[];
};
export type Recipient = { readonly user_id: string; readonly role: NotifyRole };

/** Whom it concerns at all: there is nothing to settle for anybody else. */
export const rolesOf: Readonly<Record<News, readonly NotifyRole[]>> = {
  booking_created: ['client', 'specialist', 'admin'],
  booking_cancelled: ['client', 'specialist', 'admin'],
  booking_unbooked: ['client', 'specialist', 'admin'],
  proposal_asked: ['client'],
  proposal_declined: ['specialist'],
  booking_rescheduled: ['client', 'specialist', 'admin'],
  booking_reminder: ['client', 'specialist'],
  booking_done: ['specialist', 'admin'],
  slot_changed: ['client', 'specialist'],
};

/**
 * The matrix of notification-system §5, completed. Nobody hears of what they did themselves, except that a candidate’s own
 * booking is confirmed to them. A candidate with Telegram is told by the workflow of their booking, and by nobody else.
 * Whoever is concerned twice hears it once.
 */
export function recipientsOf(news: News, concerned: Concerned, by: InitiatedBy): readonly Recipient[] {
  const everyone = rolesOf[news].flatMap((role): Recipient[] =>
    idsOf(role, concerned).map((user_id) => ({ user_id, role })),
  );
  const heard = new Map<string, Recipient>();
  for (const one of everyone)
    if (one.user_id !== by.user_id || (news === 'booking_created' && one.role === 'client'))
      heard.set(one.user_id, one);
  return [...heard.values()];
}

function idsOf(role: NotifyRole, { client, specialists, admins }: Concerned): readonly string[] {
  if (role === 'admin') return admins;
  if (role === 'specialist') return specialists;
  return client.has_telegram ? [] : [client.user_id];
}
