import type { FleetState } from '../../fleet/fleet-state.ts';
import { call } from './api.ts';
import { busy } from './busy.ts';
import { card, element, errorBox, facts, note, stateWord } from './element.ts';
import { repeat, type View } from './view.ts';

const refreshMs = 2000;

const words: Readonly<Record<FleetState['phase'], readonly ['ok' | 'warn' | 'bad' | 'off', string]>> = {
  'not-joined': ['off', 'no fleet'],
  registering: ['warn', 'asking to be taken in'],
  refused: ['bad', 'refused: is the shared secret right?'],
  'in-step': ['ok', 'in step'],
  applying: ['warn', 'applying a configuration'],
  'rolling-back': ['warn', 'restoring the former configuration'],
  unreachable: ['bad', 'the controller cannot be reached'],
  removed: ['bad', 'the controller does not know this box any more'],
};

const timeOf = (iso: string | null): string | null => (iso === null ? null : new Date(iso).toLocaleString());

/** Membership in the fleet of a controller. */
export const fleetView: View = {
  id: 'fleet',
  title: 'Fleet',
  show: async (place, signal) => {
    let shown = '';
    await repeat(refreshMs, signal, async () => {
      const state = await call<FleetState>('GET', '/fleet');
      const now = JSON.stringify(state);
      if (now === shown || signal.aborted) return;
      const wasMember = shown !== '' && !shown.includes('"not-joined"');
      shown = now;
      if (state.phase !== 'not-joined') place.replaceChildren(member(state, () => (shown = '')));
      else if (wasMember || !place.querySelector('form')) place.replaceChildren(stranger(() => (shown = '')));
    });
  },
};

const member = (state: FleetState, changed: () => void): HTMLElement => {
  const [kind, word] = words[state.phase];
  const outcome = element('div');
  const act = (button: HTMLButtonElement, path: string): void => {
    button.addEventListener(
      'click',
      () =>
        void busy(button, outcome, async () => {
          await call('POST', path);
          changed();
        }),
    );
  };
  const ask = element('button', { type: 'button' }, 'Ask now');
  const leave = element('button', { type: 'button' }, 'Leave the fleet');
  act(ask, '/fleet/poll');
  leave.addEventListener('click', () => {
    if (!confirm('Leave the fleet? What is configured stays as it is.')) return;
    void busy(leave, outcome, async () => {
      await call('POST', '/fleet/leave');
      changed();
    });
  });
  return card(
    'Fleet',
    facts([
      ['State', stateWord(kind, word)],
      ['Controller', state.url],
      ['Name there', state.name],
      ['Last answer', timeOf(state.last_contact)],
      ['Configuration', state.applied_checksum && element('code', {}, state.applied_checksum)],
      ['Applied', timeOf(state.applied_at)],
    ]),
    state.problem !== null && errorBox(state.problem),
    state.failure !== null &&
      element(
        'div',
        {},
        note('The last configuration could not be applied:'),
        element('pre', {}, state.failure),
      ),
    outcome,
    element('div', { class: 'columns' }, ask, leave),
  );
};

const stranger = (changed: () => void): HTMLElement => {
  const url = element('input', {
    name: 'url',
    type: 'url',
    placeholder: 'https://netloom.example.org',
    required: true,
    autocomplete: 'off',
  });
  const secret = element('input', { name: 'secret', type: 'password', required: true, autocomplete: 'off' });
  const insecure = element('input', { name: 'insecure', type: 'checkbox' });
  const outcome = element('div');
  const submit = element('button', { class: 'main', type: 'submit' }, 'Join');
  const form = element(
    'form',
    {},
    element('label', {}, 'Address of the controller', url),
    element('label', {}, 'Shared secret of the organization', secret),
    element('label', { class: 'check' }, insecure, 'Do not check the certificate (only for trials)'),
    outcome,
    submit,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void busy(submit, outcome, async () => {
      await call('POST', '/fleet/join', {
        url: url.value,
        shared_secret: secret.value,
        verify_tls: !insecure.checked,
      });
      changed();
    });
  });
  return card(
    'Join a fleet',
    note(
      'A controller then sets up this box, and sees how it does. Its page “Add a device” shows both values.',
    ),
    form,
  );
};
