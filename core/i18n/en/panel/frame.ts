import type { frame as ru } from '../../ru/panel/frame.ts';

export const frame: Readonly<Record<keyof typeof ru, string>> = {
  'panel.skip': 'Skip to the content',
  'panel.menu.more': 'More',
  'panel.menu.name': 'Sections',
  'panel.menu.system': 'System',
  'panel.role.admin': 'administrator',
  'panel.role.specialist': 'specialist',
  'panel.role.viewer': 'viewer',
  'panel.sign_out': 'Sign out',
  'panel.to_start': 'To the start',
  'panel.flash.signed_out': 'You have signed out.',
  'panel.again.title': 'Sign in first',
  'panel.again.text':
    'Your session ended while you were filling in the form. Everything you typed is kept on this page: sign in in another tab, then send the form again.',
  'panel.again.known_title': 'Send it once more',
  'panel.again.known':
    'This page was opened in another session. Everything you typed is kept: send the form again.',
  'panel.again.away':
    'A service that is needed does not answer. Everything you typed is kept on this page: wait a minute, look in another tab whether it was done after all, then send it again.',
  'panel.again.sign_in': 'Sign in in a new tab',
  'panel.again.send': 'Send again',
  'panel.not_found.title': 'There is no such page',
  'panel.not_found.text': 'What was here may have been removed, or the address has a mistake.',
  'panel.not_allowed.title': 'You may not open this',
  'panel.not_allowed.text': 'Your role has no access to this page. If you need it, ask an administrator.',
  'panel.fault.away.title': 'This did not work now',
  'panel.fault.away.text':
    'A service that is needed does not answer. If you were changing something, look in a minute whether it was done before you do it again.',
  'panel.fault.long.title': 'That is too much at once',
  'panel.fault.long.text':
    'The form is longer than what is taken at once; nothing was done. Go back and send less, such as a shorter list.',
  'panel.fault.ours.title': 'Something went wrong on our side',
  'panel.fault.ours.text':
    'It has been written to the log. Try again; if that does not help, tell an administrator when it happened.',
  'panel.menu.today': 'Today',
  'panel.menu.events': 'Events',
  'panel.nameless': 'no name',
  'panel.flash.outcome_recorded': 'Recorded.',
  'panel.flash.outcome_refused':
    'It could not be recorded: the booking has changed since. What stands now is below.',
  'panel.menu.bookings': 'Bookings',
  'panel.live.away':
    'The connection was lost: what you see may have changed. The page is redrawn as soon as it is back.',
};
