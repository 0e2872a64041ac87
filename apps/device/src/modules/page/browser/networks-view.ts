import { call } from './api.ts';
import { busy } from './busy.ts';
import { card, element, note, scrollBox, stateWord } from './element.ts';
import type { View } from './view.ts';

/** Network configurations: which there are, which is on, and switching them. */
export const networksView: View = {
  id: 'networks',
  title: 'Networks',
  show: async (place, signal) => {
    const rows = element('tbody');
    const outcome = element('div');
    const load = async (): Promise<void> => {
      const configs = await call<Record<string, boolean>>('GET', '/network/config/');
      if (signal.aborted) return;
      rows.replaceChildren(...Object.entries(configs).map(([id, isActive]) => row(id, isActive)));
    };
    const row = (id: string, isActive: boolean): HTMLElement => {
      const isBroken = / \((malformed|empty)\)$/.test(id);
      const button = element('button', { type: 'button' }, isActive ? 'Switch off' : 'Switch on');
      button.setAttribute('aria-label', `${button.textContent} ${id}`);
      button.addEventListener(
        'click',
        () =>
          void busy(button, outcome, async () => {
            outcome.replaceChildren();
            const word = isActive ? 'deactivate' : 'activate';
            await call(
              'POST',
              `/network/config/${word}/${encodeURIComponent(id)}?override_active=${isActive ? 'false' : 'true'}`,
            );
            await load();
          }),
      );
      const state = isBroken
        ? stateWord('bad', 'cannot be read')
        : isActive
          ? stateWord('ok', 'on')
          : stateWord('off', 'off');
      return element(
        'tr',
        {},
        element('td', {}, id),
        element('td', {}, state),
        element('td', { class: 'actions' }, !isBroken && !(isActive && id === 'default') && button),
      );
    };
    place.replaceChildren(
      card(
        'Network configurations',
        note(
          'Each says which interfaces are on, in which network and in which namespace. One is on at a time. Make them with the command networkcfg, or over the API.',
        ),
        outcome,
        scrollBox('Network configurations', element('table', {}, rows)),
      ),
    );
    await load();
  },
};
