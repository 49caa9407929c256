import { createPanelHandlers, type PanelHandlerDeps } from '../../admin/panel/handlers/index.ts';
import { Bell } from '../../admin/panel/live/bell.ts';
import type { AuditRow } from '../../admin/panel/ports/audit.ts';
import type { BookingDesk, OneBooking } from '../../admin/panel/ports/booking.ts';
import type { BookingRow } from '../../admin/panel/ports/bookings.ts';
import type { DayRow, OwnSlot } from '../../admin/panel/ports/day.ts';
import type { EventDay, EventRow, SlotRow } from '../../admin/panel/ports/events.ts';
import type { Imports } from '../../admin/panel/ports/imports.ts';
import type { PanelNotifications } from '../../admin/panel/ports/notifications.ts';
import type { Page } from '../../admin/panel/ports/page.ts';
import type { People } from '../../admin/panel/ports/people.ts';
import type { PanelReader } from '../../admin/panel/ports/reader.ts';
import type { Settings } from '../../admin/panel/ports/settings.ts';
import type { Codes, Throttle } from '../../admin/panel/ports/sign-in.ts';
import type { StaffPerson } from '../../admin/panel/ports/staff.ts';
import type { StaffGroupDesk } from '../../admin/panel/ports/staff-group.ts';
import type { Team } from '../../admin/panel/ports/team.ts';
import type { Tokens } from '../../admin/panel/ports/tokens.ts';
import type { PanelDeps } from '../../admin/panel/router.tsx';
import type { BookingCommands, CommandAnswer } from '../../admin/ports.ts';
import { createVisitors } from '../../admin/security/visitors.ts';
import type { Act } from '../../core/audit/act.ts';
import type { NoticeChoice } from '../../core/notify/preference.ts';
import type { Setting } from '../../core/notify/settings.ts';
import { userId } from '../../core/shared/ids.ts';
import type { HealthReport } from '../../runtime/health.ts';

type Session = { user_id: string; created_at: number; seen_at: number };

/** What this double does not play rejects: a page that needs it is tested where it is. */
function rest<Deps extends object>(played: Partial<Deps>): Deps {
  const absent: unknown = new Proxy(() => Promise.reject(new Error('this double does not play that')), {
    get: () => absent,
  });
  return new Proxy(played, {
    get: (target, name) => (name in target ? Reflect.get(target, name) : absent),
  }) as Deps;
}

/** The panel on stores in memory: who is there is for the test to say. */
export class PanelDouble {
  readonly people = new Map<string, StaffPerson>();
  readonly sessions = new Map<string, Session>();
  readonly links = new Map<string, string>();
  readonly notices = new Map<string, NoticeChoice>();
  report: HealthReport = { ready: true, checks: {} };
  rows: readonly DayRow[] = [];
  /** Whoever asks as a specialist has these free. */
  own: readonly OwnSlot[] = [];
  /** No newer booking of the same person in the same event. */
  latest = true;
  /** Which specialist leads the slot of a booking. */
  readonly led = new Map<string, string>();
  readonly asked: unknown[] = [];
  readonly queries: unknown[] = [];
  readonly pages: Page<BookingRow>[] = [];
  /** What a test plays of the team. */
  team: Partial<Team> = {};
  settings: Partial<Settings> = {};
  staffGroups: Partial<StaffGroupDesk> = { read: async () => ({ connected: null, lost: null }) };
  codes: Partial<Codes> = {};
  readonly codesSent: string[] = [];
  tokens: Partial<Tokens> = {};
  /** Accounts whose remembered identity was dropped. */
  readonly dropped: number[] = [];
  /** By login. */
  readonly passwords = new Map<string, { readonly user_id: string; readonly password: string }>();
  readonly tries = new Map<string, number>();
  /** Another one than a count in memory. */
  throttle: Throttle | undefined;
  /** What was written into the audit log. */
  readonly acts: Act[] = [];
  readonly audits: Page<AuditRow>[] = [];
  answer: CommandAnswer = { ok: false, reason: 'outcome_unknown' };
  bell = new Bell();
  /** So many people wait for an answer. */
  waiting = 0;
  now = 1_000_000;
  events: readonly EventRow[] = [];
  slots: () => readonly SlotRow[] = () => [];
  days: readonly EventDay[] = [];
  /** What the company settled about notifications. */
  settled: readonly Setting[] = [];
  /** What one test needs besides, or instead. */
  plays: Partial<PanelHandlerDeps> = {};

  person(roles: readonly string[], name = 'Olga'): StaffPerson {
    const id = this.people.size.toString(16).padStart(24, '0');
    const one = { user_id: userId(id), company_id: 'default', name, roles, lang: 'en' } as const;
    this.people.set(id, one);
    return one;
  }

  #sessionsOf(user: string) {
    return [...this.sessions]
      .map(([id, session]) => ({ id, ...session, user_id: userId(session.user_id), browser: 'Firefox' }))
      .filter((one) => one.user_id === user);
  }

  get deps(): Omit<PanelDeps, 'failed'> {
    const sessions = {
      open: async ({ id, user_id, at }: { id: string; user_id: string; at: number }) =>
        void this.sessions.set(id, { user_id, created_at: at, seen_at: at }),
      find: async (id: string) => {
        const session = this.sessions.get(id);
        const person = session && this.people.get(session.user_id);
        return session && person
          ? { session: { id, ...session, user_id: person.user_id }, person }
          : undefined;
      },
      seen: async (id: string, at: number) => {
        const session = this.sessions.get(id);
        if (session) session.seen_at = at;
      },
      end: async (id: string) => void this.sessions.delete(id),
      of: async (user: string) => this.#sessionsOf(user),
      endOwn: async (user: string, id: string) => {
        if (this.#sessionsOf(user).some((one) => one.id === id)) this.sessions.delete(id);
      },
      endOthers: async (user: string, except: string | null) => {
        for (const { id } of this.#sessionsOf(user)) if (id !== except) this.sessions.delete(id);
      },
    };
    const now = () => this.now;
    return {
      visitorOf: createVisitors(sessions, now),
      bell: this.bell,
      waiting: async () => this.waiting,
      timing: { everyMs: 60_000, movingEveryMs: 1, atMostEveryMs: 1 },
      handlers: createPanelHandlers(
        rest<PanelHandlerDeps>({
          sessions,
          now,
          report: () => this.report,
          clock: async () => this.now,
          reader: rest<PanelReader>({
            day: async (_company, _day, specialist) =>
              this.rows.filter((row) => !specialist || this.led.get(row.booking_id) === specialist),
            ownSlots: async () => this.own,
            events: async () => this.events,
            eventsNamed: async (_company, text) =>
              this.events.filter(({ title }) => title.toLowerCase().includes(text)),
            titles: async () => this.events,
            event: async (_company, id) => this.events.find((one) => one.event_id === id),
            slots: async () => ({ rows: [...this.slots()], more: false }),
            ahead: async () => this.slots(),
            days: async () => this.days,
            specialists: async () => [],
            bookings: async (_company, query, most) => {
              this.queries.push({ ...query, most });
              return this.pages.shift() ?? { rows: [] };
            },
          }),
          commands: rest<BookingCommands>({
            outcome: async (whose, command) => {
              this.asked.push({ ...whose, ...command });
              return this.answer;
            },
            arrived: async (whose, command) => {
              this.asked.push({ ...whose, ...command });
              return this.answer;
            },
          }),
          passwords: {
            loginOf: async (user) => [...this.passwords].find(([, known]) => known.user_id === user)?.[0],
            set: async (user, login, password) => {
              if ((this.passwords.get(login)?.user_id ?? user) !== user) return 'login_taken';
              for (const [old, known] of this.passwords)
                if (known.user_id === user) this.passwords.delete(old);
              this.passwords.set(login, { user_id: user, password });
              return 'set';
            },
            drop: async (user) => {
              for (const [old, known] of this.passwords)
                if (known.user_id === user) this.passwords.delete(old);
            },
            check: async (login, password) => {
              const known = this.passwords.get(login);
              return known?.password === password ? userId(known.user_id) : undefined;
            },
          },
          codes: rest<Codes>(this.codes),
          sendCode: async (attempt) => void this.codesSent.push(attempt),
          throttle: this.throttle ?? {
            count: async (tried, at) => {
              const counts = tried.map(({ what, who, limit }) => {
                const count = (this.tries.get(`${what} ${who}`) ?? 0) + 1;
                this.tries.set(`${what} ${who}`, count);
                return count > limit.most;
              });
              return counts.includes(true) ? { ok: false, until: at + 60_000 } : { ok: true };
            },
            forget: async (what, who) => void this.tries.delete(`${what} ${who}`),
          },
          desk: rest<BookingDesk>({
            booking: async (_scope, booking_id) => ({ booking_id, latest: this.latest }) as OneBooking,
          }),
          people: rest<People>({
            page: async () => ({ rows: [] }),
            uninvited: async () => [],
            countUninvited: async () => 0,
          }),
          imports: rest<Imports>({ find: async () => undefined }),
          botUsername: async () => 'zapis_bot',
          audit: { write: async (act) => void this.acts.push(act) },
          auditLog: {
            page: async (_company, query, most) => {
              this.queries.push({ ...query, most });
              return this.audits.shift() ?? { rows: [] };
            },
            people: async () => [],
          },
          team: rest<Team>(this.team),
          settings: rest<Settings>(this.settings),
          staffGroups: rest<StaffGroupDesk>(this.staffGroups),
          tokens: rest<Tokens>(this.tokens),
          identities: {
            drop: async (account) => void this.dropped.push(account),
            listed: async (_user, account) => void (account !== null && this.dropped.push(account)),
          },
          links: {
            make: async ({ hash, user_id }) => void this.links.set(hash, user_id),
            drop: async (user) => {
              for (const [hash, whose] of this.links) if (whose === user) this.links.delete(hash);
            },
            use: async (hash) => {
              const user = this.links.get(hash);
              this.links.delete(hash);
              return user === undefined ? undefined : userId(user);
            },
          },
          names: {
            read: async (user) => this.people.get(user)?.name ?? '',
            write: async (user, name) => {
              const person = this.people.get(user);
              if (person) this.people.set(user, { ...person, name });
            },
          },
          notices: {
            read: async (user) => this.notices.get(user) ?? 'instant',
            choose: async (user, choice) => void this.notices.set(user, choice),
          },
          language: {
            choose: async (user, lang) => {
              const person = this.people.get(user);
              if (person) this.people.set(user, { ...person, lang });
            },
          },
          notifications: {
            rows: async () => this.settled,
          } as Partial<PanelNotifications> as PanelNotifications,
          ...this.plays,
        }),
      ),
    };
  }
}
