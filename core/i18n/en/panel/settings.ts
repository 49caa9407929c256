import type { settings as ru } from '../../ru/panel/settings.ts';

export const settings: Readonly<Record<keyof typeof ru, string>> = {
  'panel.menu.settings': 'Settings',
  'panel.settings.how':
    'Every new event begins with this; in the event itself all of it can be changed. Events that are there already stay as they are.',
  'panel.settings.contact': 'Whom to ask',
  'panel.settings.contact_hint':
    'A Telegram username or a link. Candidates of events without a contact of their own see it too.',
  'panel.settings.place': 'Place',
  'panel.settings.address': 'Address',
  'panel.settings.map': 'Link to a map',
  'panel.settings.cutoff': 'Booking closes so many minutes before the start',
  'panel.settings.hold': 'Minutes a seat is held while somebody decides',
  'panel.settings.desk': 'Hours of the conversations',
  'panel.settings.desk_from': 'Answered from (Moscow time)',
  'panel.settings.desk_to': 'Answered until (Moscow time)',
  'panel.settings.desk_days': 'On these days',
  'panel.settings.desk_days.all': 'every day',
  'panel.settings.desk_days.mon_fri': 'Monday to Friday',
  'panel.settings.desk_days.mon_sat': 'Monday to Saturday',
  'panel.settings.desk_hint':
    'For instance 10:00 and 19:00. Who writes at another time is told when you are back. Left empty: always.',
  'panel.settings.fault.desk': 'Both times are needed, like 10:00 and 19:00, the later one last.',
  'panel.settings.quiet': 'Quiet hours',
  'panel.settings.quiet_from': 'From (Moscow time)',
  'panel.settings.quiet_to': 'To (Moscow time)',
  'panel.settings.quiet_hint':
    'For instance 21:00 and 09:00. Meanwhile staff get no cards in Telegram: all of it comes in one message when the quiet is over. What candidates have to know reaches them at once, but without an advertisement; a reminder that somebody has not chosen a time yet waits until then.',
  'panel.settings.fault.quiet': 'Both times are needed, like 21:00 and 09:00, and different ones.',
  'panel.settings.save': 'Save',
  'panel.settings.changed':
    'While you were changing the settings somebody else saved them: the audit shows what. What you typed is kept here; send it again to replace theirs.',
  'panel.settings.fault.too_long': 'Too long.',
  'panel.settings.fault.link': 'This is no link: it begins with https://.',
  'panel.settings.fault.contact': 'This is neither a Telegram username nor a link.',
  'panel.settings.fault.number': 'This number does not do.',
  'panel.settings.fault.choice': 'There is no such thing: see the hint.',
  'panel.settings.fault.missing': 'This has to be filled in.',
  'panel.flash.settings_saved': 'The settings are saved.',
};
