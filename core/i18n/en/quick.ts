export const quick = {
  'command.projects': 'My interviews',
  'command.tasks': 'What is going on now',
  'command.servers': 'How the system is',

  'quick.booking.choosing': 'No time chosen yet: /mybooking',
  'quick.booking.booked': 'You are booked: {when}, number {number}',
  'quick.booking.over': 'The time has passed: {when}',

  'quick.projects.title': '<b>Your interviews</b>',
  'quick.projects.none': 'There are none at the moment. Please look again later.',
  'quick.projects.more': 'These are the newest {shown}; there are earlier ones.',
  'quick.projects.open_to_you': 'You can book a time: /slots',
  'quick.projects.status':
    '{status, select, draft {A draft} open {Open for booking} closed {Closed for booking} other {Archived}}',
  'quick.projects.away':
    'Your interviews cannot be looked up right now. The bookings themselves stay as they are. Please try again in a minute: /projects',

  'quick.tasks.title': '<b>Going on now</b>',
  'quick.tasks.none': 'Nothing is going on: no bookings, no announcements.',
  'quick.tasks.bookings':
    'Bookings: {ahead} ahead, {choosing} choosing a time, {over} waiting for an outcome.',
  'quick.tasks.choosing': 'choosing a time',
  'quick.tasks.more': 'All bookings are in the panel.',
  'quick.tasks.broadcasts': 'Announcements: {total}.',
  'quick.tasks.broadcast':
    '{status, select, stored {about to begin} posting {being posted} paused {paused} other {being sent}}',
  'quick.tasks.settled': '{settled} of {total} done',
  'quick.tasks.away':
    'What is going on cannot be looked up right now. The bookings themselves stay as they are. Please try again in a minute: /tasks',

  'quick.servers.ok': '<b>Everything works</b>',
  'quick.servers.wrong': '<b>Not everything works</b>',
  'quick.servers.up': 'up since {since}',
  'quick.servers.down': 'down since {since}',
  'quick.servers.off': 'no bot is connected',
  'quick.servers.unknown': 'not known',
  'quick.servers.roles': '<b>Processes</b>',
  'quick.servers.running': '{ready} of {running} ready',
  'quick.servers.missing': 'none to be seen',
  'quick.servers.queues': '<b>Queues</b>',
  'quick.servers.queue': '{waiting} waiting, {dead} set aside after errors',
  'quick.servers.queues_empty': 'Nothing waits in the queues.',
  'quick.servers.away':
    'The service of panel and API does not answer, so nothing can be learnt of the others right now. The bot works: this is its answer. Please try again in a minute: /servers',
};
