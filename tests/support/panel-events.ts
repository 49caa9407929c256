import type { ChangeOutcome, EventDesk, EventDetails } from '../../admin/panel/ports/event-desk.ts';
import type { MoveDesk } from '../../admin/panel/ports/people-move.ts';
import type { SlotDesk, SlotDetails } from '../../admin/panel/ports/slot-desk.ts';
import type { ActOfEdit } from '../../core/audit/act.ts';
import { eventDefaults } from '../../core/events/values.ts';
import { eventId, slotId, type UserId, userId } from '../../core/shared/ids.ts';
import { slotInstants } from '../../core/time/slot-instants.ts';
import { opened, signedIn } from './panel-browser.ts';
import { PanelDouble } from './panel-double.ts';

export const now = slotInstants('2026-11-26', '12:00', 0).starts_at;

const anEvent = (over: Partial<EventDetails> = {}): EventDetails => ({
  ...eventDefaults,
  event_id: eventId('e'.repeat(24)),
  company_id: 'default',
  title: 'Backend',
  status: 'open',
  rev: 1,
  audience: null,
  ...over,
});

export const aSlot = (over: Partial<SlotDetails> = {}): SlotDetails => ({
  slot_id: slotId('5'.repeat(24)),
  event_id: eventId('e'.repeat(24)),
  day: '2026-11-27',
  time: '14:00',
  starts_at: slotInstants('2026-11-27', '14:00', 0).starts_at,
  bookable_until: slotInstants('2026-11-27', '12:00', 0).starts_at,
  minutes: 30,
  capacity: 3,
  place: 'Tower',
  room: '301',
  specialist: null,
  active: true,
  open: true,
  rev: 1,
  people: [],
  ...over,
});

/** Who is called what. */
export const people = { anna: userId('a'.repeat(24)), boris: userId('b'.repeat(24)) };
const names = new Map<UserId, string>([
  [people.anna, 'Anna <i>'],
  [people.boris, 'Boris'],
]);

type Given = { readonly event?: Partial<EventDetails>; readonly moveDesk?: MoveDesk };
/** A panel with one event and one slot in memory, an admin at it, and what was asked of them. */
export async function eventsPanel(given: Given = {}) {
  const asked: { what: string; with: unknown }[] = [];
  const state = {
    event: anEvent(given.event),
    slot: aSlot(),
    others: [] as SlotDetails[],
    screens: 0,
    booked: { count: 0, names: [] as string[] },
    outcomes: [] as ChangeOutcome[],
    removable: true,
    copied: [] as Awaited<ReturnType<EventDesk['copyPlan']>>,
    busy: [] as Awaited<ReturnType<SlotDesk['standing']>>,
    led: [] as Awaited<ReturnType<SlotDesk['led']>>,
    /** By somebody else, after the last look. */
    taken: undefined as Awaited<ReturnType<SlotDesk['standing']>> | undefined,
  };
  const note = (what: string, ...details: unknown[]) => void asked.push({ what, with: details });
  const double = new PanelDouble();
  /** What is made writes its line in the audit log itself. */
  const made = (act: ActOfEdit): ChangeOutcome => {
    const outcome = state.outcomes.shift() ?? { ok: true, told: 0 };
    if (outcome.ok) double.acts.push(act);
    return outcome;
  };
  const eventDesk: EventDesk = {
    details: async (company, id) =>
      company === 'default' && id === state.event.event_id ? state.event : undefined,
    create: async (_company, event, { once }) => {
      note('create', event, once);
      return state.event.event_id;
    },
    copyPlan: async () => state.copied,
    copy: async (_event, to) => {
      note('copy', to);
      return state.event.event_id;
    },
    change: async (_event, edit, { act }) => {
      note('change', edit);
      return made(act);
    },
    candidates: async (_company, words) => ({
      known: words.filter((word) => word === '@anna').map((label) => ({ user_id: people.anna, label })),
      unknown: words.filter((word) => word !== '@anna'),
    }),
    booked: async () => state.booked,
    bookedBesides: async () => state.booked,
    everBooked: async () => state.booked,
    screens: async () => state.screens,
    remove: async () => {
      note('remove');
      return state.removable;
    },
  };
  const slotDesk: SlotDesk = {
    details: async (_event, id) => [state.slot, ...state.others].find(({ slot_id }) => slot_id === id),
    names: async () => names,
    standing: async () => state.busy,
    led: async (specialist) => state.led.filter((one) => one.specialist === specialist),
    async add(_event, slots, { once }) {
      if (state.taken) state.busy = state.taken;
      else note('add', slots, once);
      return !state.taken;
    },
    wasAdded: async () => false,
    change: async (_slot, edit, { beside, act }) => {
      note('change', edit, ...(beside ? [beside] : []));
      if (state.taken) state.busy = state.taken;
      if (state.taken) return { ok: false, reason: 'room_taken' };
      return made(act);
    },
    remove: async () => {
      note('remove');
      return state.removable;
    },
  };
  double.now = now;
  double.plays = { eventDesk, slotDesk, ...(given.moveDesk && { moveDesk: given.moveDesk }) };
  const browser = await opened(double);
  const form_token = signedIn(double, browser, 'admin');
  const send = (path: string, form: Record<string, string>) => browser.post(path, { ...form, form_token });
  const at = `/events/${state.event.event_id}`;
  return { state, asked, browser, double, send, at, slotAt: `${at}/slots/${state.slot.slot_id}` };
}

/** What a form of that page would send again: its hidden fields. */
export const hiddenIn = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.slice(html.indexOf('<main')).matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );
