import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { ClockPanel } from './clock-panel.tsx';
import { FaultsPanel } from './faults-panel.tsx';
import { Icon } from './icon.tsx';
import { Calls, Updates } from './log.tsx';
import { PlacesPanel } from './places-panel.tsx';

const tabs = {
  Calls,
  Updates,
  Faults: FaultsPanel,
  Clock: ClockPanel,
  Chats: PlacesPanel,
} as const satisfies Record<string, ComponentType>;
type Tab = keyof typeof tabs;
const names = Object.keys(tabs) as Tab[];

export function Drawer({ close }: { close: () => void }) {
  const [tab, setTab] = useState<Tab>('Calls');
  const Panel = tabs[tab];
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    const next = names[(names.indexOf(tab) + by + names.length) % names.length] ?? tab;
    setTab(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <aside class="drawer" aria-label="Tools">
      <header>
        <div role="tablist" aria-label="Tools" onKeyDown={step}>
          {names.map((name) => (
            <button
              key={name}
              id={`tab-${name}`}
              type="button"
              role="tab"
              aria-selected={name === tab}
              aria-controls="tab-panel"
              tabIndex={name === tab ? 0 : -1}
              onClick={() => setTab(name)}
            >
              {name}
            </button>
          ))}
        </div>
        <button type="button" class="round" aria-label="Close the tools" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div id="tab-panel" class="panel" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={0}>
        <Panel />
      </div>
    </aside>
  );
}
