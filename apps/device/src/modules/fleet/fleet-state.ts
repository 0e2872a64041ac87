/** What the box does for its fleet at the moment. */
export type FleetPhase =
  | 'not-joined'
  | 'registering'
  /** The controller said no: the shared secret is wrong, or it takes no new devices. */
  | 'refused'
  | 'in-step'
  | 'applying'
  | 'rolling-back'
  /** The controller cannot be reached, or answers something else. */
  | 'unreachable'
  /** The controller does not know this box any more. */
  | 'removed';

/** The state of the membership, for people: holds no secret. */
export interface FleetState {
  phase: FleetPhase;
  /** Of the controller. */
  url: string | null;
  /** Id of the box on the controller. */
  device_id: string | null;
  name: string | null;
  /** Checksum of the configuration that runs. */
  applied_checksum: string | null;
  applied_at: string | null;
  /** Checksum of the last configuration that could not be applied, and why. */
  failed_checksum: string | null;
  failure: string | null;
  /** Moment of the last answer of the controller. */
  last_contact: string | null;
  /** Why the controller was not reached at the last attempt. */
  problem: string | null;
  applier: 'iproute2' | 'networkd' | null;
}

export const notJoined: FleetState = {
  phase: 'not-joined',
  url: null,
  device_id: null,
  name: null,
  applied_checksum: null,
  applied_at: null,
  failed_checksum: null,
  failure: null,
  last_contact: null,
  problem: null,
  applier: null,
};
