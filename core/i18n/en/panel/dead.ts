import type { dead as ru } from '../../ru/panel/dead.ts';

export const dead: Readonly<Record<keyof typeof ru, string>> = {
  'panel.menu.dead': 'Dead messages',
  'panel.dead.what':
    'Messages the program could not deal with. Nothing is lost: mend the cause and send the message again, or discard it if nobody needs it.',
  'panel.dead.states': 'State',
  'panel.dead.waiting': 'waiting for you',
  'panel.dead.waits': 'waits for you',
  'panel.dead.retried': 'sent again',
  'panel.dead.discarded': 'discarded',
  'panel.dead.none_waiting': 'Everything has been dealt with.',
  'panel.dead.none': 'There are no such messages.',
  'panel.dead.reason': 'Reason',
  'panel.dead.queue': 'Queue',
  'panel.dead.died': 'When',
  'panel.dead.message_id': 'Message id',
  'panel.dead.body': 'Content',
  'panel.dead.retry': 'Send again',
  'panel.dead.discard': 'Discard',
  'panel.dead.discard_what': 'The message stays among the discarded for 90 days; it will not be carried out.',
  'panel.flash.dead_retried': 'The message was sent again. If it fails once more it comes back here.',
  'panel.flash.dead_discarded': 'The message was discarded.',
  'panel.flash.dead_settled_before': 'Somebody else has already decided about this message.',
};
