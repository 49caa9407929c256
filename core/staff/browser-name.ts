/** The more particular first: most of them call themselves Chrome and Safari too. */
const browsers = [
  [/YaBrowser\//, 'Yandex'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const;

const systems = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
] as const;

/** "Firefox · Windows": enough to know one's own again. Empty: it says nothing that we know. */
export function browserName(agent: string): string {
  const called = (table: typeof browsers | typeof systems) => table.find(([sign]) => sign.test(agent))?.[1];
  return [called(browsers), called(systems)].filter(Boolean).join(' · ');
}
