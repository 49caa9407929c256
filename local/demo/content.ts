/** The event one can try everything with. Its title is how it is found again. */
export const demoEvent = {
  title: 'Собеседование в команду поддержки',
  description: 'Разговор на 45 минут: расскажете о себе, решим вместе небольшую задачу.',
  place: {
    name: 'Офис А',
    address: 'Москва, Лесная ул., 7',
    map_url: 'https://www.openstreetmap.org/search?query=Москва, Лесная улица, 7',
    online_url: null,
  },
  bring: 'паспорт',
  contact: '@olga_hr',
  status: 'open',
} as const;

export const demoTimes = [
  { time: '10:00', room: '301', seats: 1 },
  { time: '11:30', room: '301', seats: 2 },
  { time: '14:00', room: '302', seats: 1 },
  { time: '16:00', room: '302', seats: 2 },
] as const;

/** People of the sandbox; their numbers are nobody's in Telegram's own range of new accounts. */
export const demoPeople = [
  { id: 710_000_001, first_name: 'Анна', username: 'anna_demo', language_code: 'ru', role: 'candidate' },
  { id: 710_000_002, first_name: 'Борис', username: 'boris_demo', language_code: 'ru', role: 'candidate' },
  { id: 710_000_003, first_name: 'Kate', username: 'kate_demo', language_code: 'en', role: 'candidate' },
  { id: 710_000_004, first_name: 'Ольга', username: 'olga_hr', language_code: 'ru', role: 'admin' },
] as const;
