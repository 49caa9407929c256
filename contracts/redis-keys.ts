// Every key of Redis, once. All of it can be rebuilt; the installation's prefix is put before by the connection.

export const redisKeys = {
  /** Seed §7.1: all open slots by date. */
  slots: 'slots:cache',
  slotsOf: (eventId: string) => `slots:cache:${eventId}`,
  slotsVersion: (eventId: string) => `slots:version:${eventId}`,
  /** The version the cached value was built at: another one means that it is old. */
  slotsBuilt: (eventId: string) => `slots:built:${eventId}`,
  /** Who may rebuild: one reader a second. */
  slotsTurn: (eventId: string) => `slots:turn:${eventId}`,
  userState: (telegramId: number) => `user:${telegramId}:state`,
  userTempData: (telegramId: number) => `user:${telegramId}:temp_data`,
  /** The message that carries the keyboard below a chat of staff; the lists they asked for; which was opened last. */
  menu: (chatId: number) => `tg:menu:${chatId}`,
  inline: (chatId: number) => `tg:inline:${chatId}`,
  currentMenu: (chatId: number) => `tg:current_menu:${chatId}`,
  identity: (telegramId: number) => `tg:user:${telegramId}`,
  rateLimit: (telegramId: number) => `rl:tap:${telegramId}`,
  inviteGuesses: (telegramId: number) => `rl:invite:${telegramId}`,
  chatLock: (chatId: number) => `lock:chat:${chatId}`,
  /** The worker says that a tap was answered: the bot need not say "Working on it". */
  answered: (queryId: string) => `tap:answered:${queryId}`,
  /** This update was handed over: a repetition is dropped early. */
  update: (botId: number, updateId: number) => `gw:update:${botId}:${updateId}`,
  /** The last update of this person that waits for the API; later ones that need it too wait behind. */
  waitsForApi: (telegramId: number) => `gw:waits:${telegramId}`,
  /** They were told "one moment". */
  toldToWait: (telegramId: number) => `gw:told:${telegramId}`,
  /** Updates stand in `bot.update.pending`. */
  backlog: 'gw:backlog',
  /** What was last registered with Telegram: a hash, because Telegram does not tell the secret. */
  webhook: (botId: number) => `gw:webhook:${botId}`,
  /** What each running process last said of itself, by its id. */
  replicas: 'sys:replicas',
  /** Which worker answers somebody, for a day of silence; how it is; who is to start it. */
  session: (userId: string) => `session:${userId}`,
  workerStatus: (workerId: string) => `worker:status:${workerId}`,
  workerCommands: 'worker:commands',
  /** A worker was asked for a moment ago. */
  workerAsked: (userId: string) => `worker:asked:${userId}`,
  workerInput: (userId: string) => `worker:po:${userId}:input`,
  workerOutput: (userId: string) => `worker:po:${userId}:output`,
  /** Whose input was written to last: whoever reads answers listens for theirs from now on. */
  workerNews: 'worker:po:news',
  /** One replica shows that somebody types. */
  workerTyping: (userId: string) => `worker:typing:${userId}`,
  provisionerResults: 'provisioner:results',
  sendBudget: 'rl:send:all',
  /** When answers to people went out, for a second. */
  sendPeople: 'rl:send:people',
  sendPause: (chatId: number | string) => `rl:send:pause:${chatId}`,
  sendChat: (chatId: number | string) => `rl:send:chat:${chatId}`,
  sendGroup: (chatId: number | string) => `rl:send:group:${chatId}`,
  /** The chat Telegram last refused for haste, for a second: another one within it pauses bulk. */
  sendRefused: 'rl:send:refused',
} as const;
