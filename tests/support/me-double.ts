import type { MeDeps } from '../../admin/me/deps.ts';
import type { Invitation, Person } from '../../admin/me/ports.ts';
import type { CommandAnswer } from '../../admin/ports.ts';
import { tokenHash } from '../../admin/security/callers.ts';
import type { SlotLine } from '../../core/messages/model.ts';
import type { Ad } from '../../core/notify/ads.ts';
import type { NotifyType } from '../../core/notify/words.ts';
import { knownPushHosts } from '../../core/push/hosts.ts';
import { eventId, slotId, userId } from '../../core/shared/ids.ts';

export const visitToken = 'v'.repeat(43);
export const inviteToken = 'i'.repeat(32);
const hour = 3_600_000;
const now = Date.parse('2026-11-24T09:00:00Z');

export const slotLine = (digit: string, afterHours: number): SlotLine => ({
  slot_id: slotId(digit.repeat(24)),
  starts_at: now + afterHours * hour,
  ends_at: now + (afterHours + 1) * hour,
  location: 'Office A',
  audience: '301',
});

/** What the person’s pages stand on, in memory. */
export class MeDouble {
  readonly now = now;
  readonly asked: (readonly [string, object])[] = [];
  readonly browsers = new Map<string, string>();
  /** What stands under each kind of message. */
  readonly ads = new Map<NotifyType, Ad>();
  guesses = 0;
  erasing: Awaited<ReturnType<MeDeps['data']['erase']>> = 'erased';
  answer: CommandAnswer | undefined;
  person: Person = {
    user_id: userId('a'.repeat(24)),
    name: 'Anna',
    lang: 'en',
    allowed: true,
    in_telegram: false,
  };
  free: readonly SlotLine[] = [slotLine('1', 24), slotLine('2', 48)];
  invitation: Invitation = {
    event: {
      event_id: eventId('e'.repeat(24)),
      title: 'Backend interview',
      description: 'Bring your <questions>',
      place: {
        name: 'Main office',
        address: '1 Example Street',
        map_url: 'https://maps.example.org/1',
        online_url: null,
      },
      bring: 'a passport',
      contact: '@coordinator',
      open: true,
    },
    booking: null,
  };

  /** With a time booked. */
  book(slot = slotLine('1', 24)): void {
    this.invitation = {
      ...this.invitation,
      booking: {
        booking_id: 'b'.repeat(24) as never,
        state: 'booked',
        number: '7-K2',
        rev: 2,
        changed_at: now,
        slot,
        was: null,
        fixed: null,
        moved: false,
        reminded: false,
        reply: null,
        proposed: [],
        cancelled_by: null,
      },
    };
  }

  get deps(): MeDeps {
    const ask = (what: string) => async (_whose: unknown, command: object) => {
      this.asked.push([what, command]);
      if (!this.answer) throw new Error('no answer was given to the double');
      return this.answer;
    };
    return {
      visits: {
        open: async ({ invite_hash }) => {
          if (invite_hash !== tokenHash(inviteToken)) return 'unknown';
          return this.person.in_telegram ? 'telegram' : 'opened';
        },
        find: async (hash) => (hash === tokenHash(visitToken) ? this.person : undefined),
        end: async () => undefined,
        speak: async (_user, lang) => {
          this.person = { ...this.person, lang };
        },
      },
      desk: {
        invitations: async () => [this.invitation],
        invitation: async ({ event_id }) =>
          event_id === this.invitation.event.event_id ? this.invitation : undefined,
        free: async () => this.free,
      },
      ads: { under: async (_event, news) => this.ads.get(news) ?? null },
      browsers: {
        add: async (user, { endpoint }) => void this.browsers.set(endpoint, user),
        take: async (_user, endpoint) => this.browsers.delete(endpoint),
      },
      data: {
        everythingAbout: async (user) => ({ person: { id: user, name: this.person.name } }),
        erase: async () => this.erasing,
      },
      commands: {
        book: ask('book'),
        move: ask('move'),
        cancel: ask('cancel'),
        reply: ask('reply'),
        keep: ask('keep'),
      },
      throttle: {
        count: async () => {
          this.guesses += 1;
          return this.guesses > 30 ? { ok: false, until: now + hour } : { ok: true };
        },
      },
      botUsername: async () => 'zapis_bot',
      clock: async () => now,
      pushKey: `B${'k'.repeat(86)}`,
      pushHosts: { hosts: knownPushHosts, local: false },
    };
  }
}
