/** What a registered device identifies itself with. */
export interface DeviceCredentials {
  /** The device's UUID: 32 lower-case hex digits as the registration reply gives it; dashes are accepted too. */
  readonly id: string;
  /** The device's key, a shared secret between it and the controller. */
  readonly key: string;
}

/** The two spellings of an id that the controller's paths accept. */
export const deviceIdPattern = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
