import type { eventForm as ru } from '../../ru/panel/event-form.ts';

export const eventForm: Readonly<Record<keyof typeof ru, string>> = {
  'panel.form.check': 'Continue',
  'panel.form.create': 'Create',
  'panel.form.back': 'Back',
  'panel.form.wrong': 'Nothing was saved: look at the marked fields.',
  'panel.form.theirs':
    'Somebody changed the same thing while this form was open. What you typed is kept; what is different now is marked below.',
  'panel.form.now': 'Now: {now}. You saw: {seen}.',
  'panel.form.empty_value': 'nothing',
  'panel.form.change': '{field}: {from} → {to}',
  'panel.form.about': 'About the event',
  'panel.form.rules': 'Rules of booking',
  'panel.form.title': 'Title',
  'panel.form.title.hint': 'What candidates read first, in the language you write it in.',
  'panel.form.description': 'Description',
  'panel.form.place': 'Place',
  'panel.form.place.hint': 'For example: Main office.',
  'panel.form.address': 'Address',
  'panel.form.map': 'Link to a map',
  'panel.form.online': 'Link to an online meeting',
  'panel.form.bring': 'What to bring',
  'panel.form.contact': 'Whom to write to',
  'panel.form.contact.hint': 'A Telegram @name or a link: what the command /contact gives.',
  'panel.form.channel': 'Channel for the announcement',
  'panel.form.channel.hint': 'The @name of a channel or the number of a group. May stay empty.',
  'panel.form.audience': 'Who may book',
  'panel.form.audience.hint':
    'Empty: everybody on the list of candidates. Or only these people: @names or Telegram numbers, with commas or one a line.',
  'panel.form.policy': 'When somebody moves their booking',
  'panel.form.policy.release': 'the old seat is free for others at once',
  'panel.form.policy.swap': 'the old seat stays until a new one is chosen',
  'panel.form.cutoff': 'Minutes before the start when booking ends',
  'panel.form.hold': 'Minutes a seat is kept while somebody decides',
  'panel.form.moves': 'How often one may move',
  'panel.form.moves.hint': 'Empty: as often as one likes.',
  'panel.form.nudge': 'Hours after which those who have not chosen are reminded',
  'panel.form.nudge.hint': 'Once. Empty: never.',
  'panel.form.reminders': 'Reminders of the interview',
  'panel.form.same_day': 'On the same day',
  'panel.form.same_day.hint':
    'At what time in Moscow, for example 11:00. Before an earlier interview it goes out two hours ahead.',
  'panel.form.day_before': 'The day before',
  'panel.form.day_before.hint': 'At what time, for example 18:00. Empty: not then.',
  'panel.form.before': 'Minutes before the start',
  'panel.form.before.hint':
    'For example 120; several with commas. With nothing set at all it is the same day at 11:00.',
  'panel.fault.missing': 'Please fill this in.',
  'panel.fault.too_long': 'Too long.',
  'panel.fault.not_a_link': 'This is no link: it takes an address that begins with https://.',
  'panel.fault.not_a_contact': 'It takes a Telegram @name or a link.',
  'panel.fault.not_a_chat':
    'It takes the @name of a channel or the number of a group (it begins with a minus).',
  'panel.fault.not_a_number': 'This number does not fit here.',
  'panel.fault.no_such_choice': 'There is no such choice: see the hint.',
  'panel.fault.past': 'This has passed already.',
  'panel.fault.too_far': 'This is more than a year ahead: check the date.',
  'panel.fault.unknown_people': 'These people are not on the list of candidates: {names}.',
  'panel.preview.title': 'What will change',
  'panel.preview.confirm': 'Change',
  'panel.preview.changed':
    'Something changed while you were reading. This is how it is now; please confirm again.',
  'panel.preview.nobody': 'Nobody gets a message.',
  'panel.preview.screens':
    '{count, plural, one {The bot’s message of # person is updated} other {The bot’s message of # people is updated}}; no new message is sent.',
  'panel.preview.off_list':
    '{count, plural, one {# person is booked but no longer on the list. The booking stays} other {# people are booked but no longer on the list. The bookings stay}} until you cancel it yourself:',
  'panel.status.open.title': 'Open booking?',
  'panel.status.open.text':
    'Candidates can choose a time. No announcement goes out by itself: that is a broadcast.',
  'panel.status.open.no_slots': 'There are no free slots ahead: add some first.',
  'panel.status.closed.title': 'Close booking?',
  'panel.status.closed.text':
    'There will be no new bookings. Who is booked stays booked: they may cancel, not move. You can open it again at any time.',
  'panel.status.archived.title': 'Move to the archive?',
  'panel.status.archived.text':
    'The event leaves the list of current ones. Everything that happened is kept. It cannot be taken out of the archive.',
  'panel.status.archived.not':
    '{count, plural, one {It cannot be archived: # person is booked ahead.} other {It cannot be archived: # people are booked ahead.}}',
  'panel.status.booked':
    '{count, plural, =0 {Nobody is booked ahead.} one {# person is booked ahead.} other {# people are booked ahead.}}',
  'panel.remove.event.title': 'Delete the event?',
  'panel.remove.event.text':
    '{slots, plural, =0 {It has no slots. } one {# slot is deleted with it. } other {# slots are deleted with it. }}This cannot be undone.',
  'panel.remove.event.not':
    '{count, plural, one {It cannot be deleted: # person has a booking in it. Nothing was deleted.} other {It cannot be deleted: # people have bookings in it. Nothing was deleted.}}',
  'panel.remove.event.open': 'Booking is open: close it, then the event can be deleted. Nothing was deleted.',
  'panel.remove.event.instead': 'Close booking or archive the event instead: then its history stays.',
  'panel.copy.title': 'Copy the event',
  'panel.copy.name': 'Title of the copy',
  'panel.copy.first_day': 'First day',
  'panel.copy.first_day.hint': 'Now: {day}. The other days move by as much.',
  'panel.copy.none_left':
    'Nothing is left of its slots: only the event itself is copied. Why is written below.',
  'panel.copy.count':
    '{count, plural, =0 {There are no slots: only the event itself is copied.} one {# slot is copied, without people.} other {# slots are copied, without people.}}',
};
