import type { JsonObject } from '@netloom/netjson';
import type { ZerotierClientArgs } from '../../zerotier/auto-client.ts';
import { zerotierAutoClient } from '../../zerotier/auto-client.ts';

/** The part of an OpenWrt document that makes the device a member of ZeroTier networks. */
export function openwrtZerotierAutoClient(args: ZerotierClientArgs): JsonObject {
  return { zerotier: [zerotierAutoClient(args)] };
}
