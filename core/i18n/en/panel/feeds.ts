import type { feeds as ru } from '../../ru/panel/feeds.ts';

export const feeds: Readonly<Record<keyof typeof ru, string>> = {
  'feed.name': 'Interviews: {name}',
  'feed.one': '{title}: {who}',
  'feed.several': '{title}: {taken} of {seats}',
  'feed.nameless': 'no name',
  'panel.menu.feeds': 'Calendars',
  'panel.feeds.text':
    'A calendar’s address can be added to Google Calendar, Outlook or a phone: interviews show up there with names, and stay up to date by themselves.',
  'panel.feeds.empty': 'There are no calendars yet. Make an address below.',
  'panel.feeds.whose': 'Whose interviews',
  'panel.feeds.made': 'Made',
  'panel.feeds.asked': 'Last asked for',
  'panel.feeds.never': 'not yet',
  'panel.feeds.revoke': 'Revoke',
  'panel.feeds.make': 'Make an address',
  'panel.feeds.new': 'A new calendar',
  'panel.feeds.specialist': 'Specialist',
  'panel.feeds.room': 'Place',
  'panel.feeds.choose': 'Choose a specialist or a place.',
  'panel.feeds.own': 'My interviews',
  'panel.feeds.nobody': 'No slot has a specialist or a place yet.',
  'panel.feeds.no_place': 'no place given',
  'panel.feeds.ready': 'Calendar address: {name}',
  'panel.feeds.once':
    'Copy it now: it is kept nowhere and not shown again. Whoever knows it sees who is booked; it can be revoked at any time.',
  'panel.feeds.back': 'To the calendars',
  'panel.flash.feed_revoked': 'The address is revoked: calendars that use it are not updated any more.',
};
