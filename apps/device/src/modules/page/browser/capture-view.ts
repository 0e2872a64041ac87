import { call, save } from './api.ts';
import { busy } from './busy.ts';
import { card, element, note } from './element.ts';
import type { View } from './view.ts';

/** A capture of some seconds as a file. */
export const captureView: View = {
  id: 'capture',
  title: 'Capture',
  show: async (place, signal) => {
    const links = await call<Record<string, unknown>>('GET', '/network/interfaces');
    const name = element(
      'select',
      { name: 'interface' },
      ...Object.keys(links).map((one) => element('option', {}, one)),
    );
    const seconds = element('input', {
      name: 'seconds',
      type: 'number',
      min: 1,
      max: 300,
      value: 10,
      required: true,
    });
    const filter = element('input', {
      name: 'filter',
      placeholder: 'all packets',
      autocomplete: 'off',
      spellcheck: 'false',
    });
    const outcome = element('div', { role: 'status' });
    const start = element('button', { class: 'main', type: 'submit' }, 'Capture');
    const form = element(
      'form',
      { class: 'row' },
      element('label', {}, 'Interface', name),
      element('label', {}, 'Seconds', seconds),
      element('label', {}, 'Filter', filter),
      start,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void busy(start, outcome, async () => {
        outcome.replaceChildren(
          note(`Capturing on ${name.value} for ${seconds.value} s. Leaving this page ends it.`),
        );
        const query = new URLSearchParams({
          interface: name.value,
          seconds: seconds.value,
          ...(filter.value === '' ? {} : { filter: filter.value }),
        });
        const bytes = await save(`/streaming/capture-file?${query.toString()}`, (abort) =>
          signal.addEventListener('abort', abort, { once: true }),
        );
        outcome.replaceChildren(note(`Saved: ${Math.ceil(bytes / 1024)} kB.`));
      });
    });
    place.replaceChildren(
      card(
        'Capture packets',
        note(
          'The file opens in Wireshark. A filter is one of pcap, like “icmp” or “port 53”. Wi-Fi frames need a monitor interface (wlanpi0).',
        ),
        form,
        outcome,
      ),
    );
  },
};
