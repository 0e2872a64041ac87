import { call } from './api.ts';
import { busy } from './busy.ts';
import { channelCharts, type HeardNetwork } from './channel-chart.ts';
import { card, element, errorBox, facts, note, scrollBox, stateWord, tableHead } from './element.ts';
import type { View } from './view.ts';

interface Network extends HeardNetwork {
  key_mgmt: string;
}

interface Setup {
  status: string;
  response: { selectErr: string; eventLog: readonly { event: string }[] };
  connectedNet: Network | null;
}

/** What a scan hears, as a chart and a list, and a way to connect. */
export const wifiView: View = {
  id: 'wifi',
  title: 'Wi-Fi',
  show: async (place) => {
    const { interfaces } = await call<{ interfaces: { interface: string }[] }>(
      'GET',
      '/network/wlan/getInterfaces',
    );
    if (interfaces.length === 0) {
      place.replaceChildren(
        card(
          'Wi-Fi',
          note(
            'wpa_supplicant looks after no Wi-Fi interface of this box. Plug one in, or start wpa_supplicant@wlan0.',
          ),
        ),
      );
      return;
    }
    const name = element(
      'select',
      { name: 'interface' },
      ...interfaces.map((one) => element('option', {}, one.interface)),
    );
    const type = element(
      'select',
      { name: 'type' },
      element('option', {}, 'active'),
      element('option', {}, 'passive'),
    );
    const connection = element('div');
    const results = scrollBox('Networks');
    const chart = element('div');
    const scanButton = element('button', { class: 'main', type: 'submit' }, 'Scan');

    const showConnection = async (): Promise<void> => {
      const answer = await call<{ connectedStatus: boolean; connectedNet?: Network }>(
        'GET',
        `/network/wlan/getConnected?interface=${encodeURIComponent(name.value)}`,
      ).catch(() => ({ connectedStatus: false, connectedNet: undefined }));
      const net = answer.connectedNet;
      connection.replaceChildren(
        answer.connectedStatus && net !== undefined
          ? facts([
              ['State', stateWord('ok', 'connected')],
              ['Network', net.ssid],
              ['Access point', net.bssid],
              ['Signal', `${net.signal} dBm`],
              ['Frequency', `${net.freq} MHz`],
            ])
          : stateWord('off', 'not connected'),
      );
    };

    const scan = async (): Promise<void> => {
      const query = `type=${type.value}&interface=${encodeURIComponent(name.value)}`;
      const { nets } = await call<{ nets: Network[] }>('GET', `/network/wlan/scan?${query}`);
      chart.replaceChildren(...channelCharts(nets));
      results.replaceChildren(
        networkTable(nets, (net) => place.append(connectDialog(name.value, net, showConnection))),
      );
    };

    const form = element(
      'form',
      { class: 'row' },
      element('label', {}, 'Interface', name),
      element('label', {}, 'Kind of scan', type),
      scanButton,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void busy(scanButton, chart, scan);
    });
    name.addEventListener('change', () => void showConnection());
    place.replaceChildren(
      card('Connection', connection),
      card('Air', form, chart),
      card('Networks', results),
    );
    results.replaceChildren(note('Scan to see what is in the air.'));
    await showConnection();
  },
};

const networkTable = (nets: readonly Network[], connect: (net: Network) => void): HTMLElement => {
  if (nets.length === 0) return note('Nothing was heard.');
  return element(
    'table',
    {},
    tableHead(['Network', 'Signal', 'Frequency', 'Protection', 'Access point', '']),
    element(
      'tbody',
      {},
      ...nets
        .toSorted((one, other) => other.signal - one.signal)
        .map((net) =>
          element(
            'tr',
            {},
            element('td', {}, net.ssid === '' ? element('i', {}, 'hidden') : net.ssid),
            element('td', { class: 'number' }, `${net.signal} dBm`),
            element('td', { class: 'number' }, `${net.freq} MHz`),
            element('td', {}, net.key_mgmt === '' ? 'open' : net.key_mgmt),
            element('td', {}, net.bssid),
            element(
              'td',
              { class: 'actions' },
              isConnectable(net) &&
                element(
                  'button',
                  { type: 'button', 'aria-label': `Connect to ${net.ssid}`, onclick: () => connect(net) },
                  'Connect',
                ),
            ),
          ),
        ),
    ),
  );
};

/** Networks that ask for a user and a certificate are set up as a network configuration. */
const isConnectable = ({ ssid, key_mgmt: keys }: Network): boolean => ssid !== '' && !keys.includes('eap');

const connectDialog = (name: string, net: Network, done: () => Promise<void>): HTMLDialogElement => {
  const isOpen = net.key_mgmt === '';
  const key = element('input', {
    name: 'psk',
    type: 'password',
    autocomplete: 'off',
    minlength: 8,
    maxlength: 64,
    required: !isOpen,
  });
  const outcome = element('div');
  const submit = element('button', { class: 'main', type: 'submit' }, 'Connect');
  const form = element(
    'form',
    {},
    element('h2', {}, `Connect to ${net.ssid}`),
    !isOpen && element('label', {}, 'Password of the network', key),
    note('The box forgets its other networks on this interface.'),
    outcome,
    element(
      'div',
      { class: 'columns' },
      submit,
      element('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
    ),
  );
  const dialog = element('dialog', { class: 'card', 'aria-label': `Connect to ${net.ssid}` }, form);
  dialog.addEventListener('close', () => dialog.remove());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void busy(submit, outcome, async () => {
      const isSae = net.key_mgmt.split('/').includes('sae') && !net.key_mgmt.includes('wpa-psk');
      const setup = await call<Setup>('POST', '/network/wlan/set', {
        interface: name,
        removeAllFirst: true,
        netConfig: {
          ssid: net.ssid,
          psk: isOpen ? null : key.value,
          proto: null,
          key_mgmt: isOpen ? 'NONE' : isSae ? 'SAE' : 'WPA-PSK',
          ieee80211w: isSae ? 2 : 1,
        },
      });
      await done();
      if (setup.status === 'connected') return dialog.close();
      const last = setup.response.eventLog.at(-1)?.event ?? setup.response.selectErr;
      outcome.replaceChildren(
        errorBox(
          `Not connected (${setup.status.replaceAll('_', ' ')}; last: ${last}). Is the password right?`,
        ),
      );
    });
  });
  queueMicrotask(() => dialog.showModal());
  return dialog;
};
