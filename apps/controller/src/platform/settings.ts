import { logLevels, parseRate, setting, type SettingsOf } from '@netloom/server-kit';
import { languages } from './languages.ts';

const databaseUrl = /^(postgres(ql)?:\/\/|sqlite:).+/;

/**
 * Every setting of the controller. The environment wins over the YAML file (`--config`), whose keys are the same
 * names without the prefix, in lower case. The reference page in docs/ is made from this table.
 */
export const controllerSettings = {
  host: setting.text({ env: 'NETLOOM_HOST', default: '127.0.0.1', help: 'Address to listen on.' }),
  port: setting.integer({
    env: 'NETLOOM_PORT',
    default: 8000,
    min: 0,
    max: 65_535,
    help: 'TCP port to listen on; 0 takes a free one.',
  }),
  dataDir: setting.text({
    env: 'NETLOOM_DATA_DIR',
    default: './data',
    help: 'Folder for the database, the secret key and files.',
  }),
  databaseUrl: setting.text({
    env: 'NETLOOM_DATABASE_URL',
    default: undefined,
    secret: true,
    pattern: databaseUrl,
    allowed: 'a URL like postgres://user:password@host/name or sqlite:/path/to/file',
    help: 'Database. Unset: SQLite in the data folder.',
  }),
  redisUrl: setting.text({
    env: 'NETLOOM_REDIS_URL',
    default: undefined,
    secret: true,
    pattern: /^(rediss?|unix):\/\/.+/,
    allowed: 'a URL like redis://host:6379/0',
    help: 'Redis for jobs and for events between processes. Unset: both are embedded.',
  }),
  timeseriesUrl: setting.text({
    env: 'NETLOOM_TIMESERIES_URL',
    default: undefined,
    secret: true,
    pattern: /^https?:\/\/.+/,
    allowed: 'an http or https URL',
    help: 'Time-series store. Unset: embedded.',
  }),
  role: setting.choice({
    env: 'NETLOOM_ROLE',
    default: 'all',
    words: ['all', 'web', 'worker'],
    help: 'What this process does: answers requests (web), runs jobs (worker) or both (all). Anything but all needs Redis and PostgreSQL.',
  }),
  secretKey: setting.text({
    env: 'NETLOOM_SECRET_KEY',
    default: undefined,
    secret: true,
    help: 'Key for secrets at rest: 32 bytes or more in base64 or hex; several separated by commas, the newest first. Unset: generated into the data folder.',
  }),
  adminUsername: setting.text({
    env: 'NETLOOM_ADMIN_USERNAME',
    default: 'admin',
    help: 'First start: name of the superuser.',
  }),
  adminEmail: setting.text({
    env: 'NETLOOM_ADMIN_EMAIL',
    default: undefined,
    help: 'First start: e-mail address of the superuser.',
  }),
  adminPassword: setting.text({
    env: 'NETLOOM_ADMIN_PASSWORD',
    default: undefined,
    secret: true,
    help: 'First start: password of the superuser. Unset: generated and printed once.',
  }),
  defaultOrganizationSharedSecret: setting.text({
    env: 'NETLOOM_DEFAULT_ORGANIZATION_SHARED_SECRET',
    default: undefined,
    secret: true,
    pattern: /^[^\s/.]{1,32}$/,
    allowed: 'up to 32 characters without spaces, dots and slashes',
    help: 'First start: shared secret of the default organization. Unset: generated and printed once.',
  }),
  logLevel: setting.choice({
    env: 'NETLOOM_LOG_LEVEL',
    default: 'info',
    words: logLevels,
    help: 'How much is logged.',
  }),
  trustedProxies: setting.list({
    env: 'NETLOOM_TRUSTED_PROXIES',
    default: [],
    item: /^[0-9a-fA-F.:]+(\/\d{1,3})?$/,
    allowed: 'IP addresses or networks separated by commas',
    help: 'Proxies whose X-Forwarded-For header is believed.',
  }),
  modules: setting.list({
    env: 'NETLOOM_MODULES',
    default: [],
    help: 'Modules to run, separated by commas; a name with a dot or a slash is a package or file that exports one. Empty: all built-in modules.',
  }),
  usersAuthApi: setting.bool({
    env: 'NETLOOM_USERS_AUTH_API',
    default: true,
    help: 'The API gives out tokens for passwords, and resets and changes passwords. Logins of the console and the pages for passwords stay without it.',
  }),
  authThrottleRate: setting.rate({
    env: 'NETLOOM_AUTH_THROTTLE_RATE',
    default: '20/day',
    help: 'How often one address or user may call the token and password endpoints.',
  }),
  authPhonePrefixes: setting.list({
    env: 'NETLOOM_AUTH_PHONE_PREFIXES',
    default: [],
    item: /^\+[1-9]\d{0,6}$/,
    allowed: 'country prefixes like +39, separated by commas',
    help: 'Country prefixes that may be left out when a phone number is used to log in.',
  }),
  apiDefaultPageSize: setting.integer({
    env: 'NETLOOM_API_DEFAULT_PAGE_SIZE',
    default: 10,
    min: 1,
    max: 1000,
    help: 'Objects on a page of a list.',
  }),
  apiMaxPageSize: setting.integer({
    env: 'NETLOOM_API_MAX_PAGE_SIZE',
    default: 100,
    min: 1,
    max: 1000,
    help: 'Most objects that page_size may ask for.',
  }),
  apiDocs: setting.bool({
    env: 'NETLOOM_API_DOCS',
    default: true,
    help: 'The documentation of the API is served at /api/v1/docs/ to who is logged in.',
  }),
  apiTitle: setting.text({
    env: 'NETLOOM_API_TITLE',
    default: 'Netloom API',
    pattern: /^[^\p{Cc}]{1,120}$/u,
    allowed: 'a title of up to 120 characters',
    help: 'Title of the documentation of the API.',
  }),
  apiDescription: setting.text({
    env: 'NETLOOM_API_DESCRIPTION',
    default: 'REST API of the Netloom controller and the protocol of its devices.',
    help: 'What the documentation of the API begins with; Markdown.',
  }),
  apiMaxExportSize: setting.integer({
    env: 'NETLOOM_API_MAX_EXPORT_SIZE',
    default: 100_000,
    min: 1,
    max: 1_000_000,
    help: 'Most objects in one CSV or XLSX export of a list.',
  }),
  sessionDays: setting.integer({
    env: 'NETLOOM_SESSION_DAYS',
    default: 14,
    min: 1,
    max: 365,
    help: 'Days that a login of the console lasts without use.',
  }),
  siteName: setting.text({
    env: 'NETLOOM_SITE_NAME',
    default: 'Netloom',
    pattern: /^[^\p{Cc}<>"]{1,80}$/u,
    allowed: 'a name of up to 80 characters',
    help: 'How mails and pages call this installation.',
  }),
  siteUrl: setting.text({
    env: 'NETLOOM_SITE_URL',
    default: undefined,
    pattern: /^https?:\/\/[^\s/?#@]+\/?$/,
    allowed: 'an address like https://netloom.example.org, without a path',
    help: 'Where people reach the console; links in mails begin with it. Unset: the address that the controller listens on.',
  }),
  language: setting.choice({
    env: 'NETLOOM_LANGUAGE',
    default: 'en',
    words: languages,
    help: 'Language of mails to people who have chosen none, and of pages for browsers that ask for none that there is.',
  }),
  mailUrl: setting.text({
    env: 'NETLOOM_MAIL_URL',
    default: undefined,
    secret: true,
    pattern: /^smtps?:\/\/.+/,
    allowed: 'a URL like smtp://user:password@host:587 or smtps://user:password@host',
    help: 'Mail server. Unset: no mail is sent.',
  }),
  mailFrom: setting.text({
    env: 'NETLOOM_MAIL_FROM',
    default: 'Netloom <netloom@localhost>',
    pattern: /^([^<>\p{Cc}]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/u,
    allowed: 'an address like netloom@example.org or Netloom <netloom@example.org>',
    help: 'Sender of mails.',
  }),
  mailHtml: setting.bool({
    env: 'NETLOOM_MAIL_HTML',
    default: true,
    help: 'Mails have an HTML part beside the plain text.',
  }),
  mailLogoUrl: setting.text({
    env: 'NETLOOM_MAIL_LOGO_URL',
    default: undefined,
    pattern: /^https?:\/\/\S+$/,
    allowed: 'an http or https URL',
    help: 'Picture at the top of HTML mails. Unset: none.',
  }),
  userPasswordExpiration: setting.integer({
    env: 'NETLOOM_USER_PASSWORD_EXPIRATION',
    default: 0,
    min: 0,
    max: 36_500,
    help: 'Days after which a password must be changed before the console can be used; 0: never.',
  }),
  staffUserPasswordExpiration: setting.integer({
    env: 'NETLOOM_STAFF_USER_PASSWORD_EXPIRATION',
    default: 0,
    min: 0,
    max: 36_500,
    help: 'The same for staff; 0: as for everybody.',
  }),
  expirationWarningDays: setting.integer({
    env: 'NETLOOM_EXPIRATION_WARNING_DAYS',
    default: 7,
    min: 0,
    max: 365,
    help: 'Days before the expiration of an account at which its user is told by mail; 0: not at all.',
  }),
  singleSignOn: setting.json({
    env: 'NETLOOM_SINGLE_SIGN_ON',
    default: {},
    secret: true,
    help: 'Identity providers (OpenID Connect, SAML) that people may log in through, by name: see the how-to about single sign-on.',
  }),
  registrationEnabled: setting.bool({
    env: 'NETLOOM_REGISTRATION_ENABLED',
    default: true,
    help: 'Devices may register themselves.',
  }),
  consistentRegistration: setting.bool({
    env: 'NETLOOM_CONSISTENT_REGISTRATION',
    default: true,
    help: 'A device that registers again with the same key is recognised.',
  }),
  registrationSelfCreation: setting.bool({
    env: 'NETLOOM_REGISTRATION_SELF_CREATION',
    default: true,
    help: 'Devices that are not known yet are created when they register.',
  }),
  hardwareIdEnabled: setting.bool({
    env: 'NETLOOM_HARDWARE_ID_ENABLED',
    default: false,
    help: 'Devices are identified by their serial number instead of their MAC address.',
  }),
  deviceNameUnique: setting.bool({
    env: 'NETLOOM_DEVICE_NAME_UNIQUE',
    default: true,
    help: 'Names of devices are unique in their organization.',
  }),
  sharedManagementIpAddressSpace: setting.bool({
    env: 'NETLOOM_SHARED_MANAGEMENT_IP_ADDRESS_SPACE',
    default: true,
    help: 'Management addresses are unique over all organizations, not only within one.',
  }),
  configurationContext: setting.json({
    env: 'NETLOOM_CONFIGURATION_CONTEXT',
    default: {},
    help: 'Variables for the configurations of all devices.',
  }),
  dsaOsMapping: setting.json({
    env: 'NETLOOM_DSA_OS_MAPPING',
    default: {},
    help: 'Regular expressions for firmware names that do not tell their OpenWrt version: {"netjsonconfig.OpenWrt": {">=21.02": [...], "<21.02": [...]}}.',
  }),
  dsaDefaultFallback: setting.bool({
    env: 'NETLOOM_DSA_DEFAULT_FALLBACK',
    default: true,
    help: 'Firmware of unknown version gets the configuration syntax of OpenWrt 21 and later.',
  }),
  webhooksAllowPrivate: setting.bool({
    env: 'NETLOOM_WEBHOOKS_ALLOW_PRIVATE',
    default: false,
    help: 'Webhooks may lead to addresses that are not public: this machine, its networks, metadata services of clouds.',
  }),
};

export type ControllerSettings = SettingsOf<typeof controllerSettings>;

/** The throttle of the token and password endpoints, or undefined when it is switched off. */
export const authThrottle = (settings: ControllerSettings) => parseRate(settings.authThrottleRate);
