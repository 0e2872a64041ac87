import type { LinuxManifest } from '@netloom/netjson-config/linux-manifest';
import type { Snapshot, SystemState } from './apply/snapshot.ts';
import type { StatusReport } from '@netloom/agent-protocol';

/** The configuration that this box runs. */
export interface AppliedConfig {
  checksum: string;
  manifest: LinuxManifest;
  /** The archive, in base64: applied again after a reboot. */
  archive: string;
  appliedAt: string;
  /** What was there before any configuration, of all that this one has changed. */
  originals: SystemState;
}

/** A configuration that is being applied. Found at a start, it tells that the box went down in between. */
interface PendingConfig {
  checksum: string;
  manifest: LinuxManifest;
  before: Snapshot;
}

/** What a box remembers of the fleet that it has joined. Plain data; holds secrets, so it is kept sealed. */
export interface Membership {
  /** Of the controller. */
  url: string;
  verifyTls: boolean;
  /** Of the organization. Kept after joining, so that the box can come back when the controller has lost it. */
  sharedSecret: string;
  /** Absent until the controller has accepted the box. */
  credentials?: { id: string; key: string };
  /** The name that the controller knows the box by. */
  name?: string;
  /** Names of template tags that the box asks for. */
  tags: readonly string[];
  applied?: AppliedConfig;
  /** What the controller has not been told yet. */
  owed?: StatusReport;
  pending?: PendingConfig;
}
