import type { EventFault } from '../core/events/form.ts';
import type { SlotFault } from '../core/slots/change.ts';
import type { PlanFault } from '../core/slots/plan.ts';

const words: Readonly<Record<PlanFault | SlotFault['fault'] | EventFault['fault'], string>> = {
  missing: 'is missing',
  no_such_day: 'is no day that exists; write 2026-11-26, lists with commas, ranges as 2026-11-26..2026-11-30',
  past: 'is over already, by Moscow’s clock',
  too_far: 'is more than a year ahead',
  end_before_start: 'ends before it begins',
  no_such_time: 'is no time; write 14:00, lists with commas, ranges as 10:00..13:00',
  not_a_number: 'is not a number that fits here',
  too_small: 'is too small',
  too_large: 'is too large',
  too_long: 'is too long',
  below_taken: 'seats are taken already',
  no_room_for_one: 'has no room for one slot of this length',
  overlap: 'begins while another slot of the same place and room is running',
  too_many: 'slots are more than can be added at once (3,000)',
  not_a_link: 'is no web address (https://…)',
  not_a_contact: 'is neither a Telegram username nor a web address',
  not_a_chat: 'is neither the @name of a channel nor the negative number of a group or channel',
  no_such_choice: 'is none of what can be chosen; --help shows that',
};

/** "--times: 2026-11-26 10:00 begins while …" */
export const faultLine = (fault: {
  readonly field: string;
  readonly fault: keyof typeof words;
  readonly at?: string;
}): string => `--${fault.field}: ${fault.at === undefined ? '' : `${fault.at} `}${words[fault.fault]}.`;
