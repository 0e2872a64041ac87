import { ApiError, call, logIn, logOut } from './api.ts';
import { captureView } from './capture-view.ts';
import { element, errorBox } from './element.ts';
import { fleetView } from './fleet-view.ts';
import { showLogin } from './login-view.ts';
import { networksView } from './networks-view.ts';
import { servicesView } from './services-view.ts';
import { statusView } from './status-view.ts';
import type { View } from './view.ts';
import { wifiView } from './wifi-view.ts';

const views: readonly View[] = [statusView, wifiView, networksView, servicesView, captureView, fleetView];

const byId = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page lacks #${id}`);
  return found;
};
const main = byId('main');
const tabs = byId('tabs');
const live = byId('live');
const logOutButton = byId('log-out');
const retryMs = 3000;

let leaving = new AbortController();

const wanted = (): View => views.find(({ id }) => location.hash === `#${id}`) ?? statusView;

/** Shows the page that the address names. What it cannot do is told in its place; a box that is away is asked again. */
const show = async (): Promise<void> => {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const view = wanted();
  for (const tab of tabs.children)
    tab.toggleAttribute('aria-current', tab.getAttribute('href') === `#${view.id}`);
  for (const tab of tabs.querySelectorAll('[aria-current]')) tab.setAttribute('aria-current', 'page');
  main.replaceChildren(element('section', { class: 'card' }, element('div', { class: 'skeleton' })));
  try {
    live.textContent = '';
    await view.show(main, signal);
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof ApiError && error.status === 401) return askForToken();
    if (error instanceof ApiError && error.status === 0) {
      live.textContent = 'reconnecting …';
      setTimeout(() => void (signal.aborted || show()), retryMs);
      return;
    }
    main.replaceChildren(
      element(
        'section',
        { class: 'card' },
        element('h2', {}, view.title),
        errorBox((error as Error).message),
      ),
    );
  }
};

const enter = (): void => {
  tabs.hidden = false;
  logOutButton.hidden = false;
  void show();
};

const askForToken = (): void => {
  leaving.abort();
  tabs.hidden = true;
  logOutButton.hidden = true;
  showLogin(main, enter);
};

tabs.replaceChildren(...views.map(({ id, title }) => element('a', { href: `#${id}` }, title)));
addEventListener('hashchange', () => void show());
logOutButton.addEventListener('click', () => void logOut().then(askForToken));

const begin = async (): Promise<void> => {
  // The link of `netloom-device page` carries a token behind the hash, where no server and no log sees it.
  const [, token] = /^#token=([A-Za-z0-9._-]+)$/.exec(location.hash) ?? [];
  if (token !== undefined) {
    history.replaceState(null, '', '/');
    await logIn(token).catch(() => undefined);
  }
  try {
    await call('GET', '/fleet');
    enter();
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) askForToken();
    else enter();
  }
};
void begin();
