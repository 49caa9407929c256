import type { person as ru } from '../ru/person.ts';

/** Answers to what belongs to no booking. */
export const person: Readonly<Record<keyof typeof ru, string>> = {
  'denied.text': 'Access denied. Contact the administrator.',
  'one_moment.text': 'One moment: we have received this and will answer as soon as we can.',
  'impossible.text': 'This could not be done. Please try again.',
  'too_many.text':
    'Too many requests in a row: the last ones were not taken. Please wait a minute and try again.',
  'sign_in.code':
    'Code to sign in to the panel: <b>{code}</b>\n\nIt is good for 5 minutes. Tell it to nobody. If you did not ask for it, do nothing.',
  'outdated.text': 'This menu is outdated. /mybooking shows your booking, /slots the free times.',

  'welcome.title': '<b>Hello!</b> Here you can book a time for your interview.',
  'welcome.choose': 'What would you like to sign up for?',
  'welcome.nothing': 'There is nothing to sign up for at the moment. Please check back later.',
  'welcome.admin':
    '<b>Hello!</b> You are a coordinator here: events and slots, bookings, candidates, broadcasts and the team are yours.',
  'welcome.specialist':
    '<b>Hello!</b> You are an interviewer here: your slots, who is booked in them and how the interviews ended are yours.',
  'welcome.viewer':
    '<b>Hello!</b> You may look here: at events, bookings and figures, without changing them.',
  'welcome.panel_at':
    'All of that is in the panel: {panel}\nTo sign in, ask there for a code: this bot will send it to you.',
  'welcome.panel':
    'All of that is in the panel; a coordinator knows its address. To sign in, ask there for a code: this bot will send it to you.',
  'welcome.book_too': 'You are invited as a candidate too. What would you like to sign up for?',
  'events.more': 'The nearest are shown; there are {total} in all.',
  'welcome.help': 'What this bot can do: /help',

  'choose_event.slots': 'Which interview’s free times would you like to see?',
  'choose_event.reschedule': 'Which booking would you like to move?',
  'choose_event.cancel': 'Which booking would you like to cancel?',
  'choose_event.mybooking': 'Which booking would you like to see?',
  'choose_event.contact': 'Which interview is your question about?',
  'choose_event.calendar': 'Which booking do you need the calendar file for?',
  'no_event.open': 'There is no interview open for booking at the moment.',
  'no_event.theirs': 'There is no such interview open to you. What is open: /slots',
  'no_event.booking': 'You have no time booked now. Free times: /slots',

  'contact.text': 'Questions about “{title}” can be asked here: {contact}',
  'contact.none': 'No contact is given for “{title}”. Please ask whoever invited you.',

  'language.ask': 'На каком языке вам писать? / Which language should we use?',
  'language.set': 'We now write to you in English.',
  'language.ru': 'Русский',
  'language.en': 'English',

  'stop.text':
    'All right, no more announcements or invitations. Reminders of your booking and messages about changes to it will still come.',
  'stop.back': 'If you change your mind: the button below, or /start, brings them back.',
  'stop.resume': 'Announcements again',
  'resumed.text': 'Announcements and invitations come to you again.',
  'resumed.stop': 'To stop them: /stop',

  'privacy.title': '<b>Your data</b>',
  'privacy.text':
    'We keep your name and Telegram username, your language, your bookings and your answers to reminders. We need them to hold the interview; only its organisers see them.',
  'privacy.can': 'You can get a copy of your data or have it deleted.',
  'privacy.export': 'Get my data',
  'privacy.erase': 'Delete my data',
  'export.caption': 'Everything we keep about you.',
  'export.file': 'my-data.json',
  'erase.ask':
    '<b>Delete your data?</b> Name, username, phone and texts are deleted for good. After that the bot no longer knows you. If you have changed your mind, just do not press “Yes”.',
  'erase.yes': 'Yes, delete it',
  'erase.booked':
    'You have an active booking, so your data cannot be deleted yet. Please cancel it with /cancel, or wait until the interview is over, and come back to /privacy.',
  'erase.last_admin':
    'You are the only administrator here, so your data cannot be deleted yet: nobody could let others in. Name another one in the panel, under “Team”, and come back to /privacy.',
  'erase.done': 'Your data is deleted. Thank you for having been with us.',

  'help.title': '<b>Commands</b>',
  'command.today': 'Who is booked today',
  'command.week': 'Who is booked for seven days',
  'command.find': 'Find a booking',
  'command.slots': 'Free times to book',
  'command.mybooking': 'My booking',
  'command.reschedule': 'Move to another time',
  'command.cancel': 'Cancel my booking',
  'command.calendar': 'Add to my calendar',
  'command.contact': 'Contact the organiser',
  'command.language': 'Language / Язык',
  'command.help': 'What this bot can do',
  'command.privacy': 'My data',
  'command.stop': 'No more announcements',

  'conversation.passed_on':
    'Your message is with the organisers. They will answer you here. Anything you add now reaches them too.',
  'conversation.passed_on_later':
    'Your message is with the organisers. They are back on {when} and will answer you here then. Anything you add until then reaches them too.',
  'conversation.late': '⏳ <b>{name}</b> has been waiting for an answer for a quarter of an hour.',
  'conversation.open': 'Open the conversation',

  'calendar.summary': 'Interview: {title}',
  'calendar.number': 'Booking number: {number}',
  'calendar.file': 'interview.ics',
  'calendar.caption': 'Open the file to add the interview to your calendar.',
  'calendar.caption_cancelled': 'Open the file to take the interview off your calendar.',
};
