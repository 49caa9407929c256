import type { today as ru } from '../../ru/panel/today.ts';

export const today: Readonly<Record<keyof typeof ru, string>> = {
  'panel.today.before': '← Day before',
  'panel.today.after': 'Day after →',
  'panel.today.empty': 'Nobody is booked on this day.',
  'panel.today.free': 'Your free slots',
  'panel.today.arrived': 'is here',
  'panel.today.no_reply': 'no reply',
  'panel.today.came': 'Came',
  'panel.today.no_show': 'No-show',
  'panel.today.undo': 'Undo',
  'panel.status.done': 'came',
  'panel.status.no_show': 'no-show',
  'panel.reply.coming': 'coming',
  'panel.reply.late': 'running late',
  'panel.reply.cannot': 'cannot come',
};
