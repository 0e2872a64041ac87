import { call } from './api.ts';
import { busy } from './busy.ts';
import { card, element, note, scrollBox, stateWord } from './element.ts';
import { repeat, type View } from './view.ts';

const refreshMs = 5000;

interface Service {
  name: string;
  active: boolean;
}

/** Services of the box, and their switches. */
export const servicesView: View = {
  id: 'services',
  title: 'Services',
  show: async (place, signal) => {
    const list = scrollBox('Services');
    const outcome = element('div');
    place.replaceChildren(card('Services', outcome, list));
    const load = async (): Promise<void> => {
      const services = await call<Service[]>('GET', '/system/services');
      // A row that somebody is about to press stays where it is.
      if (document.activeElement !== list && list.contains(document.activeElement)) return;
      list.replaceChildren(
        services.length === 0
          ? note('This box has none of the services that may be switched.')
          : element('table', {}, element('tbody', {}, ...services.map(row))),
      );
    };
    const row = ({ name, active }: Service): HTMLElement => {
      const button = element(
        'button',
        { type: 'button', 'aria-label': `${active ? 'Stop' : 'Start'} ${name}` },
        active ? 'Stop' : 'Start',
      );
      button.addEventListener(
        'click',
        () =>
          void busy(button, outcome, async () => {
            outcome.replaceChildren();
            await call(
              'POST',
              `/system/service/${active ? 'stop' : 'start'}?name=${encodeURIComponent(name)}`,
            );
            button.blur();
            setTimeout(() => void load().catch(() => undefined), 1000);
          }),
      );
      return element(
        'tr',
        {},
        element('td', {}, name),
        element('td', {}, active ? stateWord('ok', 'running') : stateWord('off', 'stopped')),
        element('td', { class: 'actions' }, button),
      );
    };
    await repeat(refreshMs, signal, load);
  },
};
