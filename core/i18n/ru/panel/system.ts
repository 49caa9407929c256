export const system = {
  'panel.system.all_up': 'Все службы отвечают.',
  'panel.system.some_down': 'Одна из служб не отвечает: что от неё зависит, ждёт, ничего не пропало.',
  'panel.system.services': 'Службы',
  'panel.system.service': 'Служба',
  'panel.system.state': 'Состояние',
  'panel.system.up': 'работает',
  'panel.system.down': 'не отвечает',
} as const;
